import { describe, expect, it } from 'vitest'
import { answerEventSchema, type AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import type { TransportEnd } from '../channel.ts'
import { createV1Decoder } from './decode.ts'
import { decodeFixture as decodeRecorded, fixtureNames, fold } from '../test-fixtures.ts'

const echoed: AnswerEvent[] = [
  { type: 'answer-start' },
  { type: 'remote-set', remote: { requestId: 'req-1', traceId: 'trace-1', questionRecordId: 'Q_1' } },
]
const applicationRemote = {
  requestId: 'req-1',
  recordId: 'A_1',
  traceId: 'trace-1',
  applicationName: 'HR assistant',
  applicationAvatar: 'https://example.com/a.png',
  canRate: true,
  replyMethod: 1,
}
const named: AnswerEvent = { type: 'remote-set', remote: applicationRemote }
const ids = { requestId: 'req-1', traceId: 'trace-1' }
const complete: AnswerEvent = { type: 'answer-end', status: 'complete' }

const names = fixtureNames.flatMap((name) => (name.startsWith('v1/') ? name.slice(3) : []))

function decodeFixture(name: string): AnswerEvent[] {
  return decodeRecorded(`v1/${name}`)
}

function text(part: string, piece: string): AnswerEvent {
  return { type: 'text-delta', part, text: piece }
}

describe('an answer of v1', () => {
  it('from a knowledge base has its text, its sources, its marks and what it cost', () => {
    expect(fold(decodeFixture('knowledge-answer'))).toEqual({
      ...fold([]),
      status: 'complete',
      remote: { ...applicationRemote, questionRecordId: 'Q_1' },
      usage: { tokens: { input: 898, output: 14, total: 912 }, elapsedMs: 1830 },
      parts: [
        {
          type: 'step',
          key: 'step:A_1:knowledge',
          kind: 'retrieval',
          name: 'knowledge',
          title: '调用知识库',
          status: 'complete',
        },
        {
          type: 'text',
          key: 'text:A_1',
          text: '您每年有 15 天🏖️年假。',
          quotes: [
            { index: '1', position: 14 },
            { index: '2', position: 0 },
          ],
          references: [
            {
              index: '1',
              kind: 'document',
              title: 'Leave policy',
              referenceId: '1873345678901234567',
              documentId: '1859876543210987654',
              documentName: 'Leave policy 2026.pdf',
            },
            { index: '2', kind: 'web', title: 'Labour law', url: 'https://example.com/law' },
          ],
        },
      ],
    })
  })

  it('sends only the tails of a text that every packet repeats', () => {
    expect(decodeFixture('knowledge-answer').filter(({ type }) => type.startsWith('text'))).toEqual([
      text('text:A_1', '您每年'),
      text('text:A_1', '有 15 天🏖️'),
      text('text:A_1', '年假。'),
    ])
  })

  it.each(['reasoning-in-pieces', 'reasoning-cumulative'])(
    'with a thought keeps thought and text apart: %s',
    (name) => {
      expect(fold(decodeFixture(name)).parts).toEqual([
        {
          type: 'thought',
          key: 'thought:A_1:0',
          text: 'Add two and three.',
          status: 'complete',
          title: '思考完成',
          durationMs: 800,
        },
        { type: 'text', key: 'text:A_1', text: '2+3 = 5.', quotes: [], references: [] },
      ])
    },
  )

  it('of an agent shows its steps, the pages it found, its machine and its files', () => {
    expect(fold(decodeFixture('agent-with-tools')).parts).toEqual([
      {
        type: 'thought',
        key: 'thought:A_1:0',
        text: 'Look it up.',
        status: 'complete',
        title: '思考',
        durationMs: 200,
      },
      {
        type: 'step',
        key: 'step:A_1:1',
        kind: 'tool',
        name: 'get_weather',
        title: '查询天气',
        status: 'complete',
        durationMs: 420,
        input: '{"city":"Paris"}',
        output: '{"sky":"clear"}',
      },
      {
        type: 'step',
        key: 'step:A_1:2',
        kind: 'search',
        name: 'search_engine',
        title: '联网搜索',
        status: 'complete',
        durationMs: 500,
        output: '1 page',
      },
      {
        type: 'references',
        key: 'references:A_1:2',
        references: [{ index: '1', kind: 'web', title: 'Forecast', url: 'https://example.com/f' }],
      },
      {
        type: 'step',
        key: 'step:A_1:3',
        kind: 'agent',
        name: 'agent',
        title: '转交',
        status: 'complete',
        durationMs: 10,
      },
      // Still running when the answer was complete.
      { type: 'step', key: 'step:A_1:4', kind: 'tool', name: 'browser', title: '浏览器', status: 'complete' },
      {
        type: 'sandbox',
        key: 'sandbox:A_1:4',
        url: 'https://example.com/s',
        displayUrl: 'https://example.com/d',
        content: '',
      },
      {
        type: 'file',
        key: 'file:A_1:0',
        name: 'plan.pdf',
        url: 'https://example.com/plan.pdf',
        fileType: 'pdf',
        sizeBytes: 1024,
        documentId: '1867234567890123456',
      },
      {
        type: 'step',
        key: 'step:A_1:file',
        kind: 'other',
        name: 'file',
        title: '文档解析',
        status: 'complete',
      },
      { type: 'text', key: 'text:A_1', text: 'Clear sky.', quotes: [], references: [] },
    ])
  })

  it('of a workflow takes its text from the outputs when the content is empty', () => {
    expect(fold(decodeFixture('workflow-outputs')).parts).toEqual([
      {
        type: 'step',
        key: 'step:A_1:node:n-7',
        kind: 'model',
        name: 'Ask the model',
        title: 'Ask the model',
        status: 'complete',
        durationMs: 320,
        tokens: { input: 40, output: 12, total: 52 },
        input: '{}',
        output: 'yes',
      },
      { type: 'text', key: 'text:A_1', text: 'Part one\n\nPart two', quotes: [], references: [] },
      { type: 'options', key: 'options:A_1', options: ['Again', 'Stop'], isMultiple: false },
    ])
  })

  it('with cards, charts, files and a call for tools keeps all of them', () => {
    expect(fold(decodeFixture('cards-charts-files')).parts).toEqual([
      { type: 'text', key: 'text:A_1', text: 'Here', quotes: [], references: [] },
      { type: 'options', key: 'options:A_1', options: ['Yes', 'No'], isMultiple: false },
      { type: 'chart', key: 'chart:A_1:0', option: '{"series":[]}' },
      {
        type: 'file',
        key: 'file:A_1:0',
        name: 'a.txt',
        url: 'https://example.com/a.txt',
        fileType: 'txt',
        sizeBytes: 12,
        documentId: '1',
      },
      {
        type: 'unknown',
        key: 'unknown:0',
        name: 'interrupt_info',
        raw: expect.stringContaining('"interrupt_info":{"current_agent":"main","tool_calls":[]}'),
      },
    ])
  })

  it('with two records has a text for each, and is named by the later one', () => {
    expect(decodeFixture('two-answer-records')).toEqual([
      ...echoed,
      named,
      text('text:A_1', 'First'),
      {
        type: 'remote-set',
        remote: { ...applicationRemote, recordId: 'A_2', applicationName: 'Travel agent' },
      },
      text('text:A_2', 'Second, other name'),
      text('text:A_1', ' done.'),
      text('text:A_2', ', done.'),
      complete,
    ])
  })

  it('takes sources and statistics after its final packet, but no more text', () => {
    expect(decodeFixture('after-the-final-packet').map((event) => event.type)).toEqual([
      'answer-start',
      'remote-set',
      'remote-set',
      'text-delta',
      'references-set',
      'usage-set',
      'answer-end',
    ])
  })

  it('shows sources that came first with the text, below the thought', () => {
    expect(fold(decodeFixture('references-before-thought')).parts.map((part) => part.type)).toEqual([
      'thought',
      'text',
    ])
  })

  it('replaces a text that the service has corrected, and keeps it when a packet has none', () => {
    expect(decodeFixture('corrected-text')).toEqual([
      ...echoed,
      named,
      text('text:A_1', 'The capital is Lyon'),
      { type: 'text-set', part: 'text:A_1', text: 'The capital is Paris' },
      text('text:A_1', '.'),
      complete,
    ])
  })

  it('in one packet and without an echo is complete', () => {
    expect(decodeFixture('single-packet-without-echo')).toEqual([
      { type: 'answer-start' },
      named,
      text('text:A_1', 'All at once.'),
      complete,
    ])
  })

  it('keeps what it does not know, ignores heartbeats, and reads numbers above 2^53 exactly', () => {
    expect(decodeFixture('unknown-and-broken')).toEqual([
      ...echoed,
      { type: 'unknown', name: 'mystery', raw: '{"type":"mystery","payload":{"a":[1,2]}}' },
      { type: 'unknown', name: '', raw: '{"type":"reply","payload":{broken' },
      { type: 'unknown', name: 'reply', raw: '[1,2]' },
      { type: 'remote-set', remote: { recordId: 'A_1' } },
      named,
      text('text:A_1', 'line\u2028separator\u0085'),
      {
        type: 'references-set',
        part: 'text:A_1',
        references: [
          {
            index: '1',
            kind: 'document',
            title: 'Number, "1873345678901234567"',
            referenceId: '1873345678901234567',
            documentId: '1859876543210987654',
          },
        ],
      },
      text('text:A_1', ', whole'),
      complete,
    ])
  })

  it.each([
    ['whole-texts-where-pieces-were-asked', 'One, two, three.'],
    ['pieces-that-look-whole', 'haha, ha he!'],
    ['pieces-with-whole-final', 'One, two, three.'],
  ])('is right when pieces were asked for: %s', (name, whole) => {
    expect(fold(decodeFixture(name)).parts).toEqual([
      { type: 'text', key: 'text:A_1', text: whole, quotes: [], references: [] },
    ])
  })

  it.each(names)('consists of events that the vocabulary knows: %s', (name) => {
    const events = decodeFixture(name)
    expect(events.map((event) => answerEventSchema.parse(event))).toEqual(events)
  })
})

describe('the end of an answer of v1', () => {
  function endOf(name: string): AnswerEvent | undefined {
    return decodeFixture(name).at(-1)
  }

  it('is a refusal when the echo says so, and the question was not accepted', () => {
    expect(decodeFixture('question-refused')).toEqual([
      echoed[1],
      { type: 'answer-end', status: 'refused', failure: createFailure('question-refused', ids) },
    ])
  })

  it('is a refusal when the answer is withdrawn, and the words of the service take its place', () => {
    expect(fold(decodeFixture('answer-withdrawn'))).toMatchObject({
      status: 'refused',
      failure: createFailure('answer-refused', ids),
      parts: [{ text: '(withdrawn)' }],
    })
  })

  it('is a failure with the number and the words of the service, with and without a payload', () => {
    expect([endOf('wrong-app-key'), endOf('error-in-the-middle')]).toEqual([
      {
        type: 'answer-end',
        status: 'failed',
        failure: createFailure('key-refused', {
          requestId: 'req-1',
          remoteCode: 4505004,
          remoteMessage: 'APPKEY 无效，请核实 APPKEY来源',
        }),
      },
      {
        type: 'answer-end',
        status: 'failed',
        failure: createFailure('busy', {
          requestId: 'req-1',
          traceId: 'trace-9',
          remoteCode: 460011,
          remoteMessage: '超出并发数限制',
        }),
      },
    ])
  })

  it('is an interruption without a final packet, and when there was no packet at all', () => {
    expect([endOf('no-final-packet'), endOf('empty-body')]).toEqual([
      { type: 'answer-end', status: 'interrupted', failure: createFailure('cut-off', ids) },
      {
        type: 'answer-end',
        status: 'interrupted',
        failure: createFailure('cut-off', { requestId: 'req-1' }),
      },
    ])
  })

  it('is a failure when the statistics say that an unfinished answer failed', () => {
    expect(endOf('statistics-say-failed')).toEqual({
      type: 'answer-end',
      status: 'failed',
      failure: createFailure('service-failed', { ...ids, remoteMessage: '失败' }, { retryable: true }),
    })
  })

  const reply = { record_id: 'A_1', content: 'Hi', is_final: true }
  const broken = (code: 'cut-off' | 'silent' | 'unreachable'): TransportEnd => ({
    type: 'broken',
    failure: createFailure(code, { cause: 'ECONNRESET' }),
  })

  function endAfter(bodies: readonly object[], how: TransportEnd) {
    const decoder = createV1Decoder({ requestId: 'req-1', isIncremental: false })
    for (const body of bodies) decoder.decode({ type: 'event', name: undefined, body, text: '' })
    return decoder.end(how).map((event) => (event.type === 'answer-end' ? event.status : event.type))
  }

  it.each<[string, readonly object[], TransportEnd, string]>([
    ['stopped by a person', [{ type: 'reply', payload: reply }], { type: 'stopped' }, 'stopped'],
    [
      'cut off after a final text, while work goes on',
      [{ type: 'reply', payload: reply }],
      broken('cut-off'),
      'interrupted',
    ],
    [
      'cut off after a final text and closing statistics',
      [
        { type: 'reply', payload: reply },
        { type: 'token_stat', payload: { status_summary: 'success' } },
      ],
      broken('cut-off'),
      'complete',
    ],
    ['silent after a final text', [{ type: 'reply', payload: reply }], broken('silent'), 'complete'],
    [
      'silent in the middle',
      [{ type: 'reply', payload: { ...reply, is_final: false } }],
      broken('silent'),
      'interrupted',
    ],
    [
      'closed with one of two records unfinished',
      [
        { type: 'reply', payload: reply },
        { type: 'reply', payload: { record_id: 'A_2', content: 'x' } },
      ],
      { type: 'closed' },
      'interrupted',
    ],
    ['never connected', [], broken('unreachable'), 'failed'],
  ])('%s', (_situation, bodies, how, status) => {
    expect(endAfter(bodies, how)).toEqual([status])
  })
})

describe('hostile packets', () => {
  const hostile: unknown[] = [
    null,
    7,
    'text',
    [],
    {},
    { type: 'reply' },
    { type: 'reply', payload: null },
    { type: 'reply', payload: { record_id: {}, content: 'x' } },
    { type: 'reply', payload: { record_id: 'A', content: 7 } },
    { type: 'reply', payload: { record_id: 'A', content: 'x', quote_infos: [{ position: 'here' }] } },
    { type: 'thought', payload: { procedures: {} } },
    { type: 'thought', payload: { procedures: [null] } },
    { type: 'token_stat', payload: [] },
    { type: 'reference', payload: { references: 'none' } },
    { type: '__proto__', payload: {} },
    { type: 'constructor' },
    { type: { a: 1 } },
  ]

  it.each(hostile.map((body) => [JSON.stringify(body), body] as const))(
    '%s is kept, not fatal',
    (raw, body) => {
      const decoder = createV1Decoder({ requestId: 'req-1', isIncremental: false })
      const events = decoder.decode({ type: 'event', name: undefined, body, text: raw })
      expect(events.flatMap((event) => (event.type === 'unknown' ? [event.raw] : []))).toEqual([raw])
      expect(decoder.end({ type: 'closed' }).map((event) => event.type)).toEqual(['answer-end'])
    },
  )

  it('marks by the hundred thousand in one packet are not fatal', () => {
    const decoder = createV1Decoder({ requestId: 'req-1', isIncremental: false })
    const quote_infos = Array.from({ length: 200_000 }, (_, position) => ({ index: 1, position }))
    const body = { type: 'reply', payload: { record_id: 'A', content: 'x', quote_infos } }
    expect(decoder.decode({ type: 'event', name: undefined, body, text: '' }).length).toEqual(200_003)
  })

  it('an unknown event is cut when it is long, and a flood of them ends', () => {
    const decoder = createV1Decoder({ requestId: 'req-1', isIncremental: false })
    const events = Array.from({ length: 300 }, () =>
      decoder.decode({ type: 'unreadable', name: 'x', text: '~'.repeat(70_000) }),
    ).flat()
    expect([events.length, events[0]]).toEqual([
      100,
      { type: 'unknown', name: 'x', raw: `${'~'.repeat(65_536)}… (cut)` },
    ])
  })

  it('an error that is no JSON still ends the answer with its words', () => {
    const decoder = createV1Decoder({ requestId: 'req-1', isIncremental: false })
    expect(decoder.decode({ type: 'unreadable', name: 'error', text: 'upstream gone' })).toEqual([
      {
        type: 'answer-end',
        status: 'failed',
        failure: createFailure(
          'service-failed',
          { requestId: 'req-1', remoteMessage: 'upstream gone' },
          { retryable: true },
        ),
      },
    ])
  })
})
