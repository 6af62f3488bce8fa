// Owns the marks on conversations in which an answer ended that nobody has looked at yet.
import type { ConversationId } from '#shared/ids.ts'
import { prepare, write, type Database } from './database.ts'

/** Returns whether that changed anything; no error when the conversation is gone. */
export function setUnread(db: Database, id: ConversationId, isUnread: boolean): boolean {
  const update = 'UPDATE conversations SET is_unread = @isUnread WHERE id = @id AND is_unread <> @isUnread'
  return write(db, () => prepare(db, update).run({ id, isUnread: Number(isUnread) })).changes > 0
}
