// Owns the table of ratings: what a person thinks of an answer, as the service has accepted it. Rows go with their messages.
import { z } from 'zod'
import { messageIdSchema, type ConversationId, type MessageId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { ratingSchema, type Rating } from '#shared/rating.ts'
import { prepare, write, type Database } from './database.ts'

export interface StoredRating extends Rating {
  readonly messageId: MessageId
}

const rowSchema = ratingSchema.extend({
  messageId: messageIdSchema,
  reasons: z.string().transform((json) => {
    const parsed = parseJson(json)
    return parsed.ok ? ratingSchema.shape.reasons.catch([]).parse(parsed.value) : []
  }),
})

/** Those of a conversation, in no order. */
export function listRatings(db: Database, conversationId: ConversationId): StoredRating[] {
  // The table is small, and the conversation may be long.
  return prepare(
    db,
    `SELECT message_id AS messageId, score, reasons, comment FROM ratings
      CROSS JOIN messages ON messages.id = message_id WHERE conversation_id = ?`,
  )
    .all(conversationId)
    .flatMap((row) => rowSchema.safeParse(row).data ?? [])
}

/** Takes the place of the one before; null takes it back. One of an answer that was deleted meanwhile is dropped. */
export function setRating(db: Database, messageId: MessageId, rating: Rating | null, ratedAt: number): void {
  write(db, () => {
    if (rating === null) return prepare(db, 'DELETE FROM ratings WHERE message_id = ?').run(messageId)
    return prepare(
      db,
      `INSERT INTO ratings (message_id, score, reasons, comment, rated_at)
        SELECT id, @score, @reasons, @comment, @ratedAt FROM messages WHERE id = @messageId
        ON CONFLICT (message_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons,
          comment = excluded.comment, rated_at = excluded.rated_at`,
    ).run({ ...rating, reasons: JSON.stringify(rating.reasons), messageId, ratedAt })
  })
}
