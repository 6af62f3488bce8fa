// Owns opening and closing the history. A file that is newer, foreign, damaged or in use is answered with what is wrong
// and left as it is, byte for byte. What is looked at first is in probe.ts, the lock in lock.ts, new files in
// create-history.ts, older ones in migrate.ts.
import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { StartProblem } from '#shared/contract/contract.ts'
import { openConnection } from './connection.ts'
import { createHistory } from './create-history.ts'
import { isLockError, type Database } from './database.ts'
import { findLockFile, lockFolder } from './lock.ts'
import { bringUpToDate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { probeHistory } from './probe.ts'

export { openMemoryStore } from './create-history.ts'
export { checkpointStore } from './checkpoint.ts'
export type { Database } from './database.ts'

export type OpenedStore =
  { readonly ok: true; readonly db: Database } | { readonly ok: false; readonly problem: StartProblem }

/** The lock of the data folder of every open history. */
const locks = new WeakMap<Database, Database>()

/** Opens the history in this file, or makes an empty one, and keeps other programs from it until `closeStore`. */
export function openStore(file: string): OpenedStore {
  let lock: Database
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    lock = lockFolder(file)
  } catch (error) {
    return { ok: false, problem: describeProblem(findLockFile(file), error) }
  }
  let opened: OpenedStore | undefined
  try {
    opened = openLocked(file)
    if (opened.ok) locks.set(opened.db, lock)
    return opened
  } finally {
    if (!opened?.ok) lock.close()
  }
}

/** Moves the log into the database and lets others have the folder. */
export function closeStore(db: Database): void {
  db.close()
  locks.get(db)?.close()
}

function openLocked(file: string): OpenedStore {
  let db: Database | undefined
  try {
    const probe = probeHistory(file)
    if (probe.type === 'unreadable') {
      return { ok: false, problem: { type: 'history-unreadable', file, reason: probe.reason } }
    }
    if (probe.type === 'history' && probe.version > migrations.length) {
      const reason = `Its version is ${probe.version}; this program knows versions up to ${migrations.length}.`
      return { ok: false, problem: { type: 'history-newer', file, reason } }
    }
    if (probe.type === 'absent') createHistory(file)
    accessSync(file, constants.R_OK | constants.W_OK)
    restrictAccess(file)
    db = openConnection(file)
    bringUpToDate(db, migrations)
    return { ok: true, db }
  } catch (error) {
    db?.close()
    return { ok: false, problem: describeProblem(file, error) }
  }
}

/** For a file that was copied here by hand. SQLite gives its log the permissions of the database. */
function restrictAccess(file: string): void {
  try {
    chmodSync(file, 0o600)
  } catch {
    // A file system without permissions: the folder's have to do.
  }
}

/** Only what the system or SQLite says about a file is a problem of the file; anything else is a mistake of ours. */
function describeProblem(file: string, error: unknown): StartProblem {
  if (!(error instanceof Error && 'code' in error)) throw error
  return { type: isLockError(error) ? 'history-locked' : 'history-unreadable', file, reason: error.message }
}
