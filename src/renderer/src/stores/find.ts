// Owns the search inside the open conversation: what is looked for, where it stands, which of these places the person is at.
// The engine looks through all of the conversation; marking is done in components/conversation/use-hit-marks.ts.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { maxSearchLength } from '#shared/search.ts'
import type { Failure } from '#shared/failure.ts'
import type { MessageId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { getFailure } from './get-failure.ts'
import { findFirst, listPlaces, type FoundPlace } from './find-places.ts'
import { useOpenConversationStore } from './open-conversation.ts'
import { searchPauseMs } from './search.ts'

export const useFindStore = defineStore('find', () => {
  const bridge = useBridge()
  const conversation = useOpenConversationStore()

  const isOpen = shallowRef(false)
  /** Grows each time that the person wants to type what is to be found. */
  const focusCalls = shallowRef(0)
  /** As it is typed. */
  const text = shallowRef('')
  const status = shallowRef<'idle' | 'searching' | 'ready' | 'failed'>('idle')
  const places = shallowRef<readonly FoundPlace[]>([])
  /** Which of them the person is at; null without any. */
  const index = shallowRef<number | null>(null)
  const failure = shallowRef<Failure | null>(null)

  const wanted = computed(() => text.value.trim().slice(0, maxSearchLength))
  const current = computed(() => (index.value === null ? undefined : places.value[index.value]))

  let timer: ReturnType<typeof setTimeout> | undefined
  let running: string | null = null
  /** Where looking begins: the message that was in sight when the bar was opened. */
  let startId: MessageId | undefined

  watch([isOpen, wanted], () => {
    stop()
    if (!isOpen.value || wanted.value === '') reset()
    else {
      status.value = 'searching'
      timer = setTimeout(() => void search(), searchPauseMs)
    }
  })
  watch(
    () => conversation.conversation?.id,
    () => close(),
  )
  // A question was asked or an answer has ended: there may be more of it.
  watch([() => conversation.isRunning, () => conversation.messages.length], () => {
    if (status.value === 'ready') void search()
  })

  function reset(): void {
    status.value = 'idle'
    places.value = []
    index.value = null
    failure.value = null
  }

  function stop(): void {
    clearTimeout(timer)
    if (running === null) return
    // It may have ended just now, or the program may be gone; either way nobody waits for it.
    bridge.call('search.cancel', { searchId: running }).catch(getFailure)
    running = null
  }

  /** Shows the bar; looking begins at this message. */
  function open(visibleId: MessageId | undefined): void {
    startId = visibleId
    isOpen.value = true
    focusCalls.value += 1
  }

  function close(): void {
    isOpen.value = false
  }

  /** Looks at once. The person is brought to the first place only when they are at none yet. */
  async function search(): Promise<void> {
    stop()
    const conversationId = conversation.conversation?.id
    if (conversationId === undefined || wanted.value === '') return
    const searchId = crypto.randomUUID()
    running = searchId
    try {
      const input = { searchId, conversationId, text: wanted.value }
      const { hits } = await bridge.call('search.findInConversation', input)
      if (running !== searchId) return
      running = null
      const isAgain = status.value === 'ready'
      const before = current.value
      places.value = listPlaces(hits)
      failure.value = null
      status.value = 'ready'
      const same = places.value.findIndex(
        ({ messageId, nth }) => messageId === before?.messageId && nth === before.nth,
      )
      if (isAgain && same !== -1) index.value = same
      else goTo(findFirst(places.value, conversation.messages, before?.messageId ?? startId))
    } catch (error) {
      const reason = getFailure(error)
      if (running !== searchId) return
      running = null
      places.value = []
      index.value = null
      failure.value = reason
      status.value = 'failed'
    }
  }

  /** To the place after, or before; from the last to the first. */
  function step(direction: 1 | -1): void {
    const count = places.value.length
    if (status.value !== 'ready') void search()
    else if (count > 0) goTo(((index.value ?? 0) + direction + count) % count)
  }

  function goTo(place: number | null): void {
    index.value = place
    const shown = conversation.conversation
    if (current.value && shown) void conversation.showMessage(shown, current.value.messageId)
  }

  return {
    isOpen,
    focusCalls,
    text,
    wanted,
    status,
    places,
    index,
    current,
    failure,
    open,
    close,
    search,
    step,
  }
})
