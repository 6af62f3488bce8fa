// Owns the unsent text of each conversation. A conversation that is still to be made has its draft under the profile it will
// belong to. The engine keeps them over a restart and tells the other pages; what is being written on this page is never
// replaced by what another page says.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { maxDraftLength, type DraftOwner } from '#shared/draft.ts'
import { FailureError } from '#shared/failure.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export type DraftKey = DraftOwner

/** After the last key, before the engine is told. */
const delayMs = 500

export const useDraftsStore = defineStore('drafts', () => {
  const bridge = useBridge()
  const texts = ref<Partial<Record<DraftKey, string>>>({})
  /** What the engine does not know yet, with the timer that tells it. */
  const waiting = new Map<DraftKey, ReturnType<typeof setTimeout>>()
  /** What the engine is being told, by how many calls. */
  const underWay = new Map<DraftKey, number>()

  bridge.on((event) => {
    if (event.name !== 'draft.changed') return
    const { owner, text } = event.payload
    if (!waiting.has(owner) && !underWay.has(owner)) show(owner, text)
  })

  function getDraft(key: DraftKey): string {
    return texts.value[key] ?? ''
  }

  function show(key: DraftKey, text: string): void {
    if (text === '') delete texts.value[key]
    else texts.value[key] = text
  }

  function setDraft(key: DraftKey, text: string): void {
    if (getDraft(key) === text) return
    show(key, text)
    clearTimeout(waiting.get(key))
    waiting.set(
      key,
      setTimeout(() => void save(key), delayMs),
    )
    // A question that was sent is no draft any more, whatever happens next.
    if (text === '') void save(key)
  }

  /** What cannot be kept stays on the page, and is kept with the next key. */
  async function save(key: DraftKey): Promise<void> {
    clearTimeout(waiting.get(key))
    if (!waiting.delete(key)) return
    underWay.set(key, (underWay.get(key) ?? 0) + 1)
    try {
      await bridge.call('draft.set', { owner: key, text: getDraft(key).slice(0, maxDraftLength) })
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
    } finally {
      const left = (underWay.get(key) ?? 1) - 1
      if (left > 0) underWay.set(key, left)
      else underWay.delete(key)
    }
  }

  /** The page may be left: nothing waits any longer. */
  function saveAll(): void {
    for (const key of [...waiting.keys()]) void save(key)
  }

  /** What was kept. What has been written on this page since stays. */
  async function load(): Promise<void> {
    for (const { owner, text } of await bridge.call('draft.list', {})) {
      if (!waiting.has(owner) && !underWay.has(owner)) show(owner, text)
    }
  }

  /** The text goes along to the conversation that is made for it. */
  function moveDraft(from: DraftKey, to: DraftKey): void {
    setDraft(to, getDraft(from))
    setDraft(from, '')
  }

  return { texts, getDraft, setDraft, moveDraft, saveAll, load }
})
