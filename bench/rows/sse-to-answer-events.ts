// Measures bytes of a v1 stream to answer events. Limit: eventsource-parser and JSON.parse alone on the same bytes.
// The stream says the whole text so far in every packet, as the service does by default, so the bytes of one packet grow
// with the answer; what must not grow is what we add to the limit. Hence two lengths.
import { createParser } from 'eventsource-parser'
import { createSseReader } from '#core/adp/sse-reader.ts'
import { v1 } from '#core/adp/v1/generation.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import { measure } from '../measure.ts'
import { createRow, type Row } from '../row.ts'

const question = {
  requestId: 'request-1',
  conversationId: conversationIdSchema.parse('11111111-1111-4111-8111-111111111111'),
  text: 'Measure',
}

/** One answer of so many characters in packets of ten more characters each, as chunks of 16 KiB. */
function createStream(length: number): { readonly chunks: Uint8Array[]; readonly packets: number } {
  const text = 'The quick brown fox 跳过懒狗。 '.repeat(Math.ceil(length / 27)).slice(0, length)
  const lines: string[] = [packet(question.text, true, true)]
  for (let end = 10; end <= length; end += 10) lines.push(packet(text.slice(0, end), false, end >= length))
  const bytes = new TextEncoder().encode(lines.join(''))
  const chunks: Uint8Array[] = []
  for (let start = 0; start < bytes.length; start += 16_384)
    chunks.push(bytes.subarray(start, start + 16_384))
  return { chunks, packets: lines.length }
}

function packet(content: string, isFromSelf: boolean, isFinal: boolean): string {
  const payload = {
    can_feedback: false,
    can_rating: !isFromSelf,
    content,
    extra_info: { e_charts_info: null },
    file_infos: null,
    from_avatar: 'https://example.com/a.png',
    from_name: 'Assistant',
    intent_category: '',
    is_evil: false,
    is_final: isFinal,
    is_from_self: isFromSelf,
    is_llm_generated: !isFromSelf,
    knowledge: null,
    option_cards: null,
    quote_infos: null,
    record_id: isFromSelf ? 'Q_1' : 'A_1',
    related_record_id: isFromSelf ? '' : 'Q_1',
    reply_method: isFromSelf ? 0 : 1,
    request_id: question.requestId,
    session_id: question.conversationId,
    timestamp: 1771812106,
    trace_id: '7f0d2c5c0c7f4c0ba3b6a3a1d5f0e001',
  }
  return `event:reply\ndata:${JSON.stringify({ message_id: 'm-1', payload, type: 'reply' })}\n\n`
}

function decode(chunks: readonly Uint8Array[]): number {
  const reader = createSseReader()
  const decoder = v1.createDecoder(question)
  let events = 0
  for (const chunk of chunks) {
    for (const event of reader.feed(chunk)) {
      if (event.type !== 'failure') events += decoder.decode(event).length
    }
  }
  return events + decoder.end({ type: 'closed' }).length
}

function parseOnly(chunks: readonly Uint8Array[]): number {
  let events = 0
  const utf8 = new TextDecoder()
  const parser = createParser({
    onEvent({ data }) {
      JSON.parse(data)
      events += 1
    },
  })
  for (const chunk of chunks) parser.feed(utf8.decode(chunk, { stream: true }))
  return events
}

export async function measureSse(): Promise<Row[]> {
  const rows: Row[] = []
  for (const length of [1_000, 4_000, 16_000]) {
    const { chunks, packets } = createStream(length)
    const repeats = Math.max(2, Math.round(20_000_000 / (length * length * 0.1)))
    const repeat = (work: () => unknown) => ({
      run() {
        for (let time = 0; time < repeats; time += 1) work()
      },
    })
    const [ours = NaN, limit = NaN] = await measure([
      repeat(() => decode(chunks)),
      repeat(() => parseOnly(chunks)),
    ])
    const each = (ms: number): number => (ms * 1000) / (packets * repeats)
    rows.push(
      createRow(`v1 SSE bytes to answer events, answer of ${length} characters`, 'µs/packet', {
        ours: each(ours),
        limit: each(limit),
      }),
    )
  }
  return rows
}
