// Owns the checksum over a stored message. SQLite's own checks do not see every changed byte of a text; this does.
import { hash } from 'node:crypto'

type Field = string | number | null

/** SHA-256 over the fields. Each is preceded by its type and length, so that no two lists give the same text. */
export function createChecksum(fields: Iterable<Field>): Buffer {
  let text = ''
  for (const field of fields) {
    const value = field === null ? '' : String(field)
    text += `${typeof field} ${value.length}:${value}`
  }
  return hash('sha256', text, 'buffer')
}
