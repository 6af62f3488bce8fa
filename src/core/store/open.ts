// Owns opening and closing the history. A file that is newer, foreign, damaged or in use is answered with what is wrong
// and left as it is, byte for byte. What is looked at first is in probe.ts, the lock in lock.ts, new files in
// create-history.ts, older ones in migrate.ts, files that can only be read in read-only-copy.ts.
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { StartProblem } from '#shared/contract/contract.ts'
import { openConnection, openReader } from './connection.ts'
import { createHistory } from './create-history.ts'
import { finishExchange } from './exchange.ts'
import { isDamageError, isLockError, type Database } from './database.ts'
import { findLockFile, lockFolder } from './lock.ts'
import { bringUpToDate, migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { hasLog, probeHistory } from './probe.ts'
import { copyForReading, removeCopy } from './read-only-copy.ts'

export { openMemoryStore } from './create-history.ts'
export { checkpointStore } from './checkpoint.ts'
export type { Database } from './database.ts'

export type OpenedStore =
  | {
      readonly ok: true
      readonly db: Database
      /** Nothing can be written where it lies: what is open is a copy of it, and takes no writes either. */
      readonly isReadOnly: boolean
      /** Something was left in its log: the program before this one was ended by force, or the power failed. */
      readonly endedUncleanly: boolean
    }
  | { readonly ok: false; readonly problem: StartProblem }

/** The lock of the data folder of every open history. */
const locks = new WeakMap<Database, Database>()

/** Opens the history in this file, or makes an empty one, and keeps other programs from it until `closeStore`. */
export function openStore(file: string): OpenedStore {
  let lock: Database
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    lock = lockFolder(file)
  } catch (error) {
    if (isWriteProtected(error) && existsSync(file)) return openForReading(file)
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
  removeCopy(db.name)
}

function openLocked(file: string): OpenedStore {
  let db: Database | undefined
  try {
    finishExchange(file)
    const problem = findProblem(file)
    if (problem !== undefined) return { ok: false, problem }
    const endedUncleanly = hasLog(file)
    if (!existsSync(file) || statSync(file).size === 0) createHistory(file)
    accessSync(file, constants.R_OK)
    if (!canWrite(file)) return openForReading(file)
    restrictAccess(file)
    db = openConnection(file)
    const migration = attemptMigration(db, file)
    if (migration === undefined) return { ok: true, db, isReadOnly: false, endedUncleanly }
    db.close()
    return readInstead(file, migration)
  } catch (error) {
    db?.close()
    return readInstead(file, describeProblem(file, error))
  }
}

/** What is wrong with a file that is there, before anything could be written to it. */
function findProblem(file: string): StartProblem | undefined {
  const probe = probeHistory(file)
  if (probe.type === 'unreadable') return { type: 'history-unreadable', file, reason: probe.reason }
  if (probe.type === 'absent' || probe.version <= migrations.length) return undefined
  const reason = `Its version is ${probe.version}; this program knows versions up to ${migrations.length}.`
  return { type: 'history-newer', file, reason }
}

function canWrite(file: string): boolean {
  try {
    // Tried rather than asked for: what access(2) says is about the account that started the program.
    closeSync(openSync(file, 'r+'))
    return true
  } catch {
    return false
  }
}

function attemptMigration(db: Database, file: string): StartProblem | undefined {
  try {
    bringUpToDate(db, migrations)
    return undefined
  } catch (error) {
    const { type, reason } = describeProblem(file, error)
    const isPlain = type === 'history-unreadable' && !isDamageError(error)
    return { type: isPlain ? 'migration-failed' : type, file, reason }
  }
}

/** A history on a full disk can be read all the same. */
function readInstead(file: string, problem: StartProblem): OpenedStore {
  if (problem.type !== 'disk-full' || !existsSync(file)) return { ok: false, problem }
  const opened = openForReading(file)
  return opened.ok ? opened : { ok: false, problem }
}

/** A history in a folder, or on a drive, that takes no writes: a copy of it, brought up to date where it is older. */
function openForReading(file: string): OpenedStore {
  try {
    const problem = findProblem(file)
    if (problem !== undefined) return { ok: false, problem }
    const copy = copyForReading(file)
    try {
      const writable = openConnection(copy)
      migrate(writable, migrations)
      writable.close()
      return { ok: true, db: openReader(copy), isReadOnly: true, endedUncleanly: false }
    } catch (error) {
      removeCopy(copy)
      throw error
    }
  } catch (error) {
    return { ok: false, problem: describeProblem(file, error) }
  }
}

function isWriteProtected(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false
  return /^(EACCES|EPERM|EROFS|SQLITE_(READONLY|CANTOPEN|PERM))/.test(String(error.code))
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
  // The index of the log is laid out before anything else, and has an error of its own when there is no room for it.
  const isFull = /^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/.test(String(error.code))
  const type = isLockError(error) ? 'history-locked' : isFull ? 'disk-full' : 'history-unreadable'
  return { type, file, reason: error.message }
}
