// Owns how a row of a list that a person puts in order is moved by the keyboard. The buttons are MoveButtons.vue's, what
// becomes of the order is the list's.
import { nextTick } from 'vue'

/** Earlier or later in the list. */
export type MoveStep = -1 | 1

/** Undefined: the key is not ours. */
export function readMoveKey({
  key,
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
}: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): MoveStep | undefined {
  if (!altKey || ctrlKey || metaKey || shiftKey) return undefined
  if (key === 'ArrowUp') return -1
  return key === 'ArrowDown' ? 1 : undefined
}

/** What is moved in the page loses the keyboard: it gets it back once the list stands in its new order. */
export async function moveWithKeyboard(move: () => unknown): Promise<void> {
  const focused = document.activeElement
  await move()
  await nextTick()
  if (focused instanceof HTMLElement) focused.focus()
}
