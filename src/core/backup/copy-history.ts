// Owns the copying of a history while it is written to: a whole copy of one moment, in small steps. What is left out of
// every copy are the sealed AppKeys.
import Sqlite from 'better-sqlite3'
import { openReader } from '#core/store/connection.ts'
import type { Database } from '#core/store/database.ts'
import { createPrivateFile, flushFile } from './durable-files.ts'
import type { Steps } from './steps.ts'

/** Pages (4 KiB each) that are copied before others are let in: some 3 ms. */
const pagesAStep = 256

/**
 * Copies the history in `source` to the new file `target`; `finish` may write to the copy before it is put on the disk.
 * All the while the connection reads one and the same moment. Without that, SQLite begins anew with every commit of
 * another connection, and never ends while an answer is being written.
 */
export async function copyHistory(
  source: string,
  target: string,
  steps: Steps,
  finish: (copy: Database) => void,
): Promise<void> {
  createPrivateFile(target)
  const db = openReader(source)
  try {
    db.exec('BEGIN')
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    await db.backup(target, {
      progress({ totalPages, remainingPages }) {
        steps.signal.throwIfAborted()
        steps.report((totalPages - remainingPages) / totalPages)
        return pagesAStep
      },
    })
  } finally {
    db.close()
  }
  steps.signal.throwIfAborted()
  withCopy(target, (copy) => {
    copy.exec('DELETE FROM secrets')
    finish(copy)
  })
  flushFile(target)
  steps.report(1)
}

/** Opens a copy that nobody else has open, as one file without a log beside it. */
function withCopy(file: string, work: (copy: Database) => void): void {
  const copy = new Sqlite(file)
  try {
    copy.pragma('journal_mode = DELETE')
    copy.pragma('secure_delete = ON')
    copy.pragma('trusted_schema = OFF')
    copy.transaction(() => work(copy))()
  } finally {
    copy.close()
  }
}
