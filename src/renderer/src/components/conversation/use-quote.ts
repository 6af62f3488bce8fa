// Owns quoting words of an answer in the question that is being written, and finding the words that are selected.
import { focusComposer } from '../../composables/focus-composer.ts'
import { readSelectionWithFormulas } from '../../markdown/selection-text.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useDraftsStore } from '../../stores/drafts.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { appendQuote } from './quote-text.ts'

/** Where words are selected, when all of them are in one answer. */
export interface SelectedPlace {
  readonly range: Range
  readonly messageId: string
}

export function findSelectedPlace(): SelectedPlace | undefined {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const answer = findAnswer(range.startContainer)
  if (!answer || answer !== findAnswer(range.endContainer)) return undefined
  return { range, messageId: answer.dataset['messageId'] ?? '' }
}

/** The words that are selected there, of formulas their TeX. To be asked when they are needed: a selection may be long. */
export function readSelectedWords(): string {
  const selection = document.getSelection()
  if (!selection) return ''
  return readSelectionWithFormulas(selection) ?? selection.toString()
}

function findAnswer(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>('article.answer') ?? null
}

/** Puts the words into the question, with the caret behind them. */
export function useQuote(): (words: string) => void {
  const conversations = useConversationsStore()
  const profiles = useProfilesStore()
  const drafts = useDraftsStore()
  return (words) => {
    const key = conversations.selectedId ?? profiles.selected?.id
    if (key === undefined || words.trim() === '') return
    drafts.setDraft(key, appendQuote(drafts.getDraft(key), words))
    document.getSelection()?.removeAllRanges()
    void focusComposer()
  }
}
