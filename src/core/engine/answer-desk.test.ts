import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import type { ConversationId, MessageId } from '#shared/ids.ts'
import type { Rating } from '#shared/rating.ts'
import {
  complete,
  createTestEngine,
  failureCode,
  followAsPage,
  outline,
  settle,
  start,
  text,
  type TestEngine,
} from './test-engine.ts'

const bad: Rating = { score: 'bad', reasons: ['Outdated'], comment: 'It closes at six.' }

async function answer(test: TestEngine, id: ConversationId, words: string): Promise<void> {
  const dictation = await test.ask(id, `Say ${words}`)
  const remote = { type: 'remote-set', remote: { recordId: `record-${words}`, canRate: true } } as const
  await dictation.send(start, remote, text(words), complete)
  test.clock.advance(25)
}

async function answerAgain(test: TestEngine, id: ConversationId, words: string): Promise<void> {
  await test.engine.handlers['question.retry']({ conversationId: id })
  await settle()
  await test.dictations.at(-1)?.send(start, text(words), complete)
  test.clock.advance(25)
}

/** A conversation with one question and three answers to it. */
async function createVariants() {
  const test = createTestEngine()
  const id = await test.createConversation()
  await answer(test, id, 'one')
  await answerAgain(test, id, 'two')
  await answerAgain(test, id, 'three')
  const ids = (await test.open(id)).map((message) => message.id)
  // Safe: these four were just made.
  const [questionId, first, second, third] = ids as [MessageId, MessageId, MessageId, MessageId]
  return { test, id, questionId, first, second, third, handlers: test.engine.handlers }
}

describe('answers to the same question', () => {
  it('stay when it is asked again, in their order', async () => {
    const { test, id } = await createVariants()
    expect(outline(await test.open(id))).toEqual([
      'user complete: Say one',
      'assistant complete: one',
      'assistant complete: two',
      'assistant complete: three',
    ])
  })

  it('are shown as the person has chosen, and every page hears of it', async () => {
    const { test, id, questionId, second, handlers } = await createVariants()
    const shown = { questionId, answerId: second }
    await handlers['answer.show']({ conversationId: id, ...shown })
    expect({
      kept: await handlers['answer.listShown']({ conversationId: id }),
      told: test.events.at(-1),
    }).toEqual({
      kept: [shown],
      told: { name: 'answer.shown', payload: { conversationId: id, ...shown } },
    })
  })

  it('are shown by the newest again when the question is asked once more', async () => {
    const { test, id, questionId, first, handlers } = await createVariants()
    await handlers['answer.show']({ conversationId: id, questionId, answerId: first })
    await answerAgain(test, id, 'four')
    expect(await handlers['answer.listShown']({ conversationId: id })).toEqual([])
  })

  it('cannot be shown in another conversation', async () => {
    const { test, questionId, first, handlers } = await createVariants()
    const other = await test.createConversation()
    const shown = { conversationId: other, questionId, answerId: first }
    expect(await failureCode(() => handlers['answer.show'](shown))).toBe('not-found')
  })

  it('carry how they were asked where that is not how the question was', async () => {
    const { test, id, handlers } = await createVariants()
    await handlers['question.retry']({ conversationId: id, options: { model: 'deep' } })
    await settle()
    expect({
      sent: test.dictations.at(-1)?.question.options,
      kept: (await test.open(id)).map(({ options }) => options),
    }).toEqual({
      sent: { model: 'deep' },
      kept: [undefined, undefined, undefined, undefined, { model: 'deep' }],
    })
  })
})

