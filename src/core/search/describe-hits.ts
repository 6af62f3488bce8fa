// Owns what a page is given of the texts that were found: their message, conversation and the words around the hit.
import { z } from 'zod'
import { FailureError } from '#shared/failure.ts'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import type { SearchHit } from '#shared/search.ts'
import { getConversation, type StoredConversation } from '#core/store/conversations.ts'
import { prepare, type Database } from '#core/store/database.ts'
import type { FoundText } from './hit-list.ts'
import { createSnippet } from './snippet.ts'

/** A hit as the history knows it: whether an answer runs in its conversation is the engine's knowledge. */
export interface StoredHit extends Omit<SearchHit, 'conversation'> {
  readonly conversation: StoredConversation
}

const rowSchema = z.object({ id: messageIdSchema, conversationId: conversationIdSchema })

/** In the same order. What was deleted since it was found is left out. */
export function describeHits(
  history: Database,
  found: readonly FoundText[],
  terms: readonly string[],
): StoredHit[] {
  return found.flatMap(({ sequence, kind, createdAt, text }) => {
    const row = prepare(
      history,
      'SELECT id, conversation_id AS conversationId FROM messages WHERE sequence = ?',
    ).get(sequence)
    const message = rowSchema.safeParse(row).data
    const conversation = message && findConversation(history, message.conversationId)
    if (!conversation) return []
    return [{ conversation, messageId: message.id, kind, createdAt, snippet: createSnippet(text, terms) }]
  })
}

function findConversation(history: Database, id: StoredConversation['id']): StoredConversation | undefined {
  try {
    return getConversation(history, id)
  } catch (error) {
    if (error instanceof FailureError) return undefined
    throw error
  }
}
