import { describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import { createTestClock } from '../test-clock.ts'
import type { AccessChoice, Way } from './access.ts'
import { answerQuestion } from './answer-question.ts'
import type { AnswerEnd, TurnEnd } from './follow-turn.ts'

const started: AnswerEvent = { type: 'answer-start' }
const said: AnswerEvent = { type: 'text-delta', part: 'text', text: 'Half' }
const complete: AnswerEnd = { type: 'answer-end', status: 'complete' }

function failed(failure: Failure): AnswerEnd {
  return { type: 'answer-end', status: 'failed', failure }
}

const busy = createFailure('busy', { remoteCode: 460011 })
const unreachable = createFailure('unreachable')
const tokenRefused = createFailure('token-refused', { remoteCode: 460001 })
const wrongType = createFailure('application-unavailable', { remoteCode: 460030 })

/** What one attempt brings; `unsent` for a question that never left. */
type Attempt = readonly AnswerEvent[] | { readonly unsent: Failure }

interface Answered {
  readonly events: AnswerEvent[]
  readonly ways: string[]
  readonly requestIds: string[]
  readonly accepted: unknown[]
}

/** Answers a question whose attempts go as told; waits are waited for at once, unless the test stops them. */
async function answer(
  attempts: readonly Attempt[],
  choice: Partial<AccessChoice> = {},
  stopAt = Infinity,
): Promise<Answered> {
  const clock = createTestClock()
  const stop = new AbortController()
  const answered: Answered = { events: [], ways: [], requestIds: [], accepted: [] }
  const left = [...attempts]
  const question = {
    requestId: 'first',
    conversationId: conversationIdSchema.parse('22222222-2222-4222-8222-222222222222'),
    text: 'Hi',
  }
  const end = await answerQuestion({
    choice: { accessMethod: 'automatic', protocolVersion: 'automatic', canGetToken: false, ...choice },
    question,
    signal: stop.signal,
    clock,
    random: () => 0.5,
    followTurn(way, { requestId }, onEvents) {
      answered.ways.push(inWords(way))
      answered.requestIds.push(requestId)
      return makeAttempt(left.shift() ?? [], onEvents)
    },
    onAccepted: (way, instead) => answered.accepted.push([inWords(way), instead?.code]),
    onEvents(events) {
      answered.events.push(...events)
      if (events.at(-1)?.type !== 'answer-wait') return
      if (answered.events.length >= stopAt) setImmediate(() => stop.abort())
      else setImmediate(() => clock.advance(60_000))
    },
  })
  answered.events.push(end)
  expect(clock.waiting).toBe(0)
  return answered
}

async function makeAttempt(
  attempt: Attempt,
  onEvents: (events: readonly AnswerEvent[]) => void,
): Promise<TurnEnd> {
  if ('unsent' in attempt) return { end: failed(attempt.unsent), isUnsent: true }
  for (const event of attempt) {
    await Promise.resolve()
    if (event.type === 'answer-end') return { end: event, isUnsent: false }
    onEvents([event])
  }
  throw new Error('An attempt ends.')
}

function inWords({ accessMethod, protocolVersion }: Way): string {
  return `${accessMethod} ${protocolVersion}`
}

function wait(failure: Failure, retry: number, resumesAt: number): AnswerEvent {
  return { type: 'answer-wait', wait: { failure, retry, maxRetries: 3, resumesAt } }
}

describe('a question', () => {
  it('that is answered takes one way, which is told', async () => {
    expect(await answer([[started, said, complete]])).toEqual({
      events: [started, said, complete],
      ways: ['sse v2'],
      requestIds: ['first'],
      accepted: [['sse v2', undefined]],
    })
  })

  it('whose version is refused takes the other one, and the refusal is not shown', async () => {
    const { events, ways, accepted, requestIds } = await answer([
      [failed(wrongType)],
      [started, said, complete],
    ])
    expect([events, ways, accepted, new Set(requestIds).size]).toEqual([
      [started, said, complete],
      ['sse v2', 'sse v1'],
      [['sse v1', undefined]],
      2,
    ])
  })

  it('whose WebSocket cannot be opened goes over HTTP SSE, and says why', async () => {
    const { events, ways, accepted } = await answer([{ unsent: unreachable }, [started, complete]], {
      canGetToken: true,
    })
    expect([events, ways, accepted]).toEqual([
      [started, complete],
      ['websocket v2', 'sse v2'],
      [['sse v2', 'unreachable']],
    ])
  })

  it('that fails every way shows the last failure', async () => {
    const { events, ways } = await answer(
      [{ unsent: createFailure('credentials-refused') }, [failed(unreachable)]],
      {
        canGetToken: true,
      },
    )
    expect([events, ways]).toEqual([[failed(unreachable)], ['websocket v2', 'sse v2']])
  })

  it('whose token is refused on an open socket is sent once more with a new one', async () => {
    const choice = { accessMethod: 'websocket', canGetToken: true } as const
    const once = await answer([[failed(tokenRefused)], [started, complete]], choice)
    const twice = await answer([[failed(tokenRefused)], [failed(tokenRefused)]], choice)
    expect([once.events, twice.events, twice.ways.length]).toEqual([
      [started, complete],
      [failed(tokenRefused)],
      2,
    ])
  })
})

describe('a service that is too busy', () => {
  it('is asked again after growing pauses that are shown, under another request id each time', async () => {
    const { events, requestIds } = await answer([
      [failed(busy)],
      [started, failed(busy)],
      [started, said, complete],
    ])
    expect([events, new Set(requestIds).size]).toEqual([
      [wait(busy, 1, 1_001_000), started, wait(busy, 2, 1_062_000), started, said, complete],
      3,
    ])
  })

  it('is asked three times more and then no more', async () => {
    const { events, ways } = await answer(Array.from({ length: 9 }, () => [failed(busy)]))
    expect([events.map(({ type }) => type), ways.length]).toEqual([
      ['answer-wait', 'answer-wait', 'answer-wait', 'answer-end'],
      4,
    ])
  })

  it('is not asked again once a part of the answer has come', async () => {
    const { events, ways } = await answer([[started, said, failed(busy)], [complete]])
    expect([events, ways.length]).toEqual([[started, said, failed(busy)], 1])
  })

  it('is not asked again when the person stops while it is waited for', async () => {
    const { events, ways } = await answer([[failed(busy)], [complete]], {}, 1)
    expect([events, ways.length]).toEqual([
      [wait(busy, 1, 1_001_000), { type: 'answer-end', status: 'stopped' }],
      1,
    ])
  })
})
