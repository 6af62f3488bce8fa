import { describe, expect, it } from 'vitest'
import { complete, createTestEngine, failureCode, start, text, type TestEngine } from './test-engine.ts'

function find(test: TestEngine, wanted: string, searchId = crypto.randomUUID()) {
  return test.engine.handlers['search.find']({ searchId, text: wanted, filters: {}, limit: 50 })
}

async function answerOnce(test: TestEngine, question: string, answer: string) {
  const conversationId = await test.createConversation()
  const dictation = await test.ask(conversationId, question)
  await dictation.send(start, text(answer), complete)
  test.clock.advance(1000)
  return conversationId
}

describe('a search', () => {
  it('finds an answer that has just ended, newest first, with the hit marked in its sentence', async () => {
    const test = createTestEngine()
    const conversationId = await answerOnce(test, '你们几点开门？', '我们**九点**开门。周末休息。')
    const result = await find(test, '点开')
    expect(
      result.hits.map(({ conversation, kind, snippet }) => ({ id: conversation.id, kind, snippet })),
    ).toEqual([
      {
        id: conversationId,
        kind: 'answer',
        snippet: [
          { text: '我们九', isHit: false },
          { text: '点开', isHit: true },
          { text: '门。…', isHit: false },
        ],
      },
      {
        id: conversationId,
        kind: 'question',
        snippet: [
          { text: '你们几', isHit: false },
          { text: '点开', isHit: true },
          { text: '门？', isHit: false },
        ],
      },
    ])
  })

  it('is ended by the next one and by a cancellation', async () => {
    const test = createTestEngine()
    await answerOnce(test, 'Hi', 'Hello')
    const searchId = crypto.randomUUID()
    const first = failureCode(() => find(test, 'h'))
    const second = failureCode(() => find(test, 'he', searchId))
    await test.engine.handlers['search.cancel']({ searchId })
    expect(await Promise.all([first, second])).toEqual(['search-cancelled', 'search-cancelled'])
  })

  it('in a conversation counts over all of it, oldest first, also in what a running answer has written', async () => {
    const test = createTestEngine()
    const conversationId = await answerOnce(test, 'Tea or tea?', 'TEA')
    const dictation = await test.ask(conversationId, 'More?')
    await dictation.send(start, text('More tea. '))
    test.clock.advance(1000)
    const { hits } = await test.engine.handlers['search.findInConversation']({
      searchId: crypto.randomUUID(),
      conversationId,
      text: 'tea',
    })
    expect(hits.map(({ kind, count }) => [kind, count])).toEqual([
      ['question', 2],
      ['answer', 1],
      ['answer', 1],
    ])
  })
})
