import fastCheck from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerEventSchema } from '#shared/answer.ts'
import type { WireEvent } from './channel.ts'
import { createSseReader } from './sse-reader.ts'
import { createDecoderFor, decodeChunks, fixtureNames, readFixture } from './test-fixtures.ts'

// A stream may be cut into chunks anywhere: inside of a character, between CR and LF, inside of a name. The decoders are
// pure, so where the reader gives the same wire events they give the same answer events.

/** What the reader made of these chunks; bodies follow from texts. */
function read(...chunks: readonly Uint8Array[]): string {
  const reader = createSseReader()
  const events = [...chunks.flatMap((chunk) => reader.feed(chunk)), ...reader.end()]
  return events.map(inWords).join('\n')
}

function inWords(event: WireEvent): string {
  return event.type === 'failure' ? event.failure.code : `${event.type} ${event.name} ${event.text}`
}

describe.each(fixtureNames)('%s', (name) => {
  const bytes = readFixture(name)
  const decode = (...chunks: Uint8Array[]) => decodeChunks(chunks, createDecoderFor(name))
  const whole = decode(bytes)

  it('gives the same events when cut in two at any byte', () => {
    const expected = read(bytes)
    const wrong = Array.from(bytes.keys()).filter(
      (at) => read(bytes.subarray(0, at), bytes.subarray(at)) !== expected,
    )
    expect(wrong).toEqual([])
  })

  it('gives the same events byte by byte', () => {
    expect(decode(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole)
  })

  it.each(['\r\n', '\r'])('gives the same events with lines that end in %j, in any chunks', (lineEnd) => {
    const other = new TextEncoder().encode(
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replaceAll('\n', lineEnd),
    )
    fastCheck.assert(
      fastCheck.property(fastCheck.array(fastCheck.nat(other.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), other.length]
        const chunks = places.slice(1).map((end, index) => other.subarray(places[index], end))
        expect(decode(...chunks)).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a stream that stops', () => {
  it.each([
    ['v1/knowledge-answer', 'event:reply'],
    ['v2/agent-with-tool', 'event: response.completed'],
  ])('anywhere in %s never ends as complete and never shows half a character', (name, last) => {
    const bytes = Buffer.from(readFixture(name))
    const ends = Array.from({ length: bytes.lastIndexOf(last) }, (_, at) => bytes.subarray(0, at))
    // Most prefixes hold the same whole events as the one before; each is decoded once.
    const distinct = new Map(ends.map((prefix) => [read(prefix), prefix]))
    const wrong = [...distinct.values()]
      .map((prefix) => JSON.stringify(decodeChunks([prefix], createDecoderFor(name))))
      .filter((events) => events.includes('\uFFFD') || !events.includes('"status":"interrupted"'))
    expect(wrong).toEqual([])
  })

  it.each(['v1/single-packet-without-echo', 'v2/data-lines-alone'])(
    'after the last event of %s but before its blank line has lost nothing',
    (name) => {
      const bytes = readFixture(name)
      expect(decodeChunks([bytes.subarray(0, -2)], createDecoderFor(name))).toEqual(
        decodeChunks([bytes], createDecoderFor(name)),
      )
    },
  )
})

describe('garbage', () => {
  const fixtures = fixtureNames.map((name) => Buffer.from(readFixture(name)))

  function endCount(bytes: Uint8Array): number {
    return decodeChunks([bytes], createDecoderFor('v1/')).filter((event) => event.type === 'answer-end')
      .length
  }

  it('of any bytes ends once and throws nothing', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.uint8Array({ maxLength: 400 }), (bytes) => endCount(bytes) === 1),
    )
  })

  it('of any JSON in place of a packet ends once and throws nothing', () => {
    const name = fastCheck.constantFrom('reply', 'thought', 'token_stat', 'reference', 'error', 'other')
    const payload = fastCheck.dictionary(
      fastCheck.constantFrom(
        'record_id',
        'content',
        'procedures',
        'references',
        'error',
        'work_flow',
        'quote_infos',
        '__proto__',
      ),
      fastCheck.jsonValue(),
    )
    fastCheck.assert(
      fastCheck.property(fastCheck.array(fastCheck.tuple(name, payload), { maxLength: 6 }), (packets) => {
        const text = packets
          .map(([type, body]) => `data:${JSON.stringify({ type, payload: body })}\n\n`)
          .join('')
        return endCount(new TextEncoder().encode(text)) === 1
      }),
      { numRuns: 400 },
    )
  })

  it('of odd words and numbers where packets have theirs makes events that the vocabulary knows', () => {
    const word = fastCheck.constantFrom('constructor', '__proto__', 'toString', '', 'success', '\ud800', '\0')
    const number = fastCheck.constantFrom(
      '1e999',
      '-1e999',
      '1e308',
      '-0',
      '0.5',
      '-7',
      '12345678901234567890',
    )
    const value = fastCheck.oneof(
      word.map((text) => JSON.stringify(text)),
      number,
      fastCheck.constant('null'),
    )
    const members = (...names: string[]) =>
      fastCheck
        .tuple(...names.map(() => value))
        .map((values) => names.map((name, index) => `"${name}":${values[index]}`).join())
    const procedure = members(
      'index',
      'name',
      'title',
      'status',
      'elapsed',
      'input_count',
      'count',
      'plugin_type',
    )
    const packet = fastCheck.oneof(
      members('reply_method', 'trace_id', 'from_name').map((rest) => `reply {"content":"x",${rest}}`),
      members('index', 'position').map((quote) => `reply {"content":"x","quote_infos":[{${quote}}]}`),
      members('NodeID', 'NodeType', 'Status', 'CostMilliSeconds').map(
        (node) => `reply {"content":"x","work_flow":{"current_node":{${node}}}}`,
      ),
      procedure.map((each) => `thought {"procedures":[{${each}}]}`),
      procedure.map((each) => `token_stat {"procedures":[{${each}},{${each}}]}`),
      members('elapsed', 'token_count', 'status_summary').map((rest) => `token_stat {${rest}}`),
      members('id', 'type', 'index', 'doc_id', 'url').map((each) => `reference {"references":[{${each}}]}`),
      members('file_url', 'file_size', 'file_type').map((file) => `thought {"files":[{${file}}]}`),
      members('code', 'message').map((error) => `error {"error":{${error}}}`),
    )
    fastCheck.assert(
      fastCheck.property(fastCheck.array(packet, { maxLength: 5 }), (packets) => {
        const lines = packets.map((text) =>
          text.replace(/^(\w+) (.*)$/s, 'data:{"type":"$1","payload":$2}\n\n'),
        )
        const events = decodeChunks([new TextEncoder().encode(lines.join(''))], createDecoderFor('v1/'))
        // As the history stores them.
        const stored: unknown = JSON.parse(JSON.stringify(events))
        expect(answerEventSchema.array().safeParse(stored).error).toEqual(undefined)
      }),
      { numRuns: 1000 },
    )
  })

  it('in the midst of a good stream ends once and throws nothing', () => {
    const place = fastCheck.record({
      fixture: fastCheck.constantFrom(...fixtures),
      at: fastCheck.nat(5000),
      bytes: fastCheck.uint8Array({ minLength: 1, maxLength: 20 }),
    })
    fastCheck.assert(
      fastCheck.property(place, ({ fixture, at, bytes }) => {
        const start = Math.min(at, fixture.length)
        const damaged = Buffer.concat([
          fixture.subarray(0, start),
          bytes,
          fixture.subarray(start + bytes.length),
        ])
        return endCount(damaged) === 1
      }),
      { numRuns: 400 },
    )
  })

  it('nested ten thousand deep is kept, not fatal', () => {
    const deep = `{"type":"reply","payload":{"record_id":"A","work_flow":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`
    const types = decodeChunks([new TextEncoder().encode(`data:${deep}\n\n`)], createDecoderFor('v1/')).map(
      (event) => event.type,
    )
    expect(types).toEqual(['answer-start', 'remote-set', 'unknown', 'answer-end'])
  })
})

describe('a long event', () => {
  const line = (length: number) => new TextEncoder().encode(`data:"${'x'.repeat(length)}"\n\n`)

  it('of 8 MB in small chunks is read', () => {
    const bytes = line(8_000_000)
    const reader = createSseReader()
    const events = []
    for (let at = 0; at < bytes.length; at += 1024) events.push(...reader.feed(bytes.subarray(at, at + 1024)))
    expect(events.map((event) => (event.type === 'event' ? event.text.length : event.type))).toEqual([
      8_000_002,
    ])
  })

  it('without end is given up, and what comes after it is left alone', () => {
    const reader = createSseReader()
    const chunk = new TextEncoder().encode('x'.repeat(1_000_000))
    const events = [...reader.feed(new TextEncoder().encode('data:"'))]
    for (let count = 0; count < 20; count += 1) events.push(...reader.feed(chunk))
    expect(events).toEqual([
      {
        type: 'failure',
        failure: expect.objectContaining({ code: 'cut-off', detail: { cause: 'EVENT_TOO_LONG' } }),
      },
    ])
  })
})
