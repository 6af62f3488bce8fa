// Owns the look at a history file before SQLite may write to it: whether it is ours, and of which version. Reads only.
import { closeSync, lstatSync, openSync, readSync, statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { readVersion } from './migrate.ts'

/** Marks a database as a history of this program ("ADPD"). */
export const applicationId = 0x41445044

export type Probe =
  | { readonly type: 'absent' }
  | { readonly type: 'history'; readonly version: number }
  | { readonly type: 'unreadable'; readonly reason: string }

/** Offsets and lengths from the SQLite document "Database File Format", section 1.3. */
const headerLength = 100
const magic = 'SQLite format 3\0'
const userVersionOffset = 60
const applicationIdOffset = 68

/** Throws the system's error when the file or its folder cannot be read. */
export function probeHistory(file: string): Probe {
  const entry = lstatSync(file, { throwIfNoEntry: false })
  const target = entry && statSync(file)
  if (target && !target.isFile()) return { type: 'unreadable', reason: 'It is not a file.' }
  const isLogged = hasLog(file)
  if (!target || target.size === 0) {
    if (!isLogged) return { type: 'absent' }
    return { type: 'unreadable', reason: 'The database is empty or gone, but its write-ahead log is not.' }
  }
  const header = readHeader(file)
  if (header.length < headerLength || header.toString('latin1', 0, magic.length) !== magic) {
    return { type: 'unreadable', reason: 'file is not a database' }
  }
  if (header.readInt32BE(applicationIdOffset) !== applicationId) {
    return { type: 'unreadable', reason: 'It is a database of another program.' }
  }
  // The log may hold a newer first page, and closing a connection that can write would move it into the file.
  const version = isLogged ? readVersionThroughLog(file) : header.readInt32BE(userVersionOffset)
  return version >= 1
    ? { type: 'history', version }
    : { type: 'unreadable', reason: 'The header of the database is damaged.' }
}

/** Whether the write-ahead log holds anything. A program that ends properly leaves none. */
export function hasLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

function readHeader(file: string): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const header = Buffer.alloc(headerLength)
    return header.subarray(0, readSync(descriptor, header, 0, headerLength, 0))
  } finally {
    closeSync(descriptor)
  }
}

function readVersionThroughLog(file: string): number {
  const db = new Sqlite(file, { readonly: true })
  try {
    // Reads the whole schema, so that damage to it shows before anything can be written.
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return readVersion(db)
  } finally {
    db.close()
  }
}
