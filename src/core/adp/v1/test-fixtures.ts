// Owns what tests do with recorded streams: reading them, feeding them in pieces, folding the events to a message.
import { readdirSync, readFileSync } from 'node:fs'
import { applyAnswerEvent, type AnswerEvent, type Message } from '#shared/answer.ts'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import { createSseReader } from '../sse-reader.ts'
import { createV1Decoder } from './decode.ts'

const folder = new URL('./__fixtures__/', import.meta.url)

export const fixtureNames = readdirSync(folder).map((file) => file.replace(/\.sse$/, ''))

/** The bytes of one recorded response. */
export function readFixture(name: string): Uint8Array {
  return readFileSync(new URL(`${name}.sse`, folder))
}

/** The events of a response that arrived in these chunks and then ended. */
export function decodeChunks(chunks: readonly Uint8Array[], isIncremental = false): AnswerEvent[] {
  const reader = createSseReader()
  const decoder = createV1Decoder({ requestId: 'req-1', isIncremental })
  const events: AnswerEvent[] = []
  for (const received of [...chunks.flatMap((chunk) => reader.feed(chunk)), ...reader.end()]) {
    if (received.type === 'failure') return [...events, ...decoder.end({ ...received, type: 'broken' })]
    for (const event of decoder.decode(received)) events.push(event)
    if (events.at(-1)?.type === 'answer-end') return events
  }
  return [...events, ...decoder.end({ type: 'closed' })]
}

const emptyAnswer: Message = {
  id: messageIdSchema.parse('11111111-1111-4111-8111-111111111111'),
  conversationId: conversationIdSchema.parse('22222222-2222-4222-8222-222222222222'),
  role: 'assistant',
  status: 'sending',
  parts: [],
  createdAt: 0,
  remote: {},
}

/** The message that these events make. */
export function fold(events: readonly AnswerEvent[]): Message {
  return events.reduce(applyAnswerEvent, emptyAnswer)
}
