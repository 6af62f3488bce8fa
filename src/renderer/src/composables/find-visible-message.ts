// Owns which message of the open conversation a person has before them: the first one that is in sight.
import { messageIdSchema, type MessageId } from '#shared/ids.ts'

export function findVisibleMessage(): MessageId | undefined {
  const messages = [...document.querySelectorAll<HTMLElement>('main [data-message-id]')]
  const top = messages[0]?.closest('section')?.getBoundingClientRect().top ?? 0
  const visible = messages.find((message) => message.getBoundingClientRect().bottom > top)
  return messageIdSchema.safeParse(visible?.dataset['messageId']).data
}
