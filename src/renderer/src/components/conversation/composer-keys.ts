// Owns what Enter does in the field for a question, by the setting: one of Enter and Ctrl/Command+Enter sends, the other makes
// a new line, and Shift+Enter always does. Keys of an input method are composition-guard.ts's.
import type { Settings } from '#shared/settings.ts'

type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** `new-line` is one that the browser does not make by itself. Undefined: the key is not ours. */
export function readComposerKey(
  { key, ctrlKey, metaKey, shiftKey, altKey }: KeyEvent,
  sendKey: Settings['sendKey'],
): 'send' | 'new-line' | undefined {
  if (key !== 'Enter' || shiftKey || altKey) return undefined
  const hasCommand = ctrlKey || metaKey
  if (hasCommand === (sendKey === 'command-enter')) return 'send'
  return hasCommand ? 'new-line' : undefined
}

/** Puts a text in the place of what is selected, so that it can be undone like a typed one. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  // The only way into the field's own history of changes.
  if (document.execCommand('insertText', false, text)) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
