// Owns the table of questions that wait their turn: in each conversation an order, with everything that was asked but the
// files, which are attachments.ts's with the question as their owner.
// When they are asked is the engine's matter (queue-desk.ts).
import { z } from 'zod'
import { waitingQuestionSchema, type QueuedQuestion } from '#shared/contract/contract.ts'
import {
  conversationIdSchema,
  queuedQuestionIdSchema,
  type ConversationId,
  type QueuedQuestionId,
} from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { prepare, write, type Database } from './database.ts'

const rowSchema = z.object({ id: queuedQuestionIdSchema, question: z.string() })

/** In the order in which they will be asked. A row that cannot be read is left out. */
export function listQueued(db: Database, conversationId: ConversationId): QueuedQuestion[] {
  const sql = 'SELECT id, question FROM queued_questions WHERE conversation_id = ? ORDER BY position, id'
  return prepare(db, sql)
    .all(conversationId)
    .flatMap((row) => readQueued(row) ?? [])
}

function readQueued(row: unknown): QueuedQuestion | undefined {
  const { data } = rowSchema.safeParse(row)
  const json = parseJson(data?.question ?? '')
  const question = waitingQuestionSchema.safeParse(json.ok ? json.value : undefined)
  return data && question.success ? { id: data.id, question: question.data } : undefined
}

/** The conversations in which questions wait, in no order. */
export function listQueuedConversations(db: Database): ConversationId[] {
  return prepare(db, 'SELECT DISTINCT conversation_id FROM queued_questions')
    .pluck()
    .all()
    .flatMap((id) => conversationIdSchema.safeParse(id).data ?? [])
}

/** Where the question waits; undefined when it does not, for instance because it is none. */
export function findQueuePlace(db: Database, id: string): ConversationId | undefined {
  const row = prepare(db, 'SELECT conversation_id FROM queued_questions WHERE id = ?').pluck().get(id)
  return conversationIdSchema.safeParse(row).data
}

/** Behind the others of its conversation. */
export function insertQueued(db: Database, { id, question }: QueuedQuestion, addedAt: number): void {
  const insert = prepare(
    db,
    `INSERT INTO queued_questions (id, conversation_id, position, question, added_at)
      VALUES (@id, @conversationId, (SELECT 1 + coalesce(max(position), 0) FROM queued_questions
        WHERE conversation_id = @conversationId), @question, @addedAt)`,
  )
  const { conversationId } = question
  write(db, () => insert.run({ id, conversationId, question: JSON.stringify(question), addedAt }))
}

/** Those of the conversation that are not named keep their order behind the others. */
export function orderQueued(
  db: Database,
  conversationId: ConversationId,
  ids: readonly QueuedQuestionId[],
): void {
  const rest = listQueued(db, conversationId).flatMap(({ id }) => (ids.includes(id) ? [] : [id]))
  const update = prepare(db, 'UPDATE queued_questions SET position = ? WHERE id = ? AND conversation_id = ?')
  write(db, () => {
    for (const [position, id] of [...ids, ...rest].entries()) update.run(position + 1, id, conversationId)
  })
}

/** Returns whether it was there: it may have been asked a moment ago. */
export function deleteQueued(db: Database, id: QueuedQuestionId): boolean {
  return write(db, () => prepare(db, 'DELETE FROM queued_questions WHERE id = ?').run(id)).changes > 0
}
