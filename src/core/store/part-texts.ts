// Owns the question whether a text stands anywhere in a conversation, letter by letter, in what its messages are made of.
import type { ConversationId } from '#shared/ids.ts'
import { prepare, type Database } from './database.ts'

/** Says nothing of what a running answer has received: that is in no part yet. */
export function hasText(db: Database, conversationId: ConversationId, text: string): boolean {
  // Bodies are JSON, and so is what is looked for in them.
  const written = JSON.stringify(text).slice(1, -1)
  const found = prepare(
    db,
    `SELECT 1 FROM messages JOIN parts ON parts.message_sequence = messages.sequence
      WHERE messages.conversation_id = ? AND instr(parts.body, ?) > 0
      ORDER BY messages.position DESC LIMIT 1`,
  ).get(conversationId, written)
  return found !== undefined
}
