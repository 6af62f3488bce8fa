// Owns what has come since a person left the end of a conversation.
import type { Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'

export interface News {
  /** Answers that were not there. Without any, the one that was the last has grown. */
  readonly answers: number
}

/** `leftAt`: the newest message as it was then. Undefined when nothing has come, and when nobody can say. */
export function findNews(messages: readonly Message[], leftAt: Message | undefined): News | undefined {
  if (!leftAt) return undefined
  const at = findIndex(messages, leftAt.id)
  const last = messages[at]
  if (!last) return undefined
  const answers = messages.slice(at + 1).filter(({ role }) => role === 'assistant').length
  return answers > 0 || (last.role === 'assistant' && last.parts !== leftAt.parts) ? { answers } : undefined
}

function findIndex(messages: readonly Message[], id: MessageId): number {
  return messages.findLastIndex((message) => message.id === id)
}
