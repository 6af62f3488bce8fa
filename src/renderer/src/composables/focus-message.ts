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
