import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { answerEventSchema, type AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import type { Decoder, ReceivedEvent } from '../channel.ts'
import { decodeFixture, fixtureNames, fold } from '../test-fixtures.ts'
import { createV2Decoder } from './decode.ts'

const names = fixtureNames.flatMap((name) => (name.startsWith('v2/') ? name.slice(3) : []))

function readExpected(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./__fixtures__/${name}.json`, import.meta.url), 'utf8'))
}

function event(body: Readonly<Record<string, unknown>>): ReceivedEvent {
  return { type: 'event', name: undefined, body, text: JSON.stringify(body) }
}

/** A decoder that has heard these events, and what it said to the last of them. */
function hear(...bodies: Readonly<Record<string, unknown>>[]): { decoder: Decoder; said: AnswerEvent[] } {
  const decoder = createV2Decoder({ requestId: 'req-1' })
  const said = bodies.map((body) => decoder.decode(event(body))).at(-1) ?? []
  return { decoder, said }
}

const message = (type: string, id: string, more: object = {}) => ({
  Type: 'message.added',
  Message: { Type: type, MessageId: id, Name: type, Title: '', Status: 'processing', ...more },
})
const delta = (id: string, text: string) => ({
  Type: 'text.delta',
  MessageId: id,
  ContentIndex: 0,
  Text: text,
})
const done = (type: string, id: string, more: object = {}) => ({
  Type: 'message.done',
  MessageId: id,
  Message: { Type: type, MessageId: id, Name: type, Title: '', Status: 'success', ...more },
})
const completed = (more: object = {}) => ({
  Type: 'response.completed',
  Response: { Role: 'assistant', RecordId: 'A_1', Status: 'success', StatusDesc: '', ...more },
})

describe('a recorded answer of v2', () => {
  it.each(names)('folds to what stands beside it: %s', (name) => {
    const { id, conversationId, role, createdAt } = fold([])
    expect(fold(decodeFixture(`v2/${name}`))).toEqual({
      id,
      conversationId,
      role,
      createdAt,
      ...Object(readExpected(name)),
    })
  })

  it.each(names)('consists of events that the vocabulary knows, and ends once: %s', (name) => {
    const events = decodeFixture(`v2/${name}`)
    expect([
      answerEventSchema.array().safeParse(events).error,
      events.filter(({ type }) => type === 'answer-end').length,
      events.at(-1)?.type,
    ]).toEqual([undefined, 1, 'answer-end'])
  })
})

describe('a text of v2', () => {
  it('in pieces leaves as the same pieces, and what restates it leaves as nothing', () => {
    const texts = decodeFixture('v2/plain-answer').filter(({ type }) => type.startsWith('text'))
    expect(texts.map((event) => 'text' in event && event.text)).toEqual([
      '您好',
      '👋！',
      '校园助手',
      '为您服务。',
    ])
  })

  it('in whole texts leaves as tails, and as a whole where it was corrected', () => {
    const texts = decodeFixture('v2/whole-texts').filter(({ type }) => type.startsWith('text'))
    expect(texts.map((event) => 'text' in event && [event.type, event.text])).toEqual([
      ['text-delta', '你'],
      ['text-delta', '好，'],
      ['text-set', '您好，世界'],
      ['text-delta', '。'],
    ])
  })

  it('that is over is not gone on with', () => {
    const { said } = hear(
      message('reply', 'm'),
      delta('m', 'All'),
      done('reply', 'm', { Contents: [{ Type: 'text', Text: 'All' }] }),
      delta('m', 'All'),
    )
    expect(said).toEqual([])
  })
})

describe('the output of a tool', () => {
  it('in many small pieces is told a few times, and whole at its end', () => {
    const decoder = createV2Decoder({ requestId: 'req-1' })
    decoder.decode(event(message('tool_call', 't')))
    const told = Array.from({ length: 1000 }, () => decoder.decode(event(delta('t', '0123456789')))).flat()
    const last = decoder.decode(event(done('tool_call', 't'))).at(-1)
    expect([told.length < 20, last]).toEqual([
      true,
      {
        type: 'step-set',
        step: {
          type: 'step',
          key: 'step:t',
          kind: 'tool',
          name: 'tool_call',
          title: 'tool_call',
          status: 'complete',
          output: '0123456789'.repeat(1000),
        },
      },
    ])
  })
})

describe('the end of a turn of v2', () => {
  const half = [message('reply', 'm'), delta('m', 'Half')]

  it.each([
    ['closed without the completed record', { type: 'closed' }, 'interrupted', 'cut-off'],
    ['stopped', { type: 'stopped' }, 'stopped', undefined],
    ['broken', { type: 'broken', failure: createFailure('silent') }, 'interrupted', 'silent'],
    ['unreachable', { type: 'broken', failure: createFailure('unreachable') }, 'failed', 'unreachable'],
  ] as const)('%s', (_title, how, status, code) => {
    const { decoder } = hear(...half)
    const end = decoder.end(how).at(-1)
    expect(end?.type === 'answer-end' && [end.status, end.failure?.code]).toEqual([status, code])
  })

  it('comes with the completed record when every message is over', () => {
    const { decoder, said } = hear(
      ...half,
      completed({ Messages: [done('reply', 'm', { Contents: [{ Type: 'text', Text: 'Half' }] }).Message] }),
    )
    expect([decoder.patienceMs, said.at(-1)]).toEqual([500, { type: 'answer-end', status: 'complete' }])
  })

  it('is waited for a little when the completed record leaves out a text that was not over', () => {
    const { decoder, said } = hear(...half, completed())
    const late = decoder.decode(event(delta('m', ' and the rest')))
    expect([said.map(({ type }) => type), decoder.patienceMs, late, decoder.end({ type: 'closed' })]).toEqual(
      [
        ['remote-set'],
        500,
        [{ type: 'text-delta', part: 'text:m:0', text: ' and the rest' }],
        [{ type: 'answer-end', status: 'complete' }],
      ],
    )
  })

  it('has not come while the record is being worked on', () => {
    const { decoder } = hear(...half)
    expect(decoder.patienceMs).toBe(undefined)
  })
})
