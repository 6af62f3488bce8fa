// Owns the marks on conversations in which an answer ended that nobody has looked at yet, and on the first such answer.
import { messageIdSchema, type ConversationId, type MessageId } from '#shared/ids.ts'
import { prepare, write, type Database } from './database.ts'

/** Returns whether that changed anything. The first answer that is marked stays the first one until all have been seen. */
export function markUnread(db: Database, id: ConversationId, answerId: MessageId): boolean {
  const update = `UPDATE conversations SET is_unread = 1, first_unread = coalesce(first_unread, @answerId)
    WHERE id = @id AND (is_unread = 0 OR first_unread IS NULL)`
  return write(db, () => prepare(db, update).run({ id, answerId })).changes > 0
}

/** Returns whether that changed anything; no error when the conversation is gone. */
export function markRead(db: Database, id: ConversationId): boolean {
  const update = `UPDATE conversations SET is_unread = 0, first_unread = NULL
    WHERE id = ? AND (is_unread <> 0 OR first_unread IS NOT NULL)`
  return write(db, () => prepare(db, update).run(id)).changes > 0
}

/** The first answer that nobody has looked at; null when there is none, or it is gone. */
export function findFirstUnread(db: Database, id: ConversationId): MessageId | null {
  const select = `SELECT messages.id FROM conversations JOIN messages ON messages.id = conversations.first_unread
    WHERE conversations.id = ? AND conversations.is_unread = 1 AND messages.conversation_id = conversations.id`
  return messageIdSchema.safeParse(prepare(db, select).pluck().get(id)).data ?? null
}
