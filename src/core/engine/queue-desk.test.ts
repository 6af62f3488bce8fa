import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import type { QuestionQueue } from '#shared/contract/contract.ts'
import type { ConversationId } from '#shared/ids.ts'
import { moveToBin } from '#core/store/bin.ts'
import {
  complete,
  createTestEngine,
  failureCode,
  outline,
  settle,
  start,
  text,
  type TestEngine,
} from './test-engine.ts'

const failed: AnswerEvent = {
  type: 'answer-end',
  status: 'failed',
  failure: { code: 'busy', message: 'Busy.', retryable: true },
}

/** What waits, in few words. */
async function listWaiting(test: TestEngine): Promise<[string[], boolean][]> {
  const queues = await test.engine.handlers['queue.list']({})
  return queues.map(describeQueue)
}

function describeQueue({ questions, isPaused }: QuestionQueue): [string[], boolean] {
  return [questions.map(({ question }) => question.text), isPaused]
}

function add(test: TestEngine, conversationId: ConversationId, words: string): unknown {
  return test.engine.handlers['queue.add']({ conversationId, text: words })
}

/** Ends the answer that was asked for last. */
async function endLast(test: TestEngine, event: AnswerEvent): Promise<void> {
  await test.dictations.at(-1)?.send(start, text('x'), event)
  test.clock.advance(25)
  await settle()
}

