// Owns what a person has filled into the cards of answers and not sent: kept while the page is open, so that another
// conversation can be looked at meanwhile. What the fields of a card are is the card's matter.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'

/** Cards whose drafts are kept; the oldest goes first. */
const maxDrafts = 200

/** By field; none or several values each. */
export type CardDraft = Readonly<Record<string, readonly string[]>>

export const useCardDraftsStore = defineStore('card-drafts', () => {
  const drafts = shallowReactive(new Map<string, CardDraft>())

  function set(card: string, field: string, values: readonly string[]): void {
    const [oldest] = drafts.keys()
    if (!drafts.has(card) && drafts.size >= maxDrafts && oldest !== undefined) drafts.delete(oldest)
    drafts.set(card, { ...drafts.get(card), [field]: values })
  }

  return {
    get: (card: string): CardDraft => drafts.get(card) ?? {},
    set,
    drop: (card: string) => void drafts.delete(card),
  }
})
