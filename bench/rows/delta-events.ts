// Measures a long answer of v2 in small pieces, every event in a chunk of its own, from bytes to answer events: once the
// reading and decoding alone, and once as a whole turn that is read from a stream. Peer: the openai SDK's stream of the same
// body. Limit: eventsource-parser and JSON.parse on the same bytes.
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { createParser } from 'eventsource-parser'
import { Stream } from 'openai/core/streaming'
import { conversationIdSchema } from '#shared/ids.ts'
import { followTurn } from '#core/adp/follow-turn.ts'
import { readEventStream } from '#core/adp/sse-channel.ts'
import { createSseReader } from '#core/adp/sse-reader.ts'
import { v2 } from '#core/adp/v2/generation.ts'
import { systemClock } from '#core/clock.ts'
import { createAnswer, createPieces, encodeServerSentEvent } from '../answer-stream.ts'
import { measure } from '../measure.ts'
import { createRow, type Row } from '../row.ts'

const pieceCount = 100_000
const question = {
  requestId: 'request-1',
  conversationId: conversationIdSchema.parse('11111111-1111-4111-8111-111111111111'),
  text: 'Measure',
}

function createChunks(): Buffer<ArrayBuffer>[] {
  const { first, middle, last } = createAnswer(question, createPieces(pieceCount))
  return [...first, ...middle, ...last].map(encodeServerSentEvent)
}

function decode(chunks: readonly Uint8Array[]): number {
  const reader = createSseReader()
  const decoder = v2.createDecoder(question)
  let count = 0
  for (const chunk of chunks) {
    for (const event of reader.feed(chunk))
      if (event.type !== 'failure') count += decoder.decode(event).length
  }
  return count
}

/** Counts what can be parsed of a body, as any reader of it has to. */
function createCounter(): { feed(chunk: Uint8Array): void; readonly count: number } {
  let count = 0
  const utf8 = new TextDecoder()
  const parser = createParser({
    onEvent({ data }) {
      JSON.parse(data)
      count += 1
    },
  })
  return {
    feed: (chunk) => parser.feed(utf8.decode(chunk, { stream: true })),
    get count() {
      return count
    },
  }
}

function parseOnly(chunks: readonly Uint8Array[]): number {
  const counter = createCounter()
  for (const chunk of chunks) counter.feed(chunk)
  return counter.count
}

/** As the body of a response is given to us: one chunk after the other, as fast as they are wanted. */
function createBody(chunks: readonly Uint8Array[]): Readable {
  let next = 0
  return new Readable({
    read() {
      // Chunks that are there at once would be read as one.
      queueMicrotask(() => {
        this.push(chunks[next] ?? null)
        next += 1
      })
    },
  })
}

async function readTurn(chunks: readonly Uint8Array[]): Promise<number> {
  const { signal } = new AbortController()
  let count = 0
  await followTurn({
    channel: {
      endsWithTurn: true,
      open({ onEvent, onEnd }) {
        void readEventStream(createBody(chunks), signal, onEvent).then(onEnd)
        return { stop: () => undefined, leave: () => undefined }
      },
    },
    decoder: v2.createDecoder(question),
    silenceMs: v2.silenceMs,
    clock: systemClock,
    signal,
    onEvents: (events) => (count += events.length),
  })
  return count
}

async function readByParser(chunks: readonly Uint8Array[]): Promise<number> {
  const counter = createCounter()
  const body = createBody(chunks)
  body.on('data', (chunk: Buffer) => counter.feed(chunk))
  await once(body, 'end')
  return counter.count
}

/** As the body of a response is given to users of fetch. */
function createWebBody(chunks: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next = 0
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks[next]
      next += 1
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
  })
}

async function readByOpenAi(chunks: readonly Uint8Array<ArrayBuffer>[]): Promise<number> {
  let count = 0
  const response = new Response(createWebBody(chunks))
  const events = Stream.fromSSEResponse<{ readonly Type: string }>(response, new AbortController())
  for await (const { Type } of events) if (Type === 'text.delta') count += 1
  return count
}

export async function measureDeltas(): Promise<Row[]> {
  const chunks = createChunks()
  // Each proves that it has seen every piece.
  const check = (run: () => number | Promise<number>) => ({
    async run() {
      if ((await run()) < pieceCount) throw new Error('Not everything was read.')
    },
  })
  const [reading = NaN, limit = NaN, turn = NaN, openAi = NaN, turnLimit = NaN] = await measure([
    check(() => decode(chunks)),
    check(() => parseOnly(chunks)),
    check(() => readTurn(chunks)),
    check(() => readByOpenAi(chunks)),
    check(() => readByParser(chunks)),
  ])
  const each = (ms: number): number => (ms * 1000) / pieceCount
  const name = `v2 SSE bytes to answer events, ${pieceCount} pieces, one in a chunk`
  return [
    createRow(name, 'µs/event', { ours: each(reading), peer: each(openAi), limit: each(limit) }),
    createRow(`${name}, a turn read from a stream`, 'µs/event', {
      ours: each(turn),
      peer: each(openAi),
      limit: each(turnLimit),
    }),
  ]
}
