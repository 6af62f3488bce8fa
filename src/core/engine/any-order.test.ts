// Owns the model of the engine: whatever happens in which order, the disk and every page show the same.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listMessages } from '#core/store/messages.ts'
import {
  complete,
  createTestEngine,
  failureCode,
  followAsPage,
  settle,
  start,
  text,
  type TestEngine,
} from './test-engine.ts'

describe('a page that opens at any moment', () => {
  const actions = [
    'ask',
    'start',
    'text',
    'complete',
    'break',
    'stop',
    'retry',
    'frame',
    'refuse writing',
    'allow writing',
  ] as const
  type Action = (typeof actions)[number]

  it('shows the same as one that was there from the start, whatever happens in which order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...actions), { maxLength: 40 }),
        fc.nat(40),
        async (sequence, openedAt) => {
          const test = createTestEngine()
          const id = await test.createConversation()
          let opened = await test.engine.handlers['conversation.open']({ conversationId: id })
          for (const [index, action] of sequence.entries()) {
            if (index === openedAt)
              opened = await test.engine.handlers['conversation.open']({ conversationId: id })
            await act(test, id, action)
          }
          await act(test, id, 'allow writing')
          test.clock.advance(1000)
          const stored = listMessages(test.db, id, { limit: 100 }).messages
          expect(await test.open(id)).toEqual(stored)
          expect(followAsPage(test.events, id)).toEqual(stored)
          expect(followAsPage(test.events, id, opened)).toEqual(stored)
          expect(test.engine.isBusy()).toBe(stored.some(({ status }) => status === 'streaming'))
        },
      ),
      { numRuns: 150 },
    )
  })

  async function act(test: TestEngine, conversationId: Parameters<TestEngine['open']>[0], action: Action) {
    const { handlers } = test.engine
    const last = test.dictations.at(-1)
    switch (action) {
      case 'ask':
        await failureCode(() => handlers['question.ask']({ conversationId, text: 'Q' }))
        return settle()
      case 'retry':
        await failureCode(() => handlers['question.retry']({ conversationId }))
        return settle()
      case 'start':
        return last?.send(start)
      case 'text':
        return last?.send(text('piece '))
      case 'complete':
        return last?.send(complete)
      case 'break':
        return last?.breakOff()
      case 'stop':
        await handlers['answer.stop']({ conversationId })
        return settle()
      case 'frame':
        test.clock.advance(25)
        return settle()
      case 'refuse writing':
        return test.db.pragma('query_only = ON')
      case 'allow writing':
        return test.db.pragma('query_only = OFF')
    }
  }
})
