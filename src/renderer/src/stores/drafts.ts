// Owns the unsent text of each conversation, so that looking elsewhere does not lose it. Kept in memory.
// A conversation that is still to be made has its draft under the profile it will belong to.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { ConversationId, ProfileId } from '#shared/ids.ts'

export type DraftKey = ConversationId | ProfileId

export const useDraftsStore = defineStore('drafts', () => {
  const texts = ref<Partial<Record<DraftKey, string>>>({})

  function getDraft(key: DraftKey): string {
    return texts.value[key] ?? ''
  }

  function setDraft(key: DraftKey, text: string): void {
    if (text === '') delete texts.value[key]
    else texts.value[key] = text
  }

  /** The text goes along to the conversation that is made for it. */
  function moveDraft(from: DraftKey, to: DraftKey): void {
    setDraft(to, getDraft(from))
    setDraft(from, '')
  }

  return { getDraft, setDraft, moveDraft }
})
