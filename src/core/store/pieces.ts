// Owns the table of pieces: a log of what running answers have received since they were last written whole, one row for
// each of them a frame. Rows are added to its end and never rewritten: the cost of a frame grows neither with an answer
// nor with how many pages its neighbours are on. compact-pieces.ts empties it.
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

export interface PieceLog {
  /** By the sequence of their messages, each in the order in which they came. */
  readonly rows: Map<number, string[]>
  /** Something is missing, and nobody knows whose it was. */
  readonly hasGap: boolean
}

const eventsSchema = z.array(answerEventSchema)
const lengthSchema = z.object({ length: z.number().nullable() })
const rowSchema = z.object({ place: z.number(), messageSequence: z.number(), text: z.string() })

/**
 * Adds to the end of the log, and gives its length in bytes. Nothing can happen to a message that has ended or is no
 * longer there, so its pieces are dropped.
 */
export function insertPieces(db: Database, batches: readonly PieceBatch[]): number {
  const insert = prepare(
    db,
    `INSERT INTO pieces (place, message_sequence, events)
      SELECT ?, sequence, ? FROM messages WHERE id = ? AND status IN ('sending', 'streaming')`,
  )
  let place = readLength(db)
  for (const { messageId, events } of batches) {
    if (events.length === 0) continue
    const text = JSON.stringify(events)
    const next = place + Buffer.byteLength(text)
    if (insert.run(next, text, messageId).changes > 0) place = next
  }
  return place
}

function readLength(db: Database): number {
  const row = prepare(db, 'SELECT max(place) AS length FROM pieces').get()
  return lengthSchema.parse(row).length ?? 0
}

/** All of the log. A row that cannot be read is a gap; a damaged page hides those after it. */
export function readPieceLog(db: Database): PieceLog {
  const rows = new Map<number, string[]>()
  let end = 0
  let hasGap = false
  try {
    const stored = prepare(
      db,
      'SELECT place, message_sequence AS messageSequence, events AS text FROM pieces ORDER BY place',
    )
    for (const row of stored.iterate()) {
      const parsed = rowSchema.safeParse(row).data
      if (parsed === undefined) {
        hasGap = true
        continue
      }
      const { place, messageSequence, text } = parsed
      hasGap ||= place - Buffer.byteLength(text) !== end
      end = place
      const texts = rows.get(messageSequence)
      if (texts) texts.push(text)
      else rows.set(messageSequence, [text])
    }
  } catch (error) {
    if (!isDamageError(error)) throw error
    hasGap = true
  }
  return { rows, hasGap }
}

/** The message after everything it has received. A piece that cannot be read becomes an unknown part. */
export function foldPieces({ rows, hasGap }: PieceLog, message: Message, messageSequence: number): Message {
  if (hasEnded(message)) return message
  let folded = message
  // Nothing is received for a question, so nothing of it can be missing.
  const isMissing = hasGap && message.role === 'assistant'
  let isDamaged = isMissing || message.isDamaged === true
  for (const text of rows.get(messageSequence) ?? []) {
    const parsed = parseJson(text)
    const events = eventsSchema.safeParse(parsed.ok ? parsed.value : undefined).data
    if (events === undefined) isDamaged = true
    const unreadable: AnswerEvent = { type: 'unknown', name: 'unreadable', raw: text }
    folded = (events ?? [unreadable]).reduce(applyAnswerEvent, folded)
  }
  return isDamaged ? { ...folded, isDamaged } : folded
}
