// Owns that selecting everything and copying it means the whole conversation, although only the messages near the view stand
// in the document: the key selects the column of messages and nothing beside it, and copying while all of that column is
// selected copies the conversation's text (use-conversation-copy.ts). What is copied of a part of it is what is selected.
import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { isMac } from '../../composables/keyboard.ts'
import { readSelectionWithFormulas } from '../../markdown/selection-text.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useI18n } from 'vue-i18n'
import { useConversationCopy } from './use-conversation-copy.ts'

/** `column`: where the messages are. */
export function useWholeSelection(column: Readonly<Ref<HTMLElement | null>>): void {
  const { t } = useI18n()
  const notices = useNoticesStore()
  const { findText, copyConversation } = useConversationCopy()

  const findMessages = (): Element | null => column.value?.querySelector('[role="log"]') ?? null

  function onKeyDown(event: KeyboardEvent): void {
    const isWanted = isSelectAll(event) && !event.defaultPrevented && isFree(event.target)
    // The ends are around the messages and not in them: whatever comes into the document between them is selected too.
    const box = isWanted ? findMessages()?.parentElement : undefined
    if (!box) return
    document.getSelection()?.selectAllChildren(box)
    event.preventDefault()
  }

  /** Where the key has no other meaning: not in a field, a dialog, a list or a panel. */
  function isFree(target: EventTarget | null): boolean {
    if (!(target instanceof Element) || target.matches('input, textarea, select')) return false
    return target === document.body || column.value?.contains(target) === true
  }

  /** Before the texts of the conversation copy themselves. */
  function onCopy(event: ClipboardEvent): void {
    const messages = findMessages()
    const selection = document.getSelection()
    if (!messages || !selection || selection.isCollapsed || isInField(event.target)) return
    const range = selection.getRangeAt(0)
    if (isWithin(range, messages)) copyAll(event)
    else if (range.intersectsNode(messages)) copyPart(event, selection)
  }

  function copyAll(event: ClipboardEvent): void {
    event.preventDefault()
    event.stopPropagation()
    const text = findText()
    if (text === undefined) return void copyConversation()
    event.clipboardData?.setData('text/plain', text)
    notices.say(t('scrolling.conversationCopied'))
  }

  /** Of formulas their TeX. The browser takes the rest as it always does. */
  function copyPart(event: ClipboardEvent, selection: Selection): void {
    const words = readSelectionWithFormulas(selection)
    if (words === undefined) return
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData?.setData('text/plain', words)
  }

  onMounted(() => {
    window.addEventListener('keydown', onKeyDown)
    document.addEventListener('copy', onCopy, { capture: true })
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKeyDown)
    document.removeEventListener('copy', onCopy, { capture: true })
  })
}

/** By the ends as they were set: `Selection.containsNode` goes by the first and last letter that is seen between them. */
function isWithin(range: Range, element: Element): boolean {
  const around = document.createRange()
  around.selectNode(element)
  return (
    range.compareBoundaryPoints(Range.START_TO_START, around) <= 0 &&
    range.compareBoundaryPoints(Range.END_TO_END, around) >= 0
  )
}

function isSelectAll(event: KeyboardEvent): boolean {
  const isCommand = isMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  return isCommand && event.key.toLowerCase() === 'a' && !event.shiftKey && !event.altKey
}

/** A field copies its own selection. */
function isInField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
