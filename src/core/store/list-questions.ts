// Owns the questions of a conversation as its outline names them: read by one query, without the answers between them.
import { z } from 'zod'
import { titleFromQuestion } from '#shared/conversation.ts'
import { messageIdSchema, type ConversationId } from '#shared/ids.ts'
import type { OutlinedQuestion } from '#shared/outline.ts'
import { isDamageError, prepare, type Database } from './database.ts'

/** How much of a question is looked at, in characters: its first line is somewhere in it. */
const lookedAt = 400

const rowSchema = z.object({
  id: messageIdSchema,
  createdAt: z.number().int(),
  text: z.string().nullable(),
})

/** Oldest first. What cannot be read is missing; that the history is damaged is said where the message itself is shown. */
export function listQuestions(db: Database, conversationId: ConversationId): OutlinedQuestion[] {
  const select = `SELECT id, created_at AS createdAt, (
      SELECT CASE WHEN json_valid(body) THEN substr(json_extract(body, '$.text'), 1, ${lookedAt}) END FROM parts
      WHERE message_sequence = messages.sequence AND type = 'text' ORDER BY position LIMIT 1
    ) AS text
    FROM messages WHERE conversation_id = ? AND role = 'user' ORDER BY position`
  try {
    return prepare(db, select)
      .all(conversationId)
      .flatMap((row) => {
        const { data } = rowSchema.safeParse(row)
        return data
          ? [{ id: data.id, words: titleFromQuestion(data.text ?? ''), createdAt: data.createdAt }]
          : []
      })
  } catch (error) {
    if (isDamageError(error)) return []
    throw error
  }
}
