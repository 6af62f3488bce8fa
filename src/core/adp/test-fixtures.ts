// Owns what tests do with recorded streams of both generations: reading them, feeding them in pieces, folding the events
// to a message.
import { readdirSync, readFileSync } from 'node:fs'
import { applyAnswerEvent, type AnswerEvent, type Message } from '#shared/answer.ts'
import { conversationIdSchema, messageIdSchema } from '#shared/ids.ts'
import type { Decoder } from './channel.ts'
import { createSseReader } from './sse-reader.ts'
import { createV1Decoder } from './v1/decode.ts'
import { createV2Decoder } from './v2/decode.ts'

type Version = 'v1' | 'v2'

/** The names of all recorded responses: `v1/knowledge-answer`. */
export const fixtureNames = (['v1', 'v2'] as const).flatMap((version) =>
  readdirSync(folderOf(version)).flatMap((file) =>
    file.endsWith('.sse') ? `${version}/${file.replace(/\.sse$/, '')}` : [],
  ),
)

function folderOf(version: string): URL {
  return new URL(`./${version}/__fixtures__/`, import.meta.url)
}

/** The bytes of one recorded response. */
export function readFixture(name: string): Uint8Array {
  const [version = '', file = ''] = name.split('/')
  return readFileSync(new URL(`${file}.sse`, folderOf(version)))
}

/** A decoder for the response by this name; those of v1 say by their name whether pieces were asked for. */
export function createDecoderFor(name: string): Decoder {
  const version: Version = name.startsWith('v1/') ? 'v1' : 'v2'
  return version === 'v1'
    ? createV1Decoder({ requestId: 'req-1', isIncremental: name.includes('pieces') })
    : createV2Decoder({ requestId: 'req-1' })
}

/** The events of a response that arrived in these chunks and then ended. */
export function decodeChunks(chunks: readonly Uint8Array[], decoder: Decoder): AnswerEvent[] {
  const reader = createSseReader()
  const events: AnswerEvent[] = []
  for (const received of [...chunks.flatMap((chunk) => reader.feed(chunk)), ...reader.end()]) {
    if (received.type === 'failure') return [...events, ...decoder.end({ ...received, type: 'broken' })]
    for (const event of decoder.decode(received)) events.push(event)
    if (events.at(-1)?.type === 'answer-end') return events
  }
  return [...events, ...decoder.end({ type: 'closed' })]
}

export function decodeFixture(name: string): AnswerEvent[] {
  return decodeChunks([readFixture(name)], createDecoderFor(name))
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
