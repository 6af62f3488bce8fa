// Owns the end of the feed of changed messages: what the search index has taken in is forgotten. Triggers write the feed.
import { prepare, write, type Database } from './database.ts'

/** Rows of one transaction, which takes a millisecond or two. */
const stretch = 500

/** Forgets the oldest of the changes up to this one. True when there may be more of them. */
export function forgetChanges(db: Database, upTo: number): boolean {
  const oldest = prepare(db, 'SELECT min(id) FROM message_changes').pluck().get()
  if (typeof oldest !== 'number' || oldest > upTo) return false
  const last = Math.min(upTo, oldest + stretch - 1)
  write(db, () => prepare(db, 'DELETE FROM message_changes WHERE id <= ?').run(last))
  return last < upTo
}
