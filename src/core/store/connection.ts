// Owns how a connection to SQLite is set up. Which file it is for, and whether it may be opened, is open.ts's matter.
import Sqlite from 'better-sqlite3'
import { assert } from '#shared/assert-never.ts'
import { limitLog } from './checkpoint.ts'
import { rememberFile, type Database } from './database.ts'

/**
 * How long a statement waits for a foreign lock. Only other programs can hold one, and the caller keeps what could not
 * be written and tries again, so a page should not stand still for it.
 */
const busyTimeoutMs = 200

/** Up to 3.51.2 two connections that checkpoint and commit at once could damage the file (WAL-reset bug). */
const oldestVersion = [3, 51, 3] as const

/** Opens the file, which must be there, for reading and writing; or a database in memory. Changes no byte of a history. */
export function openConnection(file: string): Database {
  const db = new Sqlite(file, { fileMustExist: file !== ':memory:', timeout: busyTimeoutMs })
  try {
    assertVersion(db)
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    // Damage is noticed where it is met; deleted words are overwritten; nothing is spilled to files of other folders.
    db.pragma('cell_size_check = ON')
    db.pragma('secure_delete = ON')
    db.pragma('temp_store = MEMORY')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    // On macOS a plain fsync leaves the bytes in the drive. Only durable writes and checkpoints flush at all.
    db.pragma('fullfsync = ON')
    db.pragma('checkpoint_fullfsync = ON')
    limitLog(db)
    rememberFile(db)
    // Reads the whole schema, so that damage to it shows now.
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function assertVersion(db: Database): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get())
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const isNewEnough =
    major !== oldestVersion[0]
      ? major > oldestVersion[0]
      : minor !== oldestVersion[1]
        ? minor > oldestVersion[1]
        : patch >= oldestVersion[2]
  assert(
    isNewEnough,
    `SQLite ${version} can damage the history; ${oldestVersion.join('.')} or newer is needed.`,
  )
}

/** Opens a history that is there for reading only, beside the connection that writes. */
export function openReader(file: string): Database {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  assertVersion(db)
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('temp_store = MEMORY')
  return db
}
