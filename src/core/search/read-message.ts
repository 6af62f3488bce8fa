// Owns how the search reads a message of the history: what of it can be found, and where it belongs.
import { z } from 'zod'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import { isDamageError, prepare, type Database } from '#core/store/database.ts'
import { findStoredMessage } from '#core/store/message-rows.ts'
import { hasFile, listReadableTexts, type ReadableText } from './readable-texts.ts'

const placeSchema = z.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  sequence: z.number().int(),
  position: z.number().int(),
  conversation: z.number().int(),
})

export interface MessageTexts {
  /** Of the message, and of its conversation. */
  readonly sequence: number
  readonly conversation: number
  readonly createdAt: number
  readonly hasFile: boolean
  readonly texts: readonly ReadableText[]
}

/** What is written of the message; of a running answer what was last written whole. Undefined when it is not there. */
export function readMessageTexts(history: Database, sequence: number): MessageTexts | undefined {
  const place = findMessage(history, sequence)
  const message = place && findStoredMessage(history, place)
  if (!message) return undefined
  return {
    sequence,
    conversation: place.conversation,
    createdAt: message.createdAt,
    hasFile: hasFile(message),
    texts: listReadableTexts(message),
  }
}

function findMessage(history: Database, sequence: number): z.infer<typeof placeSchema> | undefined {
  try {
    const row = prepare(
      history,
      `SELECT messages.id, conversation_id AS conversationId, messages.sequence, position,
      conversations.sequence AS conversation
      FROM messages CROSS JOIN conversations ON conversations.id = messages.conversation_id
      WHERE messages.sequence = ?`,
    ).get(sequence)
    return placeSchema.safeParse(row).data
  } catch (error) {
    // A damaged page of the history: its own matter, and no reason to find nothing else.
    if (isDamageError(error)) return undefined
    throw error
  }
}
