// Owns what a person made of the answers of the open conversation: which variant is shown, what they think of it; and whether
// the conversation is a copy. What is shown of it is worked out by group-turns.ts.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { CallOutput } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/failure.ts'
import type { ConversationId, MessageId } from '#shared/ids.ts'
import type { Rating } from '#shared/rating.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { groupTurns, isSameLayout, type TurnLayout } from './group-turns.ts'
import { getFailure } from './get-failure.ts'
import { useOpenConversationStore } from './open-conversation.ts'

export const useAnswerMarksStore = defineStore('answer-marks', () => {
  const bridge = useBridge()
  const open = useOpenConversationStore()

  /** By the question. */
  const chosen = shallowRef<ReadonlyMap<MessageId, MessageId>>(new Map())
  const ratings = shallowRef<ReadonlyMap<MessageId, Rating>>(new Map())
  /** Why the last rating of an answer was not taken. */
  const failures = shallowRef<ReadonlyMap<MessageId, Failure>>(new Map())
  const origin = shallowRef<CallOutput<'conversation.findOrigin'> | null>(null)
  /** Counts what was asked for, so that only the newest is shown. */
  let loads = 0
  /** Questions and answers of which something was heard since: what is on its way says how it was before. */
  const heard = new Set<MessageId>()

  /** Stays the same object while an answer grows. */
  const layout = computed<TurnLayout>((before) => {
    const next = groupTurns(open.messages, { chosen: chosen.value, found: open.found })
    return before && isSameLayout(before, next) ? before : next
  })
  /** Without the answers of which another variant is shown. */
  const shownMessages = computed(() => {
    const { hidden } = layout.value
    return hidden.size === 0 ? open.messages : open.messages.filter(({ id }) => !hidden.has(id))
  })

  bridge.on((event) => {
    if (!('payload' in event) || !('conversationId' in event.payload)) return
    if (event.payload.conversationId !== open.conversation?.id) return
    if (event.name === 'answer.shown') choose(event.payload.questionId, event.payload.answerId)
    else if (event.name === 'answer.rated') put(event.payload.messageId, event.payload.rating)
  })
  // What is shown stays until it has been read anew.
  bridge.onReconnected(() => void load(open.conversation?.id))
  watch(
    () => open.conversation?.id,
    (id) => {
      chosen.value = new Map()
      ratings.value = new Map()
      failures.value = new Map()
      origin.value = null
      void load(id)
    },
    { immediate: true },
  )

  /** Without it the newest answers are shown, and no rating: nothing to tell a person of. */
  async function load(id: ConversationId | undefined): Promise<void> {
    const load = ++loads
    heard.clear()
    if (id === undefined) return
    try {
      const [shown, rated, found] = await Promise.all([
        bridge.call('answer.listShown', { conversationId: id }),
        bridge.call('rating.list', { conversationId: id }),
        bridge.call('conversation.findOrigin', { conversationId: id }),
      ])
      if (load !== loads) return
      const isOlder = (messageId: MessageId): boolean => heard.has(messageId)
      chosen.value = new Map([
        ...shown.map(({ questionId, answerId }) => [questionId, answerId] as const),
        ...[...chosen.value].filter(([questionId]) => isOlder(questionId)),
      ])
      ratings.value = new Map([
        ...rated
          .filter(({ messageId }) => !isOlder(messageId))
          .map(({ messageId, ...rating }) => [messageId, rating] as const),
        ...[...ratings.value].filter(([messageId]) => isOlder(messageId)),
      ])
      origin.value = found
    } catch (error) {
      getFailure(error)
    }
  }

  function choose(questionId: MessageId, answerId: MessageId): void {
    open.found = null
    heard.add(questionId)
    chosen.value = new Map(chosen.value).set(questionId, answerId)
  }

  /** Shows another variant; kept as well as that goes. */
  async function show(questionId: MessageId, answerId: MessageId): Promise<void> {
    const conversationId = open.conversation?.id
    if (conversationId === undefined) return
    choose(questionId, answerId)
    await bridge.call('answer.show', { conversationId, questionId, answerId }).catch(getFailure)
  }

  function put(messageId: MessageId, rating: Rating | null): void {
    heard.add(messageId)
    const next = new Map(ratings.value)
    if (rating === null) next.delete(messageId)
    else next.set(messageId, rating)
    ratings.value = next
  }

  function putFailure(messageId: MessageId, failure: Failure | null): void {
    const next = new Map(failures.value)
    if (failure === null) next.delete(messageId)
    else next.set(messageId, failure)
    failures.value = next
  }

  /** Shown at once, and taken back with the reason when the service does not take it. */
  async function rate(messageId: MessageId, rating: Rating | null): Promise<void> {
    const conversationId = open.conversation?.id
    if (conversationId === undefined) return
    const before = ratings.value.get(messageId) ?? null
    putFailure(messageId, null)
    put(messageId, rating)
    try {
      await bridge.call('rating.set', { conversationId, messageId, rating })
    } catch (error) {
      const failure = getFailure(error)
      // Something else may stand there now, or another opinion.
      if (open.conversation?.id !== conversationId || ratings.value.get(messageId) !== (rating ?? undefined))
        return
      put(messageId, before)
      putFailure(messageId, failure)
    }
  }

  return {
    chosen: computed(() => chosen.value),
    layout,
    shownMessages,
    ratings,
    failures,
    origin,
    show,
    rate,
    putFailure,
  }
})
