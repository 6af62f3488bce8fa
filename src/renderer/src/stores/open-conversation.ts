// Owns the messages of the conversation on the screen: a window of them read from the engine, and the same fold as the
// engine's (shared/answer.ts) for everything that happens after it. Which conversation that is, conversations.ts says;
// what happens to a list of messages is in message-window.ts.
//
// Every event about a conversation carries one revision more than the last. A page says which revision it shows, so
// events that it already contains are skipped, and a missing one means that the page has to be read anew.
//
// The window reaches down to the end of the conversation, unless it was opened around a message further up. What happens
// below it then is not shown, and not lost: it is read when the person scrolls there.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { hasEnded } from '#shared/answer.ts'
import type { BridgeEvent, CallInput, ConversationPage } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Failure } from '#shared/failure.ts'
import type { ConversationId, MessageId } from '#shared/ids.ts'
import type { QuestionOptions } from '#shared/question.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useConversationsStore } from './conversations.ts'
import { getFailure } from './get-failure.ts'
import {
  addEarlier,
  addLater,
  applyMessageEvent,
  joinPage,
  type MessageEvent,
  type MessageWindow,
} from './message-window.ts'

/** What goes along with the words of a question. */
export type QuestionExtras = Omit<CallInput<'question.ask'>, 'conversationId' | 'text'>

/** What the person wants to see of the messages. */
export type MessageView =
  | { readonly at: 'start' }
  | { readonly at: 'end' }
  /** Something that was looked for. */
  | { readonly at: 'message'; readonly messageId: MessageId }
  /** The first answer that nobody had seen. */
  | { readonly at: 'unread'; readonly messageId: MessageId }
  | ({ readonly at: 'place' } & ReadingPlace)

/** Where a person reads: a message, and how far its upper edge is below that of the box, in pixels. */
export interface ReadingPlace {
  readonly messageId: MessageId
  readonly offset: number
}

interface WantedMessage {
  readonly conversationId: ConversationId
  readonly messageId: MessageId
  /** It is on the screen, or something else has been opened meanwhile. */
  readonly onDone: () => void
}

const none: MessageWindow = { messages: [], hasEarlier: false, hasLater: false, earlier: 0, later: 0 }

