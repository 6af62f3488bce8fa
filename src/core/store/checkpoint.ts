// Owns the write-ahead log beside the database: when what it holds moves into the database, and how large it may get.
import Sqlite from 'better-sqlite3'
import type { Database } from './database.ts'

/**
 * A commit that finds so many pages (4 KiB each) in the log moves them itself: the upper bound for the log while answers
 * run without a pause. Most of them are versions of the same few pages; the time goes into flushing the log, so it grows
 * with this number: measured 10 to 20 ms here, once in some 700 frames of one answer.
 */
const automaticPages = 1000
/** What the file of the log is cut back to when something has kept it from being moved for a while. */
const keptBytes = 4 * 1024 * 1024

export function limitLog(db: Database): void {
  db.pragma(`wal_autocheckpoint = ${automaticPages}`)
  db.pragma(`journal_size_limit = ${keptBytes}`)
}

/** Moves what it can from the log into the database without waiting for anybody. For moments when no answer is running. */
export function checkpointStore(db: Database): void {
  checkpoint(db, 'PASSIVE')
}

/** Empties the log, so that what was just deleted does not live on in it. While another connection reads, it stays. */
export function emptyLog(db: Database): void {
  checkpoint(db, 'TRUNCATE')
}

/** What cannot be moved now, for instance to a full disk, is safe in the log and moved by a later checkpoint. */
function checkpoint(db: Database, mode: 'PASSIVE' | 'TRUNCATE'): void {
  try {
    db.pragma(`wal_checkpoint(${mode})`)
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error
  }
}
