// Owns what every table module needs of a database: its type, statements that are prepared once, writes that reach the
// disk before they return, and which errors mean damage. Opening and closing is in open.ts.
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

/** Does all of the work or, when it throws, nothing of it. Survives the death of the process as soon as it returns. */
export function write<Result>(db: Database, work: () => Result): Result {
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

/** Whether somebody else holds a lock on the file. */
export function isLockError(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
}
