// Owns the questions of a measurement, as v2 takes them.
import { randomUUID } from 'node:crypto'

export function createQuestions(
  count: number,
): { readonly RequestId: string; readonly ConversationId: string }[] {
  return Array.from({ length: count }, () => ({ RequestId: randomUUID(), ConversationId: randomUUID() }))
}

export const ssePath = '/adp/v2/chat'
export const socketPath = '/adp/v2/chat/conn/'
