// Owns the fold of an answer that was not streamed: what a decoder makes of packets that the record of the service stands
// for, as the message that the program would have had.
import { applyAnswerEvent, type AnswerEvent, type Message } from '#shared/answer.ts'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import { createPartLimit } from './part-limit.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

/** The ids are nobody's. No more parts are kept than of a streamed answer. */
export function foldAnswer(events: readonly AnswerEvent[]): Message {
  const empty: Message = {
    id: messageIdSchema.parse(nobody),
    conversationId: conversationIdSchema.parse(nobody),
    role: 'assistant',
    status: 'sending',
    parts: [],
    createdAt: 0,
    remote: {},
  }
  return events.filter(createPartLimit()).reduce(applyAnswerEvent, empty)
}
