// Owns the end of the log of pieces: when all of it is over or has grown long, and when nothing of a deleted message may
// stay in it. What is still needed of it becomes part of its messages.
import { prepare, type Database } from './database.ts'
import { findStoredMessage, replaceMessage } from './message-rows.ts'
import { foldPieces, readPieceLog } from './pieces.ts'
import { listUnfinishedPlaces } from './places.ts'

/** Of the log, before it is compacted although answers run. Writing those anew is then rare, and reading the log quick. */
const maxBytes = 8 * 1024 * 1024

/** To be called in the transaction that has added to the log. */
export function compactLongLog(db: Database, length: number): void {
  if (length > maxBytes) compactPieces(db)
}

/** Drops the log when no answer runs. To be called in the transaction that ends answers. */
export function dropOldPieces(db: Database): void {
  const isRunning = prepare(
    db,
    "SELECT 1 FROM messages WHERE status IN ('sending', 'streaming') LIMIT 1",
  ).get()
  if (isRunning === undefined) prepare(db, 'DELETE FROM pieces').run()
}

/**
 * Writes running answers as they are by now, and empties the log. What belongs to a message that cannot be read stays in
 * it: it may still be saved. To be called in a transaction.
 */
export function compactPieces(db: Database): void {
  const log = readPieceLog(db)
  prepare(db, 'DELETE FROM pieces').run()
  for (const place of listUnfinishedPlaces(db)) {
    const stored = findStoredMessage(db, place)
    if (stored === undefined) continue
    replaceMessage(db, foldPieces(log, stored, place.sequence), place)
    log.rows.delete(place.sequence)
  }
  const keep = prepare(
    db,
    `INSERT INTO pieces SELECT coalesce((SELECT max(place) FROM pieces), 0) + octet_length(@text), sequence, @text
      FROM messages WHERE sequence = @sequence AND status IN ('sending', 'streaming')`,
  )
  for (const [sequence, texts] of log.rows) for (const text of texts) keep.run({ sequence, text })
}
