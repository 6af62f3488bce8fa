// Owns where copied conversations come from. The copying is engine/fork-desk.ts's.
import { z } from 'zod'
import { conversationIdSchema, type ConversationId } from '#shared/ids.ts'
import { prepare, write, type Database } from './database.ts'

export function setForkedFrom(db: Database, id: ConversationId, original: ConversationId): void {
  write(db, () => prepare(db, 'UPDATE conversations SET forked_from = ? WHERE id = ?').run(original, id))
}

/** The conversation that this one was copied from, which may be gone; undefined for one that was begun by itself. */
export function findForkedFrom(db: Database, id: ConversationId): ConversationId | undefined {
  const original = prepare(db, 'SELECT forked_from FROM conversations WHERE id = ?').pluck().get(id)
  return z
    .optional(conversationIdSchema)
    .catch(undefined)
    .parse(original ?? undefined)
}

/** Whether there is a conversation that this one was copied from, that was copied from it, or from the same one. */
export function hasRelatives(db: Database, id: ConversationId): boolean {
  const origin = '(SELECT forked_from FROM conversations WHERE id = @id)'
  const select = `SELECT 1 FROM conversations
    WHERE id <> @id AND (id = ${origin} OR forked_from = @id OR forked_from = ${origin}) LIMIT 1`
  return prepare(db, select).get({ id }) !== undefined
}

/** The files that were shown in one conversation are shown at the same addresses of the other, too. */
export function copyShownFiles(db: Database, from: ConversationId, to: ConversationId): void {
  write(db, () =>
    prepare(
      db,
      `INSERT INTO conversation_files (conversation_id, url, hash)
        SELECT @to, url, hash FROM conversation_files WHERE conversation_id = @from
        ON CONFLICT (conversation_id, url) DO NOTHING`,
    ).run({ from, to }),
  )
}
