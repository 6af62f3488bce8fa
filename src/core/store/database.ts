// Owns what every table module needs of a database: its type, statements that are prepared once, writes that reach the
// disk before they return, and which errors mean damage. Opening and closing is in open.ts.
import { statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { assert } from '#shared/assert-never.ts'

export type Database = Sqlite.Database
type Statement = Sqlite.Statement<unknown[], unknown>

const statements = new WeakMap<Database, Map<string, Statement>>()

/** The statement for this text, prepared on its first use and kept for the life of the database. */
export function prepare(db: Database, sql: string): Statement {
  const known = statements.get(db) ?? new Map<string, Statement>()
  statements.set(db, known)
  const statement = known.get(sql) ?? db.prepare<unknown[]>(sql)
  known.set(sql, statement)
  return statement
}

/** Device and inode of the file behind every database that has one. */
const files = new WeakMap<Database, string>()

/** Remembers which file it is that was opened. */
export function rememberFile(db: Database): void {
  if (!db.memory) files.set(db, identify(db.name))
}

function identify(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.dev} ${stat.ino}` : 'absent'
}

/**
 * Does all of the work or, when it throws, nothing of it. Survives the death of the process as soon as it returns. Throws
 * when the file has been deleted or replaced: with a log, SQLite would go on writing to what nobody can ever open again.
 */
export function write<Result>(db: Database, work: () => Result): Result {
  const file = files.get(db)
  if (file !== undefined && identify(db.name) !== file) {
    throw new Sqlite.SqliteError('The history file was moved or deleted.', 'SQLITE_READONLY_DBMOVED')
  }
  return db.transaction(work).immediate()
}

/** Like `write`, and on the disk when it returns: it survives a loss of power. Costs a flush, so not for every frame. */
export function writeDurably<Result>(db: Database, work: () => Result): Result {
  assert(!db.inTransaction, 'SQLite does not change how it synchronizes inside of a transaction.')
  db.pragma('synchronous = FULL')
  try {
    return write(db, work)
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}

/** Whether SQLite stumbled over a page that is not what was written. */
export function isDamageError(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|IOERR|NOTADB)/.test(error.code)
}

/** What refused a write that was no mistake of ours, in SQLite's words: no space, no permission, a lock, a broken disk. */
export function findRefusal(error: unknown): string | undefined {
  if (!(error instanceof Sqlite.SqliteError)) return undefined
  return /^SQLITE_(FULL|READONLY|BUSY|LOCKED|IOERR|CANTOPEN|CORRUPT)/.test(error.code)
    ? error.code
    : undefined
}

/** Whether somebody else holds a lock on the file. */
export function isLockError(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
}
