// Owns the fetching of what the service remembers of a conversation, as a page sees it: where it is on its way, and what came
// of the last one. The messages themselves come by open-conversation.ts.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ConversationId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useNoticesStore } from './notices.ts'

export interface BackfillOutcome {
  readonly conversationId: ConversationId
  readonly added: number
}

export const useBackfillStore = defineStore('backfill', () => {
  const bridge = useBridge()
  const notices = useNoticesStore()

  const fetching = shallowRef<ReadonlySet<ConversationId>>(new Set())
  const outcome = shallowRef<BackfillOutcome | null>(null)

  /** A failure is said where those of things done elsewhere are. */
  async function fetch(conversationId: ConversationId): Promise<void> {
    if (fetching.value.has(conversationId)) return
    fetching.value = new Set([...fetching.value, conversationId])
    outcome.value = null
    const result = await notices.watchOver(bridge.call('conversation.backfill', { conversationId }))
    fetching.value = new Set([...fetching.value].filter((id) => id !== conversationId))
    if (result) outcome.value = { conversationId, added: result.added }
  }

  return { fetching, outcome, fetch }
})
