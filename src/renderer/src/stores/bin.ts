// Owns the bin as the page shows it: what lies in it, and the conversations that were just moved there and can be had back by
// one key. What is inside a conversation is open-conversation.ts's, wherever it lies.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { CallOutput } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { ConversationId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useConversationsStore } from './conversations.ts'

/** What was deleted last, until it was brought back or the notice was closed. */
export interface JustDeleted {
  readonly ids: readonly ConversationId[]
  readonly title: string
}

const stretch = 200

export const useBinStore = defineStore('bin', () => {
  const bridge = useBridge()
  const conversations = useConversationsStore()
  const isShown = shallowRef(false)
  const entries = shallowRef<readonly ConversationSummary[]>([])
  const count = shallowRef<CallOutput<'bin.count'> | null>(null)
  const justDeleted = shallowRef<JustDeleted | null>(null)
  const hasMore = computed(() => (count.value?.conversations ?? 0) > entries.value.length)

  bridge.on((event) => {
    if (event.name === 'conversation.removed') drop(event.payload.conversationId)
    if (event.name !== 'conversation.changed') return
    const { conversation } = event.payload
    drop(conversation.id)
    if (conversation.shelf === 'bin' && isShown.value) entries.value = [conversation, ...entries.value]
    else if (conversation.shelf !== 'bin') forgetDeletion(conversation.id)
  })

  function drop(id: ConversationId): void {
    entries.value = entries.value.filter((entry) => entry.id !== id)
  }

  /** There is nothing to undo once it is back, or gone for ever. */
  function forgetDeletion(id: ConversationId): void {
    if (justDeleted.value?.ids.includes(id)) justDeleted.value = null
  }

  async function show(): Promise<void> {
    isShown.value = true
    await load()
  }

  function hide(): void {
    isShown.value = false
    entries.value = []
  }

  /** From the top; as far down as it was, at least one stretch. */
  async function load(limit = Math.max(stretch, entries.value.length)): Promise<void> {
    entries.value = await bridge.call('conversation.listAll', { shelf: 'bin', limit })
    count.value = await bridge.call('bin.count', {})
  }

  async function moveIn(deleted: readonly ConversationSummary[]): Promise<void> {
    const ids = deleted.map(({ id }) => id)
    await conversations.deleteConversations(ids)
    justDeleted.value = { ids, title: deleted[0]?.title ?? '' }
  }

  async function undo(): Promise<void> {
    const deleted = justDeleted.value
    if (!deleted) return
    justDeleted.value = null
    await restore(deleted.ids)
  }

  async function restore(ids: readonly ConversationId[]): Promise<void> {
    await bridge.call('conversation.restore', { conversationIds: [...ids] })
    if (isShown.value) await load()
  }

  async function deleteForever(id: ConversationId): Promise<void> {
    forgetDeletion(id)
    await bridge.call('conversation.deleteForever', { conversationIds: [id] })
    await load()
  }

  async function empty(): Promise<void> {
    justDeleted.value = null
    await bridge.call('bin.empty', {})
    await load()
  }

  return {
    isShown,
    entries,
    count,
    hasMore,
    justDeleted,
    show,
    hide,
    load,
    loadMore: () => load(entries.value.length + stretch),
    moveIn,
    undo,
    restore,
    deleteForever,
    empty,
    dismiss: () => (justDeleted.value = null),
  }
})
