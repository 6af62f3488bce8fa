// Owns the places at which a text stands in a conversation, one by one, and at which of them looking begins.
import type { Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import type { ConversationHit } from '#shared/search.ts'

export interface FoundPlace {
  readonly messageId: MessageId
  /** The how manieth in its message, from 0. */
  readonly nth: number
}

/** Oldest first. Words, thoughts and references of one message are counted through. */
export function listPlaces(hits: readonly ConversationHit[]): FoundPlace[] {
  const counts = new Map<MessageId, number>()
  for (const { messageId, count } of hits) counts.set(messageId, (counts.get(messageId) ?? 0) + count)
  return [...counts].flatMap(([messageId, count]) =>
    Array.from({ length: count }, (_, nth) => ({ messageId, nth })),
  )
}

/** The first place in or after a message that is loaded, else the last one before it; null when there is none. */
export function findFirst(
  places: readonly FoundPlace[],
  loaded: readonly Pick<Message, 'id'>[],
  startId: MessageId | undefined,
): number | null {
  if (places.length === 0) return null
  const order = new Map(loaded.map(({ id }, index) => [id, index]))
  const start = (startId && order.get(startId)) ?? 0
  const inOrAfter = places.findIndex(({ messageId }) => (order.get(messageId) ?? -1) >= start)
  if (inOrAfter !== -1) return inOrAfter
  // What is loaded has none: what comes after it lies behind the last place before.
  const lastBefore = places.findLastIndex(({ messageId }) => order.has(messageId))
  return lastBefore === -1 ? places.length - 1 : lastBefore
}
