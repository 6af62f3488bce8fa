// Owns moving the keyboard to a message that was looked for, so that a screen reader reads on from there.
import { nextTick } from 'vue'
import type { MessageId } from '#shared/ids.ts'

/** Scrolls nothing: where the message stands is components/conversation/use-scroll-position.ts's. */
export async function focusMessage(id: MessageId): Promise<void> {
  await nextTick()
  const message = document.querySelector<HTMLElement>(`main [data-message-id="${id}"]`)
  if (!message) return
  message.tabIndex = -1
  message.focus({ preventScroll: true })
}

/** Moves the keyboard to a button of a message that has just come into sight in the place of another one. */
export async function focusInMessage(id: MessageId, selector: string): Promise<void> {
  await nextTick()
  document
    .querySelector<HTMLElement>(`main [data-message-id="${id}"] ${selector}`)
    ?.focus({ preventScroll: true })
}
