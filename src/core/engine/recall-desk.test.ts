import { describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import type { RecalledAnswer } from '#core/adp/client.ts'
import {
  createTestEngine,
  followAsPage,
  outline,
  settle,
  start,
  text,
  type TestEngine,
} from './test-engine.ts'

const named: AnswerEvent = { type: 'remote-set', remote: { recordId: 'R-1', questionRecordId: 'Q-1' } }
const cutOff: AnswerEvent = { type: 'answer-end', status: 'interrupted', failure: createFailure('cut-off') }

function recalled(words: string, status?: RecalledAnswer['status']): RecalledAnswer {
  return {
    parts: [{ type: 'text', key: 'text:R-1', text: words, quotes: [], references: [] }],
    ...(status === undefined ? {} : { status }),
  }
}

/** Lets time pass until the next look, and the look be taken. */
async function pass(test: TestEngine, ms: number): Promise<void> {
  test.clock.advance(ms)
  await settle()
  test.clock.advance(25)
}

async function breakOff(test: TestEngine, ...events: AnswerEvent[]) {
  const id = await test.createConversation()
  await (await test.ask(id)).send(start, named, text('Half'), ...events)
  await pass(test, 25)
  return id
}

describe('an answer whose connection broke', () => {
  it('is looked for after three seconds, and completed in the history and on the page', async () => {
    const test = createTestEngine({ recall: () => recalled('Half and all the rest', 'complete') })
    const id = await breakOff(test, cutOff)
    const before = outline(await test.open(id))
    await pass(test, 3_000)
    const after = ['user complete: Hello?', 'assistant complete: Half and all the rest']
    expect([
      before,
      test.recalls,
      outline(await test.open(id)),
      outline(followAsPage(test.events, id)),
    ]).toEqual([
      ['user complete: Hello?', 'assistant interrupted (cut-off): Half'],
      [{ conversationId: id, remote: expect.objectContaining({ recordId: 'R-1' }) }],
      after,
      after,
    ])
  })

  it('is looked for again while the service writes, three times in all', async () => {
    const test = createTestEngine({ recall: () => recalled('Half and', 'running') })
    const id = await breakOff(test, cutOff)
    for (const ms of [3_000, 10_000, 30_000, 600_000]) await pass(test, ms)
    expect([test.recalls.length, outline(await test.open(id))[1]]).toEqual([
      3,
      'assistant interrupted (cut-off): Half',
    ])
  })

  it('counts as over, where the service does not say it, when it has not grown between two looks', async () => {
    const answers = ['Half and', 'Half and all', 'Half and all']
    const test = createTestEngine({ recall: () => recalled(answers.shift() ?? '') })
    const id = await breakOff(test, cutOff)
    for (const ms of [3_000, 10_000]) await pass(test, ms)
    const between = outline(await test.open(id))[1]
    await pass(test, 30_000)
    expect([between, outline(await test.open(id))[1]]).toEqual([
      'assistant interrupted (cut-off): Half',
      'assistant complete: Half and all',
    ])
  })

  it.each<[string, (test: TestEngine, id: Awaited<ReturnType<TestEngine['createConversation']>>) => unknown]>(
    [
      [
        'the question is asked again',
        (test, id) => test.engine.handlers['question.retry']({ conversationId: id }),
      ],
      [
        'the conversation is deleted',
        (test, id) => test.engine.handlers['conversation.delete']({ conversationIds: [id] }),
      ],
      ['the program ends', (test) => test.engine.close()],
    ],
  )('is not looked for any more when %s', async (_title, act) => {
    const test = createTestEngine({ recall: () => recalled('Half and all', 'complete') })
    const id = await breakOff(test, cutOff)
    await act(test, id)
    await pass(test, 3_000)
    expect(test.recalls).toEqual([])
  })
})

it.each<[string, AnswerEvent]>([
  ['was stopped', { type: 'answer-end', status: 'stopped' }],
  ['is complete', { type: 'answer-end', status: 'complete' }],
  ['failed', { type: 'answer-end', status: 'failed', failure: createFailure('service-failed') }],
])('an answer that %s is not looked for', async (_title, end) => {
  const test = createTestEngine({ recall: () => recalled('Half and all', 'complete') })
  await breakOff(test, end)
  await pass(test, 3_000)
  expect(test.recalls).toEqual([])
})

it('an answer that the service has not named cannot be looked for', async () => {
  const test = createTestEngine({ recall: () => recalled('all', 'complete') })
  const id = await test.createConversation()
  await (await test.ask(id)).send(cutOff)
  await pass(test, 25)
  await pass(test, 3_000)
  expect(test.recalls).toEqual([])
})
