// Owns moving the keyboard to where a question is written, after a conversation was chosen or begun.
import { nextTick } from 'vue'

/** Puts the caret into the composer of the conversation column, once it is there. */
export async function focusComposer(): Promise<void> {
  await nextTick()
  document.querySelector<HTMLTextAreaElement>('main textarea')?.focus()
}
