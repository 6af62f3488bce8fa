// Owns the table of shown answers: of several answers to one question, the one that a person leafed to. Where nothing is
// said, the newest is shown. Rows go with their messages.
import { z } from 'zod'
import { messageIdSchema, type ConversationId, type MessageId } from '#shared/ids.ts'
import { prepare, write, type Database } from './database.ts'

const shownAnswerSchema = z.strictObject({ questionId: messageIdSchema, answerId: messageIdSchema })
export type ShownAnswer = z.infer<typeof shownAnswerSchema>

/** Those of a conversation, in no order. */
export function listShownAnswers(db: Database, conversationId: ConversationId): ShownAnswer[] {
  // The table is small, and the conversation may be long.
  return prepare(
    db,
    `SELECT question_id AS questionId, answer_id AS answerId FROM shown_answers
      CROSS JOIN messages ON messages.id = question_id WHERE conversation_id = ?`,
  )
    .all(conversationId)
    .flatMap((row) => shownAnswerSchema.safeParse(row).data ?? [])
}

/** Takes the place of the one before. Throws when one of the messages is not there. */
export function setShownAnswer(db: Database, { questionId, answerId }: ShownAnswer, chosenAt: number): void {
  write(db, () =>
    prepare(
      db,
      `INSERT INTO shown_answers (question_id, answer_id, chosen_at) VALUES (@questionId, @answerId, @chosenAt)
        ON CONFLICT (question_id) DO UPDATE SET answer_id = excluded.answer_id, chosen_at = excluded.chosen_at`,
    ).run({ questionId, answerId, chosenAt }),
  )
}

/** The newest is shown from now on. */
export function forgetShownAnswer(db: Database, questionId: MessageId): void {
  write(db, () => prepare(db, 'DELETE FROM shown_answers WHERE question_id = ?').run(questionId))
}