describe('a rating', () => {
  it('is told to the service, then kept, then told to the pages', async () => {
    const { test, id, first, handlers } = await createVariants()
    await handlers['rating.set']({ conversationId: id, messageId: first, rating: bad })
    expect({
      service: test.ratings,
      kept: await handlers['rating.list']({ conversationId: id }),
      told: test.events.at(-1),
    }).toEqual({
      service: [{ recordId: 'record-one', rating: bad }],
      kept: [{ messageId: first, ...bad }],
      told: { name: 'answer.rated', payload: { conversationId: id, messageId: first, rating: bad } },
    })
  })

  it('can be taken back', async () => {
    const { test, id, first, handlers } = await createVariants()
    await handlers['rating.set']({ conversationId: id, messageId: first, rating: bad })
    await handlers['rating.set']({ conversationId: id, messageId: first, rating: null })
    expect([test.ratings.at(-1), await handlers['rating.list']({ conversationId: id })]).toEqual([
      { recordId: 'record-one', rating: null },
      [],
    ])
  })

  it('is not kept when the service does not take it', async () => {
    const test = createTestEngine({
      rate: () => Promise.resolve({ ok: false, failure: createFailure('cloud-failed') }),
    })
    const id = await test.createConversation()
    await answer(test, id, 'one')
    const messageId = (await test.open(id)).at(-1)?.id as MessageId
    const { handlers } = test.engine
    const code = await failureCode(() =>
      handlers['rating.set']({ conversationId: id, messageId, rating: bad }),
    )
    expect([code, await handlers['rating.list']({ conversationId: id })]).toEqual(['cloud-failed', []])
  })

  it('goes to the service behind the one before it, which may not have arrived', async () => {
    const arrivals: (() => void)[] = []
    const test = createTestEngine({
      rate: () => new Promise((resolve) => arrivals.push(() => resolve({ ok: true, value: undefined }))),
    })
    const id = await test.createConversation()
    await answer(test, id, 'one')
    const messageId = (await test.open(id)).at(-1)?.id as MessageId
    const { handlers } = test.engine
    const rate = (rating: Rating | null) => handlers['rating.set']({ conversationId: id, messageId, rating })
    const [first, second] = [rate(bad), rate(null)]
    await settle()
    const early = test.ratings.length
    arrivals[0]?.()
    await first
    await settle()
    arrivals[1]?.()
    await second
    expect([
      early,
      test.ratings.map(({ rating }) => rating),
      await handlers['rating.list']({ conversationId: id }),
    ]).toEqual([1, [bad, null], []])
  })

  it('is refused for an answer that the service has not named', async () => {
    const { id, third, test, handlers } = await createVariants()
    const rating = { conversationId: id, messageId: third, rating: bad }
    expect([await failureCode(() => handlers['rating.set'](rating)), test.ratings]).toEqual([
      'not-ratable',
      [],
    ])
  })
})

describe('a message that is not to be kept', () => {
  it('is gone with what was made of it, on every page, and leaves no gap', async () => {
    const { test, id, questionId, second, handlers } = await createVariants()
    await handlers['answer.show']({ conversationId: id, questionId, answerId: second })
    await handlers['message.delete']({ conversationId: id, messageIds: [second] })
    const messages = await test.open(id)
    expect({
      messages: outline(messages),
      page: followAsPage(test.events, id).map((message: Message) => message.id),
      shown: await handlers['answer.listShown']({ conversationId: id }),
      damaged: messages.some(({ isDamaged }) => isDamaged),
    }).toEqual({
      messages: ['user complete: Say one', 'assistant complete: one', 'assistant complete: three'],
      page: messages.map((message) => message.id),
      shown: [],
      damaged: false,
    })
  })

  it('may be a whole turn, once', async () => {
    const { test, id, questionId, first, second, third, handlers } = await createVariants()
    await answer(test, id, 'next')
    const turn = { conversationId: id, messageIds: [questionId, first, second, third] }
    await handlers['message.delete'](turn)
    await handlers['message.delete'](turn)
    expect(outline(await test.open(id))).toEqual(['user complete: Say next', 'assistant complete: next'])
  })

  it('stays while an answer is written', async () => {
    const { test, id, first, handlers } = await createVariants()
    await test.ask(id)
    const deleting = { conversationId: id, messageIds: [first] }
    expect(await failureCode(() => handlers['message.delete'](deleting))).toBe('answer-running')
  })
})

describe('what the service sends', () => {
  async function askWatched(keepsRawEvents: boolean) {
    const test = createTestEngine()
    await test.engine.handlers['settings.set']({ keepsRawEvents })
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    dictation.watch.onRaw?.({ name: '', text: '{"Type":"text.delta"}' })
    dictation.watch.onRaw?.({ name: 'reply', text: '{}' })
    await dictation.send(start, text('Hi'), complete)
    await dictation.breakOff()
    test.clock.advance(25)
    const messageId = (await test.open(id)).at(-1)?.id as MessageId
    return test.engine.handlers['answer.listRaw']({ conversationId: id, messageId, after: 0 })
  }

  it('is kept as it was received when the person wants it', async () => {
    const { events, next } = await askWatched(true)
    expect([events.map(({ name, text }) => [name, text]), next]).toEqual([
      [
        ['', '{"Type":"text.delta"}'],
        ['reply', '{}'],
      ],
      null,
    ])
  })

  it('is not kept otherwise', async () => {
    expect(await askWatched(false)).toEqual({ events: [], next: null })
  })

  it('tells which way it came', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    const way = { accessMethod: 'sse', protocolVersion: 'v2' } as const
    dictation.watch.onWay?.(way)
    await dictation.send(start, complete)
    test.clock.advance(25)
    expect((await test.open(id)).at(-1)?.remote.way).toEqual(way)
  })
})
