// Owns how a new history comes to be: built in memory, written under another name and renamed, so that a file of this
// name is always a whole database that nobody else could read for a moment.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { openConnection } from './connection.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { applicationId } from './probe.ts'

/** Offsets of the write and read version in the header, and their value for WAL ("Database File Format", 1.3.3). */
const fileVersionOffsets = [18, 19]
const walVersion = 2

/** An empty history that lives as long as the object. */
export function openMemoryStore(): Database {
  const db = openConnection(':memory:')
  migrate(db, migrations)
  return db
}

/** Lays an empty history under this name, in the place of an empty file if there is one. */
export function createHistory(file: string): void {
  const db = openMemoryStore()
  db.pragma(`application_id = ${applicationId}`)
  const bytes = db.serialize()
  db.close()
  for (const offset of fileVersionOffsets) bytes[offset] = walVersion

  const unfinished = `${file}.new`
  rmSync(unfinished, { force: true })
  const descriptor = openSync(unfinished, 'wx', 0o600)
  try {
    writeFileSync(descriptor, bytes)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(unfinished, file)
  flushFolder(dirname(file))
}

/** A new name is on the disk only when its folder is. Windows has no such flush and does not need it. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
