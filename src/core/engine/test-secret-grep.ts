// Owns looking for planted secrets in everything that a program leaves behind or lets out: bytes of files, texts, in every
// way in which programs write text. A secret that is found is named with its place, never with itself.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Where secrets are looked for: by a name for the place, what stands there. */
export type Places = Readonly<Record<string, string | Uint8Array>>

/** Secrets by the names that a test gives to them. Of each, `NAME in PLACE as WRITING` for everywhere that it is found. */
export function findSecrets(secrets: Readonly<Record<string, string>>, places: Places): string[] {
  return Object.entries(places).flatMap(([place, content]) => {
    const bytes = Buffer.from(content)
    return Object.entries(secrets).flatMap(([name, secret]) =>
      Object.entries(listWritings(secret))
        .filter(([, writings]) => writings.some((writing) => bytes.includes(writing)))
        .map(([writing]) => `${name} in ${place} as ${writing}`),
    )
  })
}

/** Every file below a folder, also those that are open. */
export function readPlaces(folder: string): Places {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file), readFileSync(file)]),
  )
}

function listWritings(secret: string): Record<string, readonly (string | Buffer)[]> {
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const base64 = listBase64(bytes)
  return {
    text: [bytes, JSON.stringify(secret).slice(1, -1)],
    'UTF-16': [Buffer.from(secret, 'utf16le'), Buffer.from(secret, 'utf16le').swap16()],
    'an address': [encodeURIComponent(secret), encodeURIComponent(secret).replaceAll('%20', '+')],
    hexadecimal: [hex, hex.toUpperCase()],
    base64: [...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))],
  }
}

/** What of a base64 text is the same whatever stands before and after the secret: it may start at any third of a byte triple. */
function listBase64(bytes: Uint8Array): string[] {
  return [0, 1, 2].map((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes])
    const first = Math.ceil((before * 8) / 6)
    return shifted.toString('base64').slice(first, Math.floor((shifted.length * 8) / 6))
  })
}
