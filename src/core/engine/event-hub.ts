// Owns the way out of the engine: what pages are told, in which order, and the revision of every conversation.
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Log } from '#core/log.ts'

type Listener = (event: BridgeEvent) => void

export interface EventHub {
  /** A listener that throws is logged: it must not keep the others, or an answer, from going on. */
  publish(event: BridgeEvent): void
  subscribe(listener: Listener): () => void
  /** The revision of the last event about this conversation; 0 before the first one since the program started. */
  revisionOf(conversationId: ConversationId): number
  /** The revision for the next event about this conversation. Every number is used once and in order. */
  nextRevision(conversationId: ConversationId): number
  forget(conversationId: ConversationId): void
}

export function createEventHub(log: Log): EventHub {
  const listeners = new Set<Listener>()
  const revisions = new Map<ConversationId, number>()
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          log.error('event.listener-failed', { name: event.name, cause: String(error) })
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    revisionOf: (conversationId) => revisions.get(conversationId) ?? 0,
    nextRevision(conversationId) {
      const revision = (revisions.get(conversationId) ?? 0) + 1
      revisions.set(conversationId, revision)
      return revision
    },
    forget: (conversationId) => void revisions.delete(conversationId),
  }
}
