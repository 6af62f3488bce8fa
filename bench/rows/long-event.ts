// Measures one event of many megabytes that comes in chunks of 1 KiB: from bytes to answer events. What a reader must not
// do is begin anew with every chunk, which shows as a growth with the square of the length.
import { createParser } from 'eventsource-parser'
import { getLines, getMessages } from '@microsoft/fetch-event-source/lib/cjs/parse.js'
import { conversationIdSchema } from '#shared/ids.ts'
import { createSseReader } from '#core/adp/sse-reader.ts'
import { v2 } from '#core/adp/v2/generation.ts'
import { encodeServerSentEvent } from '../answer-stream.ts'
import { measure } from '../measure.ts'
import { createGrowthRow, createRow, type Row } from '../row.ts'

const megabyte = 1024 * 1024
const chunkBytes = 1024
const question = {
  requestId: 'request-1',
  conversationId: conversationIdSchema.parse('11111111-1111-4111-8111-111111111111'),
  text: 'Measure',
}

function createChunks(length: number): Uint8Array[] {
  const sentence = 'The quick brown fox jumps over the lazy dog. '
  const Text = sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length)
  const event = { Type: 'text.replace', MessageId: 'rpl_rec_1', ContentIndex: 0, Text }
  const bytes = encodeServerSentEvent(event)
  const chunks: Uint8Array[] = []
  for (let start = 0; start < bytes.length; start += chunkBytes)
    chunks.push(bytes.subarray(start, start + chunkBytes))
  return chunks
}

function decode(chunks: readonly Uint8Array[]): number {
  const reader = createSseReader()
  const decoder = v2.createDecoder(question)
  let length = 0
  for (const chunk of chunks) {
    for (const event of reader.feed(chunk)) {
      const events = event.type === 'failure' ? [] : decoder.decode(event)
      for (const said of events)
        if ('text' in said && typeof said.text === 'string') length += said.text.length
    }
  }
  return length
}

function parseOnly(chunks: readonly Uint8Array[]): number {
  const utf8 = new TextDecoder()
  let length = 0
  const parser = createParser({
    onEvent({ data }) {
      length += readLength(data)
    },
  })
  for (const chunk of chunks) parser.feed(utf8.decode(chunk, { stream: true }))
  return length
}

function parseByFetchEventSource(chunks: readonly Uint8Array[]): number {
  let length = 0
  const onChunk = getLines(
    getMessages(
      () => undefined,
      () => undefined,
      ({ data }) => {
        length += readLength(data)
      },
    ),
  )
  for (const chunk of chunks) onChunk(chunk)
  return length
}

function readLength(data: string): number {
  // Safe: it is the event that was made above.
  return (JSON.parse(data) as { Text: string }).Text.length
}

/** The peer needs half a minute for the longer one: no warming up and no second round would change what that says. */
function measureOnce({ run }: { run: () => void }): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

export async function measureLongEvent(): Promise<Row[]> {
  const rows: Row[] = []
  for (const length of [megabyte, 8 * megabyte]) {
    const chunks = createChunks(length)
    const check = (run: (chunks: readonly Uint8Array[]) => number) => ({
      run() {
        if (run(chunks) !== length) throw new Error('Not everything was read.')
      },
    })
    const [ours = NaN, limit = NaN] = await measure([check(decode), check(parseOnly)])
    const peer = measureOnce(check(parseByFetchEventSource))
    rows.push(
      createRow(`one event of ${length / megabyte} MB in chunks of 1 KiB`, 'ms', { ours, peer, limit }),
    )
  }
  const [short, long] = rows
  return short && long ? [...rows, createGrowthRow('one event of 8 times as many bytes', short, long)] : rows
}
