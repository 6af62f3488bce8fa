// Owns which arrow key leafs through earlier questions, and which one belongs to the field.

type ArrowEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>
type Caret = Pick<HTMLTextAreaElement, 'selectionStart' | 'selectionEnd'>

/**
 * Arrow up leafs from the very start of the text, where it has nowhere else to go; arrow down goes back while an earlier
 * question is shown and the caret has not been moved.
 */
export function readLeafKey(
  { key, ctrlKey, metaKey, shiftKey, altKey }: ArrowEvent,
  { selectionStart, selectionEnd }: Caret,
  isLeafing: boolean,
): 'earlier' | 'later' | undefined {
  if (ctrlKey || metaKey || shiftKey || altKey || selectionStart !== 0 || selectionEnd !== 0) return undefined
  if (key === 'ArrowUp') return 'earlier'
  return key === 'ArrowDown' && isLeafing ? 'later' : undefined
}
