// Owns the search over all conversations: what is looked for, what was found so far, the hit that was opened. The engine
// searches; what the filters mean is in search-choice.ts, what stands marked in the open conversation in
// composables/use-standing-marks.ts.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { SearchState } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/failure.ts'
import { maxSearchLength, type SearchHit, type SearchResult } from '#shared/search.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { getFailure } from './get-failure.ts'
import { useOpenConversationStore } from './open-conversation.ts'
import { countChosen, createFilters, wholeHistory, type SearchChoice } from './search-choice.ts'

/** How long the person must pause before it is searched, in milliseconds. */
export const searchPauseMs = 120
/** How many hits come at a time. */
export const hitStretch = 50

export const useSearchStore = defineStore('search', () => {
  const bridge = useBridge()
  const conversation = useOpenConversationStore()

  /** As it is typed. */
  const text = shallowRef('')
  const choice = shallowRef<SearchChoice>(wholeHistory)
  const status = shallowRef<'idle' | 'searching' | 'ready' | 'failed'>('idle')
  /** What was found for the newest text that has an answer, newest first. */
  const hits = shallowRef<readonly SearchHit[]>([])
  const foundText = shallowRef('')
  const next = shallowRef<SearchResult['next']>(null)
  const isLoadingMore = shallowRef(false)
  const isComplete = shallowRef(true)
  const failure = shallowRef<Failure | null>(null)
  /** How far the index is; null while that is not known. */
  const index = shallowRef<SearchState | null>(null)
  /** The hit that was opened last in this search. */
  const opened = shallowRef<SearchHit | null>(null)

  const wanted = computed(() => text.value.trim().slice(0, maxSearchLength))
  const isActive = computed(() => wanted.value !== '')
  const chosenCount = computed(() => countChosen(choice.value))

  let timer: ReturnType<typeof setTimeout> | undefined
  /** The call that is on its way. */
  let running: string | null = null

  watch([wanted, choice], ([words], [wordsBefore]) => {
    if (words !== wordsBefore) opened.value = null
    stop()
    if (!isActive.value) reset()
    else {
      status.value = 'searching'
      timer = setTimeout(() => void search(), searchPauseMs)
    }
  })
  bridge.on((event) => {
    if (event.name === 'search.changed') onIndexChanged(event.payload)
    if (event.name === 'conversation.removed') {
      const { conversationId } = event.payload
      const left = hits.value.filter((hit) => hit.conversation.id !== conversationId)
      if (left.length < hits.value.length) hits.value = left
    }
    if (event.name === 'conversation.changed') {
      const { conversation } = event.payload
      if (hits.value.some((hit) => hit.conversation.id === conversation.id))
        hits.value = hits.value.map((hit) =>
          hit.conversation.id === conversation.id ? { ...hit, conversation } : hit,
        )
    }
  })
  bridge.onReconnected(() => {
    if (isActive.value) void search()
  })

  /** What was missing while the index was made may be there now. */
  function onIndexChanged(state: SearchState): void {
    index.value = state
    if (state.state === 'ready' && !isComplete.value && isActive.value) void search()
  }

  function reset(): void {
    status.value = 'idle'
    hits.value = []
    foundText.value = ''
    next.value = null
    isComplete.value = true
    failure.value = null
  }

  /** Ends what is on its way; nothing of it is shown any more. */
  function stop(): void {
    clearTimeout(timer)
    timer = undefined
    isLoadingMore.value = false
    if (running === null) return
    // It may have ended just now, or the program may be gone; either way nobody waits for it.
    bridge.call('search.cancel', { searchId: running }).catch(getFailure)
    running = null
  }

  /** Searches at once for what is typed. */
  async function search(): Promise<void> {
    stop()
    if (!isActive.value) return
    const words = wanted.value
    status.value = 'searching'
    const result = await find()
    if (result === 'overtaken') return
    if (result === 'failed') {
      status.value = 'failed'
      hits.value = []
      return
    }
    hits.value = result.hits
    foundText.value = words
    takeRest(result)
    status.value = 'ready'
    if (!result.isComplete) void describeIndex()
  }

  async function loadMore(): Promise<void> {
    if (next.value === null || status.value !== 'ready' || isLoadingMore.value) return
    isLoadingMore.value = true
    const result = await find(next.value)
    if (result === 'overtaken') return
    isLoadingMore.value = false
    if (result === 'failed') {
      // What was found stays; trying again begins anew.
      status.value = 'failed'
      return
    }
    hits.value = [...hits.value, ...result.hits]
    takeRest(result)
  }

  function takeRest(result: SearchResult): void {
    next.value = result.next
    isComplete.value = result.isComplete
    failure.value = null
  }

  async function find(after?: string): Promise<SearchResult | 'overtaken' | 'failed'> {
    const searchId = crypto.randomUUID()
    running = searchId
    try {
      const result = await bridge.call('search.find', {
        searchId,
        text: wanted.value,
        filters: createFilters(choice.value, Date.now()),
        limit: hitStretch,
        ...(after === undefined ? {} : { after }),
      })
      if (running !== searchId) return 'overtaken'
      running = null
      return result
    } catch (error) {
      const reason = getFailure(error)
      if (running !== searchId) return 'overtaken'
      running = null
      failure.value = reason
      return 'failed'
    }
  }

  async function describeIndex(): Promise<void> {
    try {
      index.value = await bridge.call('search.describe', {})
    } catch (error) {
      // Then only how far it is cannot be said.
      getFailure(error)
    }
  }

  /** Gives the list of conversations back. */
  function clear(): void {
    text.value = ''
  }

  function clearChoice(): void {
    choice.value = wholeHistory
  }

  /** Brings the person to the message of a hit. False when it is not there any more. */
  async function open(hit: SearchHit): Promise<boolean> {
    opened.value = hit
    await conversation.showMessage(hit.conversation, hit.messageId)
    return conversation.messages.some(({ id }) => id === hit.messageId)
  }

  return {
    text,
    choice,
    status,
    hits,
    foundText,
    next,
    isLoadingMore,
    isComplete,
    failure,
    index,
    opened,
    isActive,
    chosenCount,
    search,
    loadMore,
    clear,
    clearChoice,
    open,
  }
})
