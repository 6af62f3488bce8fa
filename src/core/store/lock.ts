// Owns the rule that one program at a time writes to a data folder. The lock is an exclusive transaction on a second,
// always empty database: the operating system drops it when the process dies, so no stale lock can stay behind.
import { closeSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Database } from './database.ts'

/** Long enough for a program that is just ending. */
const waitMs = 1000

export function findLockFile(file: string): string {
  return join(dirname(file), 'history.lock')
}

/** Takes the lock; closing what it returns gives it back. Throws SQLITE_BUSY when another program has it. */
export function lockFolder(file: string): Database {
  const lockFile = findLockFile(file)
  createEmpty(lockFile)
  const lock = new Sqlite(lockFile, { timeout: waitMs })
  try {
    // Else SQLite lays a journal beside it, which a killed process would leave there.
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw error
  }
}

/** An existing file is not opened: on POSIX systems, closing any descriptor of a file drops this process's locks on it. */
function createEmpty(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