export const useOpenConversationStore = defineStore('open-conversation', () => {
  const bridge = useBridge()
  const conversations = useConversationsStore()

  const status = shallowRef<'none' | 'loading' | 'ready' | 'failed'>('none')
  const conversation = shallowRef<ConversationSummary | null>(null)
  const window = shallowRef<MessageWindow>(none)
  const messages = computed(() => window.value.messages)
  const hasEarlier = computed(() => window.value.hasEarlier)
  const earlier = computed(() => window.value.earlier)
  const later = computed(() => window.value.later)
  /** False where the window reaches down to the newest message. */
  const hasLater = computed(() => window.value.hasLater)
  const isLoadingEarlier = shallowRef(false)
  const isLoadingLater = shallowRef(false)
  /** The first answer that nobody had seen when the conversation was opened. */
  const firstUnread = shallowRef<MessageId | null>(null)
  /** A new object each time that the person is to be brought there. */
  const view = shallowRef<MessageView>({ at: 'end' })
  /** The message that the person was brought to last: it is shown, also when another answer was chosen in its place. */
  const found = shallowRef<MessageId | null>(null)
  /** Why the conversation could not be read, or why the last thing asked of it was refused. */
  const failure = shallowRef<Failure | null>(null)

  const isRunning = computed(() => {
    if (hasLater.value) return conversation.value?.isRunning ?? false
    const last = messages.value.at(-1)
    return last?.role === 'assistant' && !hasEnded(last)
  })

  let openId: ConversationId | null = null
  /** Where the person reads; null at the end. */
  const place = shallowRef<ReadingPlace | null>(null)
  /** Where they read conversations that they have left. */
  const places = new Map<ConversationId, ReadingPlace>()
  /** Questions of this page that the engine has not accepted yet. */
  let asks = 0
  /** The revision that `messages` show. */
  let revision = 0
  /** Events since the page was asked for; null while no page is on its way. */
  let missed: MessageEvent[] | null = null
  /** What the conversation became since the page was asked for: a reply and an event may overtake each other. */
  let newerConversation: ConversationSummary | null = null
  /** Messages may have come between those of the window: the next page takes the place of all of it. */
  let hasGrown = false
  /** Counts the pages asked for, so that only the newest one is shown. */
  let loads = 0
  /** Why a page further up or down could not be read. */
  let refusedPage: Failure | null = null
  /** Events since later messages were asked for; null while none are on their way. */
  let sinceLater: MessageEvent[] | null = null
  /** The revision that messages were read at after the rest: older events about them must not be folded in again. */
  const readAt = new Map<MessageId, number>()
  /** Where to open a conversation that has been selected and is not on the screen yet. */
  let wanted: WantedMessage | null = null

  bridge.on((event) => {
    if (event.name === 'conversation.changed') {
      note(event.payload.conversation)
    } else if (event.name === 'conversations.changed') {
      for (const summary of event.payload.conversations) note(summary)
    } else if (event.name === 'history.grown') {
      const { conversationIds } = event.payload
      if (openId === null || conversationIds?.includes(openId) === false) return
      hasGrown = true
      void reload(openId)
    } else if (event.name === 'conversation.removed') {
      if (event.payload.conversationId === openId) close()
    } else if (isMessageEvent(event) && event.payload.conversationId === openId) {
      if (missed) missed.push(event)
      else follow(event)
    }
  })
  bridge.onReconnected(() => {
    if (openId !== null) void reload(openId)
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
    const target = wanted
    wanted = null
    try {
      await openAt(id, target?.conversationId === id ? target.messageId : undefined)
    } finally {
      target?.onDone()
    }
  }

  async function openAt(id: ConversationId, messageId: MessageId | undefined): Promise<void> {
    if (id === openId && status.value !== 'failed') return
    close()
    openId = id
    conversation.value = conversations.summaries.find((summary) => summary.id === id) ?? null
    status.value = 'loading'
    if (messageId !== undefined) return load(id, { at: 'message', messageId })
    const left = conversation.value?.isUnread === true ? undefined : places.get(id)
    await load(id, left ? { at: 'place', ...left } : { at: 'end' }, true)
  }

  /**
   * Selects the conversation of a message and brings the person to it; resolves when they are there. When the message is
   * gone meanwhile, the end of the conversation is shown.
   */
  async function showMessage(summary: ConversationSummary, messageId: MessageId): Promise<void> {
    const { id, profileId } = summary
    found.value = messageId
    if (openId !== id || status.value !== 'ready') {
      const done = Promise.withResolvers<undefined>()
      wanted?.onDone()
      wanted = { conversationId: id, messageId, onDone: () => done.resolve(undefined) }
      if (openId === id) close()
      // The selection opens it, or has done so before and will not again.
      if (conversations.selectedId === id) await open(id)
      else conversations.select(id, profileId)
      await done.promise
    } else if (messages.value.some((message) => message.id === messageId)) {
      view.value = { at: 'message', messageId }
    } else await load(id, { at: 'message', messageId })
  }

  /** Brings the person to the newest message. */
  async function showEnd(): Promise<void> {
    if (openId !== null && hasLater.value) await load(openId, { at: 'end' })
    else view.value = { at: 'end' }
  }

  function close(): void {
    loads += 1
    if (openId !== null) keepPlace(openId)
    openId = null
    missed = null
    sinceLater = null
    readAt.clear()
    conversation.value = null
    window.value = none
    isLoadingEarlier.value = false
    isLoadingLater.value = false
    failure.value = null
    firstUnread.value = null
    status.value = 'none'
  }

  function keepPlace(id: ConversationId): void {
    if (place.value) places.set(id, place.value)
    else places.delete(id)
    place.value = null
  }

  /** The person reads here now; null at the end. Kept until the program is closed. */
  function setPlace(next: ReadingPlace | null): void {
    place.value = next
  }

  /** Brings the upper edge of a message that has been read to that of the box. */
  function goTo(messageId: MessageId): void {
    view.value = { at: 'place', messageId, offset: 0 }
  }

  /** Brings the person to the first message. */
  async function showStart(): Promise<void> {
    if (openId !== null && hasEarlier.value) await load(openId, { at: 'start' })
    else view.value = { at: 'start' }
  }

  /** Reads what is around the message with this number, counted from 1, and leaves the person where they are. */
  async function loadAround(position: number): Promise<void> {
    if (openId !== null && missed === null) await load(openId, undefined, false, position)
  }

  /** Reads what is on the screen anew and leaves the person where they are. */
  function reload(id: ConversationId): Promise<void> {
    const middle = messages.value[Math.floor(messages.value.length / 2)]
    return load(id, undefined, false, hasLater.value ? middle?.id : undefined)
  }

  /**
   * Reads a page and goes to `next`, if anywhere. What is on the screen stays there until the page has come. Whoever opens a
   * conversation is brought to the first answer that nobody has seen.
   */
  async function load(
    id: ConversationId,
    next: MessageView | undefined,
    isOpening = false,
    around: MessageId | number | undefined = placeOf(next),
  ): Promise<void> {
    const load = ++loads
    missed = []
    newerConversation = null
    try {
      let page = await readPage(id, around)
      if (load !== loads) return
      let shown = next
      const { firstUnread: unread } = page
      if (isOpening && unread !== null) {
        if (!page.messages.some((message) => message.id === unread)) page = await readPage(id, unread)
        if (load !== loads) return
        firstUnread.value = unread
        shown = { at: 'unread', messageId: unread }
      }
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
      // What was on its way beside it has not been waited for.
      isLoadingLater.value = false
      sinceLater = null
      failure.value = getFailure(error)
      // What was open at the end of the last run may be gone by now.
      if (failure.value.code === 'not-found') return conversations.forget(id)
      if (status.value === 'loading') status.value = 'failed'
    }
  }

  async function readPage(
    id: ConversationId,
    around: MessageId | number | undefined,
  ): Promise<ConversationPage> {
    if (typeof around === 'number')
      return bridge.call('conversation.open', { conversationId: id, position: around })
    if (around !== undefined) {
      try {
        return await bridge.call('conversation.open', { conversationId: id, around })
      } catch (error) {
        // The message has been deleted.
        if (getFailure(error).code !== 'not-found') throw error
      }
    }
    return bridge.call('conversation.open', { conversationId: id })
  }

  function showPage(page: ConversationPage, next: MessageView | undefined): void {
    window.value = joinPage(hasGrown ? none : window.value, page)
    hasGrown = false
    readAt.clear()
    isLoadingLater.value = false
    sinceLater = null
    conversation.value = newerConversation ?? page.conversation
    revision = page.revision
    if (!next) return
    const isThere = !('messageId' in next) || messages.value.some(({ id }) => id === next.messageId)
    view.value = isThere ? next : { at: 'end' }
  }

  function follow(event: MessageEvent): void {
    if (event.payload.revision <= revision) return
    if (event.payload.revision > revision + 1) {
      void reload(event.payload.conversationId)
      return
    }
    revision = event.payload.revision
    sinceLater?.push(event)
    const isRead = revision <= (readAt.get(getMessageId(event)) ?? 0)
    if (!isRead) window.value = applyMessageEvent(window.value, event)
    // Whoever asks wants to see what becomes of it; others stay where they are.
    if (event.name === 'message.added' && !hasLater.value && asks > 0) view.value = { at: 'end' }
  }

  function notePage(error: unknown): void {
    refusedPage = getFailure(error)
    failure.value = refusedPage
  }

  /** Why a question was refused is not over because a person scrolls. */
  function forgetRefusedPage(): void {
    if (failure.value === refusedPage) failure.value = null
    refusedPage = null
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
      window.value = addEarlier(window.value, page)
      forgetRefusedPage()
    } catch (error) {
      if (openId === id) notePage(error)
    } finally {
      if (openId === id) isLoadingEarlier.value = false
    }
  }

  async function loadLater(): Promise<void> {
    const last = messages.value.at(-1)
    const id = openId
    if (id === null || !last || !hasLater.value || isLoadingLater.value) return
    const load = loads
    const events: MessageEvent[] = []
    isLoadingLater.value = true
    sinceLater = events
    try {
      const page = await bridge.call('conversation.open', { conversationId: id, after: last.id })
      // Another conversation, or a page read anew, stands there now; `last` itself may have been deleted.
      if (load !== loads || messages.value.at(-1)?.id !== last.id) return
      const added = events
        .filter(({ payload }) => payload.revision > page.revision)
        .reduce(applyMessageEvent, { ...page, hasEarlier: true })
      for (const message of page.messages) readAt.set(message.id, page.revision)
      window.value = addLater(window.value, added)
      forgetRefusedPage()
    } catch (error) {
      if (load === loads) notePage(error)
    } finally {
      if (load === loads) {
        isLoadingLater.value = false
        sinceLater = null
      }
    }
  }

  /**
   * Asks a question, making a conversation for it when none is open. Answers with the conversation that has it now; null
   * when it was refused: `failure` says why, and the text is still the caller's to keep.
   */
  async function ask(text: string, extras: QuestionExtras = {}): Promise<ConversationId | null> {
    // The person may go elsewhere while the end is read: the question stays where it was asked.
    const id = openId
    if (hasLater.value) await showEnd()
    return request((conversationId) => bridge.call('question.ask', { ...extras, conversationId, text }), id)
  }

  /** Asks the last question again; `options`: what is to be different this time. */
  async function retry(options?: QuestionOptions): Promise<void> {
    const extras = options === undefined ? {} : { options }
    if (openId !== null)
      await request((conversationId) => bridge.call('question.retry', { ...extras, conversationId }))
  }

  async function stop(): Promise<void> {
    if (openId !== null) await request((conversationId) => bridge.call('answer.stop', { conversationId }))
  }

  async function request(
    call: (id: ConversationId) => Promise<unknown>,
    asked: ConversationId | null = openId,
  ): Promise<ConversationId | null> {
    let id = asked
    failure.value = null
    asks += 1
    try {
      id ??= (await conversations.create()).id
      await call(id)
      return id
    } catch (error) {
      // A person may look at another conversation by now.
      const refusal = getFailure(error)
      if (openId === id) failure.value = refusal
      return null
    } finally {
      asks -= 1
    }
  }

  return {
    status,
    conversation,
    messages,
    hasEarlier,
    hasLater,
    earlier,
    later,
    firstUnread,
    place: computed(() => place.value),
    isLoadingEarlier,
    isLoadingLater,
    view,
    found,
    failure,
    isRunning,
    open,
    close,
    showMessage,
    showStart,
    showEnd,
    goTo,
    setPlace,
    loadAround,
    loadEarlier,
    loadLater,
    ask,
    retry,
    stop,
  }
})

/** Around what a page is read for someone who is brought there. */
function placeOf(view: MessageView | undefined): MessageId | number | undefined {
  if (view?.at === 'start') return 1
  return view && 'messageId' in view ? view.messageId : undefined
}

function isMessageEvent(event: BridgeEvent): event is MessageEvent {
  return 'revision' in event.payload
}

function getMessageId(event: MessageEvent): MessageId {
  return 'messageId' in event.payload ? event.payload.messageId : event.payload.message.id
}
