// Owns the files of answers as far as this page knows them: which are kept on this computer, which are on their way. They are
// downloaded and saved by the engine; no byte of them comes to the page.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { FailureError, type Failure } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { KeptFile } from '#shared/kept-file.ts'
import { takeDelivery } from '../bridge/take-delivery.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { getFailure } from './get-failure.ts'

export type AnswerFileState =
  | { readonly status: 'loading' }
  | { readonly status: 'kept'; readonly file: KeptFile; readonly failure?: Failure }
  | { readonly status: 'failed'; readonly failure: Failure }

export const useAnswerFilesStore = defineStore('answer-files', () => {
  const bridge = useBridge()
  const states = shallowReactive(new Map<string, AnswerFileState>())

  const keyOf = (conversationId: ConversationId, url: string) => `${conversationId} ${url}`

  /** Asks whether there is a copy; nobody else hears of it. */
  async function look(conversationId: ConversationId, url: string): Promise<void> {
    const key = keyOf(conversationId, url)
    if (states.has(key)) return
    try {
      const { file } = await bridge.call('file.findKept', { conversationId, url })
      if (file && !states.has(key)) states.set(key, { status: 'kept', file })
    } catch (error) {
      // It stands there as one that can be downloaded.
      if (!(error instanceof FailureError)) throw error
    }
  }

  async function load(conversationId: ConversationId, url: string): Promise<void> {
    const key = keyOf(conversationId, url)
    if (states.get(key)?.status === 'loading') return
    states.set(key, { status: 'loading' })
    try {
      states.set(key, { status: 'kept', file: await bridge.call('file.load', { conversationId, url }) })
    } catch (error) {
      states.set(key, { status: 'failed', failure: getFailure(error) })
    }
  }

  /** `name`: as the service calls it. */
  async function save(conversationId: ConversationId, url: string, name: string): Promise<void> {
    const key = keyOf(conversationId, url)
    const state = states.get(key)
    if (state?.status !== 'kept') return
    const { file } = state
    states.set(key, { status: 'kept', file })
    try {
      const delivery = await bridge.call('file.save', { conversationId, url, name })
      if (delivery) await takeDelivery(bridge, delivery)
    } catch (error) {
      const failure = getFailure(error)
      // One whose copy is damaged or gone can only be downloaded anew.
      const isGone = failure.code === 'file-damaged' || failure.code === 'not-found'
      states.set(key, isGone ? { status: 'failed', failure } : { status: 'kept', file, failure })
    }
  }

  return {
    find: (conversationId: ConversationId, url: string) => states.get(keyOf(conversationId, url)),
    look,
    load,
    save,
  }
})