describe('questions that wait', () => {
  it('are asked one after the other, each when the answer before it is complete, with all that was asked', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id, 'one')
    await test.engine.handlers['queue.add']({ conversationId: id, text: 'two', options: { model: 'terse' } })
    await add(test, id, 'three')
    const waiting = await listWaiting(test)
    await endLast(test, complete)
    const second = test.dictations.at(-1)?.question
    const left = await listWaiting(test)
    await endLast(test, complete)
    await endLast(test, complete)
    expect({
      waiting,
      second: [second?.text, second?.options],
      left,
      after: await listWaiting(test),
      messages: outline(await test.open(id)),
    }).toEqual({
      waiting: [[['two', 'three'], false]],
      second: ['two', { model: 'terse' }],
      left: [[['three'], false]],
      after: [],
      messages: ['one', 'two', 'three'].flatMap((words) => [
        `user complete: ${words}`,
        'assistant complete: x',
      ]),
    })
  })

  it('wait for a person when the answer failed or was stopped, and go on when they say so', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id, 'one')
    await add(test, id, 'two')
    await add(test, id, 'three')
    await endLast(test, failed)
    const afterFailure = await listWaiting(test)
    await test.engine.handlers['queue.resume']({ conversationId: id })
    const resumed = await listWaiting(test)
    await test.engine.handlers['answer.stop']({ conversationId: id })
    await settle()
    expect([afterFailure, resumed, await listWaiting(test), test.dictations.length]).toEqual([
      [[['two', 'three'], true]],
      [[['three'], false]],
      [[['three'], true]],
      2,
    ])
  })

  it('stay where they are while a person asks something else after a pause', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id, 'one')
    await add(test, id, 'two')
    await endLast(test, failed)
    await test.ask(id, 'instead')
    await endLast(test, complete)
    expect([await listWaiting(test), test.dictations.map(({ question }) => question.text)]).toEqual([
      [[['two'], true]],
      ['one', 'instead'],
    ])
  })

  it('are asked at once when nothing runs any more', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await add(test, id, 'late')
    await settle()
    expect([await listWaiting(test), test.dictations.map(({ question }) => question.text)]).toEqual([
      [],
      ['late'],
    ])
  })

  it('can be put in another order, taken out, and are told to every page', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id)
    for (const words of ['a', 'b', 'c']) await add(test, id, words)
    const [queue] = await test.engine.handlers['queue.list']({})
    const [a, b, c] = queue?.questions.map((question) => question.id) ?? []
    if (!a || !b || !c) throw new Error('three wait')
    await test.engine.handlers['queue.reorder']({ conversationId: id, queuedIds: [c, a] })
    const removed = await test.engine.handlers['queue.remove']({ conversationId: id, queuedId: a })
    const again = await test.engine.handlers['queue.remove']({ conversationId: id, queuedId: a })
    const told = test.events.flatMap((event) =>
      event.name === 'queue.changed' ? [describeQueue(event.payload)] : [],
    )
    expect([removed, again, told.slice(3)]).toEqual([
      { isRemoved: true },
      { isRemoved: false },
      [
        [['c', 'a', 'b'], false],
        [['c', 'b'], false],
        [['c', 'b'], false],
      ],
    ])
  })

  it('are refused where nothing can be asked, and when ten wait', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id)
    const empty = await failureCode(() => add(test, id, ' \n'))
    for (let count = 0; count < 10; count += 1) await add(test, id, String(count))
    const full = await failureCode(() => add(test, id, 'one more'))
    await test.engine.handlers['conversation.delete']({ conversationIds: [id] })
    const inBin = await failureCode(() => add(test, id, 'in the bin'))
    const resumedInBin = await failureCode(() => test.engine.handlers['queue.resume']({ conversationId: id }))
    expect([empty, full, inBin, resumedInBin]).toEqual([
      'empty-question',
      'queue-full',
      'conversation-in-bin',
      'conversation-in-bin',
    ])
  })

  it('say why the next one could not be asked when its turn came, until they go on', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id, 'one')
    await add(test, id, 'two')
    // Without the desk of the bin, which would stop the answer.
    moveToBin(test.db, [id], test.clock.now())
    await endLast(test, complete)
    const [held] = await test.engine.handlers['queue.list']({})
    await test.engine.handlers['conversation.restore']({ conversationIds: [id] })
    await test.engine.handlers['queue.resume']({ conversationId: id })
    const last = test.events.findLast((event) => event.name === 'queue.changed')
    expect([held?.isPaused, held?.failure?.code, last?.payload]).toEqual([
      true,
      'conversation-in-bin',
      {
        conversationId: id,
        questions: [],
        isPaused: false,
        failure: null,
        asked: held?.questions[0]?.id,
      },
    ])
  })

  it('go with their conversation', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id)
    await add(test, id, 'never')
    await test.engine.handlers['conversation.delete']({ conversationIds: [id] })
    await test.engine.handlers['conversation.deleteForever']({ conversationIds: [id] })
    expect(await listWaiting(test)).toEqual([])
  })

  it('are never asked two at once, nor out of order, nor lost, whatever happens', async () => {
    const steps = fc.array(
      fc.constantFrom('add', 'add', 'complete', 'complete', 'fail', 'stop', 'resume', 'restart'),
      { maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (actions) => {
        let test = createTestEngine()
        const id = await test.createConversation()
        const asked: string[] = []
        const added: string[] = []
        const take = (): void => {
          asked.push(...test.dictations.slice(0).map(({ question }) => question.text))
        }
        for (const action of actions) {
          const running = test.dictations.at(-1)
          if (action === 'add') {
            const words = `question ${added.length}`
            if ((await failureCode(() => add(test, id, words))) === 'none') added.push(words)
          } else if (action === 'complete') await running?.send(start, complete)
          else if (action === 'fail') await running?.send(start, failed)
          else if (action === 'stop') await test.engine.handlers['answer.stop']({ conversationId: id })
          else if (action === 'resume') await test.engine.handlers['queue.resume']({ conversationId: id })
          else {
            take()
            // The program is gone without a word, and another one opens its history.
            test = createTestEngine({ db: test.db })
          }
          test.clock.advance(25)
          await settle()
        }
        take()
        const waiting = (await listWaiting(test)).flatMap(([texts]) => texts)
        const messages = await test.open(id)
        const unended = messages.filter(({ status }) => status === 'streaming').length
        expect([[...asked, ...waiting], unended <= 1]).toEqual([added, true])
      }),
      { numRuns: 60 },
    )
  })
})
