// Owns the questions of the open conversation, all of them, while somebody looks at their outline. What it looks like is
// components/outline/OutlinePanel.vue's.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import { outlineQuestion, type OutlinedQuestion } from '#shared/outline.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { getFailure } from './get-failure.ts'
import { useOpenConversationStore } from './open-conversation.ts'

export const useOutlineStore = defineStore('outline', () => {
  const bridge = useBridge()
  const open = useOpenConversationStore()
  const questions = shallowRef<readonly OutlinedQuestion[]>([])
  const failure = shallowRef<Failure | null>(null)
  /** Whether `questions` are those of the conversation. */
  const isLoaded = shallowRef(false)
  let openId: ConversationId | null = null
  /** Events since the list was asked for, which may be older than they are; null while none is on its way. */
  let since: BridgeEvent[] | null = null
  /** Counts the lists asked for, so that only the newest one is shown. */
  let loads = 0

  /** The question at which the person is, or whose answer they read; undefined when there is none. */
  const current = computed(() => {
    const at = open.messages.findIndex(({ id }) => id === open.place?.messageId)
    const read = at === -1 ? open.messages : open.messages.slice(0, at + 1)
    return read.findLast(({ role }) => role === 'user')?.id
  })

  bridge.on((event) => {
    if (openId === null) return
    if (event.name === 'history.grown') void load(openId)
    else if ('conversationId' in event.payload && event.payload.conversationId === openId) follow(event)
  })
  bridge.onReconnected(() => {
    if (openId !== null) void load(openId)
  })

  function follow(event: BridgeEvent): void {
    since?.push(event)
    apply(event)
  }

  function apply(event: BridgeEvent): void {
    if (event.name === 'message.removed') {
      const { messageId } = event.payload
      questions.value = questions.value.filter(({ id }) => id !== messageId)
    } else if (event.name === 'message.added' || event.name === 'message.changed') {
      const { message } = event.payload
      if (message.role !== 'user') return
      const others = questions.value.filter(({ id }) => id !== message.id)
      const at = questions.value.findIndex(({ id }) => id === message.id)
      questions.value = others.toSpliced(at === -1 ? others.length : at, 0, outlineQuestion(message))
    }
  }

  /** Reads them, and follows what happens to them until `close`. */
  async function load(id: ConversationId): Promise<void> {
    const load = ++loads
    if (openId !== id) forget()
    openId = id
    since = []
    const events = since
    try {
      const list = await bridge.call('conversation.listQuestions', { conversationId: id })
      if (load !== loads) return
      questions.value = list
      for (const event of events) apply(event)
      isLoaded.value = true
      failure.value = null
    } catch (error) {
      if (load === loads) failure.value = getFailure(error)
    } finally {
      if (load === loads) since = null
    }
  }

  function close(): void {
    loads += 1
    openId = null
    forget()
  }

  function forget(): void {
    since = null
    questions.value = []
    isLoaded.value = false
    failure.value = null
  }

  return { questions, isLoaded, current, failure, load, close }
})
