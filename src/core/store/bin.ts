// Owns the bin: conversations that were deleted and can still be had back, and the end of those that cannot. What is to be
// deleted for ever is marked first (`doomed`: deleted at 0) and then goes a stretch at a time, so that no step takes long and
// the next run of the program finishes what this one began.
import { z } from 'zod'
import { conversationIdSchema, type ConversationId } from '#shared/ids.ts'
import { emptyLog } from './checkpoint.ts'
import { compactPieces } from './compact-pieces.ts'
import { deleteAttachmentsOf } from './attachments.ts'
import { deleteSlicesOf } from './cited-slices.ts'
import { prepare, write, type Database } from './database.ts'
import { deleteOrphanDrafts } from './drafts.ts'
import { deleteOrphanConsents } from './image-consents.ts'

const countSchema = z.object({ conversations: z.number(), messages: z.number() })
export type ConversationCount = z.infer<typeof countSchema>

/** Returns those that were not in it before. */
export function moveToBin(db: Database, ids: readonly ConversationId[], deletedAt: number): ConversationId[] {
  return change(db, 'UPDATE conversations SET deleted_at = @at WHERE id = @id AND deleted_at IS NULL', ids, {
    at: deletedAt,
  })
}

/** Returns those that were in it; what is doomed is not. */
export function restoreFromBin(db: Database, ids: readonly ConversationId[]): ConversationId[] {
  return change(db, 'UPDATE conversations SET deleted_at = NULL WHERE id = @id AND deleted_at > 0', ids)
}

/** Returns those that were not doomed before. */
export function doomConversations(db: Database, ids: readonly ConversationId[]): ConversationId[] {
  return change(
    db,
    'UPDATE conversations SET deleted_at = 0 WHERE id = @id AND coalesce(deleted_at, 1) <> 0',
    ids,
  )
}

function change(
  db: Database,
  sql: string,
  ids: readonly ConversationId[],
  values: Record<string, unknown> = {},
): ConversationId[] {
  return write(db, () => ids.filter((id) => prepare(db, sql).run({ id, ...values }).changes > 0))
}

export function isInBin(db: Database, id: ConversationId): boolean {
  return (
    prepare(db, 'SELECT 1 FROM conversations WHERE id = ? AND deleted_at IS NOT NULL').get(id) !== undefined
  )
}

/** At most so many that are doomed, in no order. */
export function listDoomed(db: Database, limit: number): ConversationId[] {
  return listIds(db, "SELECT id FROM conversations WHERE shelf = 'bin' AND deleted_at = 0 LIMIT ?", limit)
}

/** At most so many that were moved to the bin before this moment and are not doomed. */
export function listBinnedBefore(db: Database, deletedAt: number, limit: number): ConversationId[] {
  const sql = "SELECT id FROM conversations WHERE shelf = 'bin' AND deleted_at > 0 AND deleted_at < ? LIMIT ?"
  return listIds(db, sql, deletedAt, limit)
}

/** At most so many of those outside of the bin that nothing happened in since then and that are not pinned. */
export function listUntouchedSince(db: Database, updatedAt: number, limit: number): ConversationId[] {
  return listIds(db, `SELECT id FROM conversations WHERE ${untouched} LIMIT ?`, updatedAt, limit)
}

const untouched = "shelf IN ('open', 'archive') AND is_pinned = 0 AND updated_at < ?"
const counts = 'count(*) AS conversations, coalesce(sum(message_count), 0) AS messages'

export function countUntouchedSince(db: Database, updatedAt: number): ConversationCount {
  return countSchema.parse(
    prepare(db, `SELECT ${counts} FROM conversations WHERE ${untouched}`).get(updatedAt),
  )
}

export function countBin(db: Database): ConversationCount {
  const sql = `SELECT ${counts} FROM conversations WHERE shelf = 'bin' AND deleted_at > 0`
  return countSchema.parse(prepare(db, sql).get())
}

/** Everything, without conversations that were begun and never used; of all shelves. */
export function countAll(db: Database): ConversationCount {
  const sql = `SELECT ${counts} FROM conversations WHERE message_count > 0 OR title <> ''`
  return countSchema.parse(prepare(db, sql).get())
}

/** At most so many that are not doomed, in no order. */
export function listUndoomed(db: Database, limit: number): ConversationId[] {
  return listIds(db, 'SELECT id FROM conversations WHERE coalesce(deleted_at, 1) <> 0 LIMIT ?', limit)
}

/** Messages that are deleted between two looks at the clock. */
const step = 10

/**
 * Deletes some of the newest messages of a conversation, until the time is up or none is left, then the conversation itself. Returns
 * whether it is gone. `elapsed` gives milliseconds.
 */
export function deleteStretch(
  db: Database,
  id: ConversationId,
  limitMs: number,
  elapsed: () => number,
): boolean {
  const end = elapsed() + limitMs
  return write(db, () => {
    const count = prepare(db, 'SELECT message_count FROM conversations WHERE id = ?').pluck().get(id)
    if (typeof count !== 'number') return true
    let left = count
    while (left > 0) {
      left = Math.max(0, left - step)
      deleteSlicesOf(db, { conversationId: id, first: left + 1, last: count })
      prepare(db, 'DELETE FROM messages WHERE conversation_id = ? AND position > ?').run(id, left)
      if (left > 0 && elapsed() >= end) {
        prepare(db, 'UPDATE conversations SET message_count = ? WHERE id = ?').run(left, id)
        return false
      }
    }
    deleteAttachmentsOf(db, id)
    prepare(db, 'DELETE FROM conversations WHERE id = ?').run(id)
    return true
  })
}

/** After conversations are gone: no word of them stays in the log of pieces, among drafts and consents, or in the log of the file. */
export function wipeTraces(db: Database): void {
  write(db, () => {
    deleteOrphanDrafts(db)
    deleteOrphanConsents(db)
    compactPieces(db)
  })
  emptyLog(db)
}

function listIds(db: Database, sql: string, ...parameters: unknown[]): ConversationId[] {
  return prepare(db, sql)
    .pluck()
    .all(...parameters)
    .flatMap((id) => conversationIdSchema.safeParse(id).data ?? [])
}
