// Owns the unsent text of each conversation, and how the next question in it is to be answered. A conversation that is still to
// be made has its draft under the profile it will belong to. The engine keeps them over a restart and tells the other pages;
// what is being written on this page is never replaced by what another page says.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { maxDraftLength, type Draft, type DraftOwner } from '#shared/draft.ts'
import { FailureError } from '#shared/failure.ts'
import type { QuestionOptions } from '#shared/question.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export type DraftKey = DraftOwner

/** After the last key, before the engine is told. */
const delayMs = 500

export const useDraftsStore = defineStore('drafts', () => {
  const bridge = useBridge()
  const texts = ref<Partial<Record<DraftKey, string>>>({})
  const options = ref<Partial<Record<DraftKey, QuestionOptions>>>({})
  /** What the engine does not know yet, with the timer that tells it. */
  const waiting = new Map<DraftKey, ReturnType<typeof setTimeout>>()
  /** What the engine is being told, by how many calls. */
  const underWay = new Map<DraftKey, number>()

  bridge.on((event) => {
    if (event.name === 'draft.changed') take(event.payload)
  })

  function take(draft: Draft): void {
    if (waiting.has(draft.owner) || underWay.has(draft.owner)) return
    show(draft.owner, draft.text)
    showOptions(draft.owner, draft.options)
  }

  function getDraft(key: DraftKey): string {
    return texts.value[key] ?? ''
  }

  /** Undefined when the next question is asked as the profile says. */
  function findOptions(key: DraftKey): QuestionOptions | undefined {
    return options.value[key]
  }

  function show(key: DraftKey, text: string): void {
    if (text === '') delete texts.value[key]
    else texts.value[key] = text
  }

  function showOptions(key: DraftKey, chosen: QuestionOptions | undefined): void {
    if (chosen === undefined) delete options.value[key]
    else options.value[key] = chosen
  }

  function setDraft(key: DraftKey, text: string): void {
    if (getDraft(key) === text) return
    show(key, text)
    saveSoon(key)
    // A question that was sent is no draft any more, whatever happens next.
    if (text === '') void save(key)
  }

  function setOptions(key: DraftKey, chosen: QuestionOptions | undefined): void {
    showOptions(key, chosen)
    saveSoon(key)
  }

  function saveSoon(key: DraftKey): void {
    clearTimeout(waiting.get(key))
    waiting.set(
      key,
      setTimeout(() => void save(key), delayMs),
    )
  }

  /** What cannot be kept stays on the page, and is kept with the next key. */
  async function save(key: DraftKey): Promise<void> {
    clearTimeout(waiting.get(key))
    if (!waiting.delete(key)) return
    underWay.set(key, (underWay.get(key) ?? 0) + 1)
    const chosen = findOptions(key)
    try {
      await bridge.call('draft.set', {
        owner: key,
        text: getDraft(key).slice(0, maxDraftLength),
        ...(chosen === undefined ? {} : { options: chosen }),
      })
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
    for (const draft of await bridge.call('draft.list', {})) take(draft)
  }

  /** Text and options go along to the conversation that is made for them. */
  function moveDraft(from: DraftKey, to: DraftKey): void {
    const chosen = findOptions(from)
    if (chosen !== undefined) {
      setOptions(to, chosen)
      setOptions(from, undefined)
    }
    setDraft(to, getDraft(from))
    setDraft(from, '')
  }

  return { texts, getDraft, setDraft, findOptions, setOptions, moveDraft, saveAll, load }
})
