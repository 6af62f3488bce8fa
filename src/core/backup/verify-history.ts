// Owns the look at a whole copy of a history: SQLite's own check, and every message against its checksum, a few at a time.
import { z } from 'zod'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { checkStore } from '#core/store/check.ts'
import { isDamageError, type Database } from '#core/store/database.ts'
import { findStoredMessage } from '#core/store/message-rows.ts'
import type { MessagePlace } from '#core/store/places.ts'
import type { Steps } from './steps.ts'

/** Messages that are read before others are let in: some 5 ms. */
const messagesAStep = 100

const placeSchema = z.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  sequence: z.number().int(),
  position: z.number().int(),
})

/** Throws FailureError `backup-damaged` when SQLite finds anything wrong. */
export function assertSound(db: Database): void {
  let problems: string[]
  try {
    problems = checkStore(db, 'quick')
  } catch (error) {
    problems = [String(error)]
  }
  if (problems.length > 0) throw new FailureError(createFailure('backup-damaged'))
}

/** The messages that are not what was written, in their order. Throws FailureError when the rows cannot be read at all. */
export async function listDamagedMessages(db: Database, steps: Steps): Promise<MessagePlace[]> {
  try {
    const total = Number(db.prepare('SELECT count(*) FROM messages').pluck().get())
    const select = db.prepare(
      `SELECT id, conversation_id AS conversationId, sequence, position FROM messages WHERE sequence > ?
        ORDER BY sequence LIMIT ${messagesAStep}`,
    )
    const damaged: MessagePlace[] = []
    let last = 0
    for (let done = 0; ; done += messagesAStep) {
      const places = select.all(last).map((row) => placeSchema.parse(row))
      damaged.push(...places.filter((place) => !isWhole(db, place)))
      const end = places.at(-1)
      if (end === undefined) return damaged
      last = end.sequence
      steps.report(Math.min(1, (done + places.length) / Math.max(1, total)))
      await steps.breathe()
      steps.signal.throwIfAborted()
    }
  } catch (error) {
    if (isDamageError(error) || error instanceof z.ZodError) {
      throw new FailureError(createFailure('backup-damaged'), { cause: error })
    }
    throw error
  }
}

/**
 * Throws FailureError `backup-damaged` when a message is damaged in the copy and whole in what was copied. One that is
 * damaged in both is copied as it is: the rest is worth a backup all the more.
 */
export function assertDamagedBefore(damaged: readonly MessagePlace[], source: Database): void {
  if (damaged.some((place) => isWhole(source, place))) throw new FailureError(createFailure('backup-damaged'))
}

function isWhole(db: Database, place: MessagePlace): boolean {
  const message = findStoredMessage(db, place)
  return message !== undefined && !message.isDamaged
}
