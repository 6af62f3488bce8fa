// Owns the table of pieces: what running answers have received since they were last written whole, one row a batch.
// Appended and folded, never rewritten: the cost of a batch does not grow with the answer.
import { z } from 'zod'
import {
  answerEventSchema,
  applyAnswerEvent,
  hasEnded,
  type AnswerEvent,
  type Message,
} from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { isDamageError, prepare, type Database } from './database.ts'

export interface PieceBatch {
  readonly messageId: MessageId
  /** Already merged: one piece a part rather than one a packet. */
  readonly events: readonly AnswerEvent[]
}

const eventsSchema = z.array(answerEventSchema)
const rowSchema = z.object({ position: z.number(), text: z.string() })

/** Nothing can happen to a message that has ended or is no longer there, so its pieces are dropped. */
export function insertPieces(db: Database, { messageId, events }: PieceBatch): void {
  if (events.length === 0) return
  prepare(
    db,
    `INSERT INTO pieces (message_sequence, position, events)
      SELECT sequence, 1 + coalesce((SELECT max(position) FROM pieces WHERE message_sequence = sequence), 0), ?
      FROM messages WHERE id = ? AND status IN ('sending', 'streaming')`,
  ).run(JSON.stringify(events), messageId)
}

export function deletePieces(db: Database, messageSequence: number): void {
  prepare(db, 'DELETE FROM pieces WHERE message_sequence = ?').run(messageSequence)
}

/** The message after everything it has received. A piece that cannot be read becomes an unknown part. */
export function foldPieces(db: Database, message: Message, messageSequence: number): Message {
  if (hasEnded(message)) return message
  let folded = message
  let isDamaged = message.isDamaged === true
  let expectedPosition = 1
  for (const { position, text } of readPieces(db, messageSequence)) {
    const parsed = parseJson(text)
    const events = eventsSchema.safeParse(parsed.ok ? parsed.value : undefined).data
    if (position !== expectedPosition || events === undefined) isDamaged = true
    expectedPosition = position + 1
    const unreadable: AnswerEvent = { type: 'unknown', name: 'unreadable', raw: text }
    folded = (events ?? [unreadable]).reduce(applyAnswerEvent, folded)
  }
  return isDamaged ? { ...folded, isDamaged } : folded
}

/** A damaged page reads as a piece that cannot be read. */
function readPieces(db: Database, messageSequence: number): z.infer<typeof rowSchema>[] {
  const unreadable = { position: 0, text: '' }
  try {
    return prepare(
      db,
      'SELECT position, events AS text FROM pieces WHERE message_sequence = ? ORDER BY position',
    )
      .all(messageSequence)
      .map((row) => rowSchema.safeParse(row).data ?? unreadable)
  } catch (error) {
    if (isDamageError(error)) return [unreadable]
    throw error
  }
}
