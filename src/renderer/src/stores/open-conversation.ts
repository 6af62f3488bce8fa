// Owns the messages of the conversation on the screen: a page of them read from the engine, and the same fold as the
// engine's (shared/answer.ts) for everything that happens after it. Which conversation that is, conversations.ts says.
//
// Every event about a conversation carries one revision more than the last. A page says which revision it shows, so
// events that it already contains are skipped, and a missing one means that the page has to be read anew.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { applyAnswerEvent, hasEnded, type Message } from '#shared/answer.ts'
import type { BridgeEvent, ConversationPage } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Failure } from '#shared/failure.ts'
import type { ConversationId, MessageId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useConversationsStore } from './conversations.ts'
import { getFailure } from './get-failure.ts'

type MessageEvent = Extract<BridgeEvent, { payload: { revision: number } }>

export const useOpenConversationStore = defineStore('open-conversation', () => {
  const bridge = useBridge()
  const conversations = useConversationsStore()

  const status = shallowRef<'none' | 'loading' | 'ready' | 'failed'>('none')
  const conversation = shallowRef<ConversationSummary | null>(null)
  const messages = shallowRef<readonly Message[]>([])
  const hasEarlier = shallowRef(false)
  const isLoadingEarlier = shallowRef(false)
  /** Why the conversation could not be read, or why the last thing asked of it was refused. */
  const failure = shallowRef<Failure | null>(null)

  const isRunning = computed(() => {
    const last = messages.value.at(-1)
    return last?.role === 'assistant' && !hasEnded(last)
  })

  let openId: ConversationId | null = null
  /** The revision that `messages` show. */
  let revision = 0
  /** Events since the page was asked for; null while no page is on its way. */
  let missed: MessageEvent[] | null = null
  /** What the conversation became since the page was asked for: a reply and an event may overtake each other. */
  let newerConversation: ConversationSummary | null = null
  /** Counts the pages asked for, so that only the newest one is shown. */
  let loads = 0

  bridge.on((event) => {
    if (event.name === 'conversation.changed') {
      note(event.payload.conversation)
    } else if (event.name === 'conversations.changed') {
      for (const summary of event.payload.conversations) note(summary)
    } else if (event.name === 'history.grown') {
      const { conversationIds } = event.payload
      if (openId !== null && (conversationIds?.includes(openId) ?? true)) void load(openId, 'newest')
    } else if (event.name === 'conversation.removed') {
      if (event.payload.conversationId === openId) close()
    } else if (isMessageEvent(event) && event.payload.conversationId === openId) {
      if (missed) missed.push(event)
      else follow(event)
    }
  })
  bridge.onReconnected(() => {
    if (openId !== null) void load(openId)
  })
  watch(
    () => conversations.selectedId,
    (id) => {
      if (id === null) close()
      else void open(id)
    },
    { immediate: true, flush: 'sync' },
  )
  watch(isRunning, () => {
    // What was in the way is over.
    if (!isRunning.value && failure.value?.code === 'answer-running') failure.value = null
  })

  function note(summary: ConversationSummary): void {
    if (summary.id !== openId) return
    conversation.value = summary
    if (missed) newerConversation = summary
  }

  /** Shows a conversation. Opening the one that is shown already reads it again only when that has failed before. */
  async function open(id: ConversationId): Promise<void> {
    if (id === openId && status.value !== 'failed') return
    close()
    openId = id
    conversation.value = conversations.summaries.find((summary) => summary.id === id) ?? null
    status.value = 'loading'
    await load(id)
  }

  function close(): void {
    loads += 1
    openId = null
    missed = null
    conversation.value = null
    messages.value = []
    hasEarlier.value = false
    isLoadingEarlier.value = false
    failure.value = null
    status.value = 'none'
  }

  /**
   * Reads the newest page. What is on the screen stays there until the page has come; earlier messages stay as well, unless
   * others may have come between them.
   */
  async function load(id: ConversationId, shown: 'newest' | 'all' = 'all'): Promise<void> {
    const load = ++loads
    missed = []
    newerConversation = null
    try {
      const page = await bridge.call('conversation.open', { conversationId: id })
      if (load !== loads) return
      showPage(page, shown)
      failure.value = null
      status.value = 'ready'
      const events = missed
      missed = null
      for (const event of events) {
        // A gap among them has started another load, which collects from here on.
        if (load === loads) follow(event)
      }
    } catch (error) {
      if (load !== loads) return
      missed = null
      failure.value = getFailure(error)
      // What was open at the end of the last run may be gone by now.
      if (failure.value.code === 'not-found') return conversations.forget(id)
      if (status.value === 'loading') status.value = 'failed'
    }
  }

  function showPage(page: ConversationPage, shown: 'newest' | 'all'): void {
    const [first] = page.messages
    const overlap = first && shown === 'all' ? messages.value.findIndex(({ id }) => id === first.id) : -1
    // Earlier messages that a person has scrolled back to stay where they are.
    messages.value = overlap > 0 ? [...messages.value.slice(0, overlap), ...page.messages] : page.messages
    if (overlap <= 0) hasEarlier.value = page.hasEarlier
    conversation.value = newerConversation ?? page.conversation
    revision = page.revision
  }

  function follow(event: MessageEvent): void {
    if (event.payload.revision <= revision) return
    if (event.payload.revision > revision + 1) {
      void load(event.payload.conversationId)
      return
    }
    revision = event.payload.revision
    messages.value = applyEvent(messages.value, event)
  }

  async function loadEarlier(): Promise<void> {
    const [first] = messages.value
    const id = openId
    if (id === null || !first || !hasEarlier.value || isLoadingEarlier.value) return
    isLoadingEarlier.value = true
    try {
      const page = await bridge.call('conversation.open', { conversationId: id, before: first.id })
      // Another conversation, or a page read anew after a gap, may stand there now.
      if (openId !== id || messages.value[0]?.id !== first.id) return
      messages.value = [...page.messages, ...messages.value]
      hasEarlier.value = page.hasEarlier
      failure.value = null
    } catch (error) {
      if (openId === id) failure.value = getFailure(error)
    } finally {
      if (openId === id) isLoadingEarlier.value = false
    }
  }

  /**
   * Asks a question, making a conversation for it when none is open. Answers with the conversation that has it now; null
   * when it was refused: `failure` says why, and the text is still the caller's to keep.
   */
  function ask(text: string): Promise<ConversationId | null> {
    return request((conversationId) => bridge.call('question.ask', { conversationId, text }))
  }

  /** Asks the last question again. */
  async function retry(): Promise<void> {
    if (openId !== null) await request((conversationId) => bridge.call('question.retry', { conversationId }))
  }

  async function stop(): Promise<void> {
    if (openId !== null) await request((conversationId) => bridge.call('answer.stop', { conversationId }))
  }

  async function request(call: (id: ConversationId) => Promise<unknown>): Promise<ConversationId | null> {
    let id = openId
    failure.value = null
    try {
      id ??= (await conversations.create()).id
      await call(id)
      return id
    } catch (error) {
      // A person may look at another conversation by now.
      const refusal = getFailure(error)
      if (openId === id) failure.value = refusal
      return null
    }
  }

  return {
    status,
    conversation,
    messages,
    hasEarlier,
    isLoadingEarlier,
    failure,
    isRunning,
    open,
    close,
    loadEarlier,
    ask,
    retry,
    stop,
  }
})

function isMessageEvent(event: BridgeEvent): event is MessageEvent {
  return 'revision' in event.payload
}

/** The messages after the event. Messages that it does not mean keep their identity. */
function applyEvent(messages: readonly Message[], event: MessageEvent): readonly Message[] {
  switch (event.name) {
    case 'message.added':
      return [...messages, event.payload.message]
    case 'message.changed':
      return replace(messages, event.payload.message.id, () => event.payload.message)
    case 'message.removed':
      return messages.filter(({ id }) => id !== event.payload.messageId)
    case 'answer.progressed':
      return replace(messages, event.payload.messageId, (message) =>
        event.payload.events.reduce(applyAnswerEvent, message),
      )
  }
}

/** From the end, where the answer that grows is. A message that is not there was scrolled out of the page. */
function replace(
  messages: readonly Message[],
  id: MessageId,
  change: (message: Message) => Message,
): readonly Message[] {
  const index = messages.findLastIndex((message) => message.id === id)
  const message = messages[index]
  return message ? messages.with(index, change(message)) : messages
}
