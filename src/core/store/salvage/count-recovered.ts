// Owns what there is in a recovered history, counted by reading every message of it once. A damaged one says so from then on by
// having no checksum, so that no check takes it for new damage.
import { z } from 'zod'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import { prepare, type Database } from '../database.ts'
import { findStoredMessage } from '../message-rows.ts'

export interface RecoveredCounts {
  readonly profiles: number
  readonly conversations: number
  /** Messages that are as they were written. */
  readonly whole: number
  /** Messages of which something is left. */
  readonly damaged: number
  /** Messages of which only the place is known. */
  readonly lost: number
}

const placeSchema = z.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  sequence: z.number(),
  position: z.number(),
})
const messagesAtOnce = 100

export async function countRecovered(db: Database, breathe: () => Promise<void>): Promise<RecoveredCounts> {
  const giveUp = prepare(
    db,
    'UPDATE messages SET checksum = NULL WHERE sequence = ? AND checksum IS NOT NULL',
  )
  const messages = { whole: 0, damaged: 0, lost: 0 }
  for (let last = 0; ;) {
    const rows = prepare(
      db,
      `SELECT id, conversation_id AS conversationId, sequence, position FROM messages
        WHERE sequence > ? ORDER BY sequence LIMIT ${messagesAtOnce}`,
    ).all(last)
    for (const row of rows) {
      const place = placeSchema.safeParse(row).data
      const message = place && findStoredMessage(db, place)
      if (message !== undefined && !message.isDamaged) {
        messages.whole += 1
        continue
      }
      if (message === undefined || message.parts.length === 0) messages.lost += 1
      else messages.damaged += 1
      if (place !== undefined) giveUp.run(place.sequence)
    }
    const end = z.object({ sequence: z.number() }).safeParse(rows.at(-1)).data
    if (end === undefined) break
    last = end.sequence
    await breathe()
  }
  return {
    profiles: count(db, 'profiles'),
    conversations: count(db, 'conversations WHERE message_count > 0'),
    ...messages,
  }
}

function count(db: Database, rows: string): number {
  return Number(prepare(db, `SELECT count(*) FROM ${rows}`).pluck().get())
}
