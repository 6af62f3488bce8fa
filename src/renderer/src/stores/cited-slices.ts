// Owns what the page knows of the words behind the sources of answers: asked of the engine once for each source, and only
// when a person wants to read it. What is kept and what has to be fetched is the engine's matter.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { CitedSlice } from '#shared/cited-slice.ts'
import type { Failure } from '#shared/failure.ts'
import type { MessageId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { getFailure } from './get-failure.ts'

/** `gone`: the service has it no more. */
export type SliceState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly slice: CitedSlice }
  | { readonly status: 'gone' }
  | { readonly status: 'failed'; readonly failure: Failure }

export const useCitedSlicesStore = defineStore('cited-slices', () => {
  const bridge = useBridge()
  const states = shallowReactive(new Map<string, SliceState>())

  const keyOf = (messageId: MessageId, referenceId: string): string => `${messageId}/${referenceId}`

  /** Undefined where nobody has asked yet. */
  function find(messageId: MessageId, referenceId: string): SliceState | undefined {
    return states.get(keyOf(messageId, referenceId))
  }

  /** Reads what is kept of an answer; asks nobody outside. What cannot be read is asked for by `fetch`. */
  async function loadKept(messageId: MessageId): Promise<void> {
    try {
      const { slices } = await bridge.call('reference.findKept', { messageId })
      for (const slice of slices) {
        states.set(keyOf(messageId, slice.referenceId), { status: 'ready', slice })
      }
    } catch (error) {
      getFailure(error)
    }
  }

  /** Those that are there or on their way are left alone; those that failed are tried again. */
  async function fetch(messageId: MessageId, referenceIds: readonly string[]): Promise<void> {
    const wanted = [...new Set(referenceIds)].filter((id) => {
      const status = find(messageId, id)?.status
      return status === undefined || status === 'failed'
    })
    if (wanted.length === 0) return
    for (const id of wanted) states.set(keyOf(messageId, id), { status: 'loading' })
    try {
      const { slices } = await bridge.call('reference.describe', { messageId, referenceIds: wanted })
      for (const id of wanted) {
        const slice = slices.find(({ referenceId }) => referenceId === id)
        states.set(keyOf(messageId, id), slice ? { status: 'ready', slice } : { status: 'gone' })
      }
    } catch (error) {
      const failure = getFailure(error)
      for (const id of wanted) states.set(keyOf(messageId, id), { status: 'failed', failure })
    }
  }

  return { find, loadKept, fetch }
})
