import { describe, expect, it } from 'vitest'
import { createFailure } from '#shared/failure.ts'
import type { RememberedMessage } from '#core/adp/client.ts'
import { createText } from '#core/store/test-rows.ts'
import { complete, createTestEngine, failureCode, outline, start, text } from './test-engine.ts'

const remembered: readonly RememberedMessage[] = [
  { recordId: 'Q0', role: 'user', parts: [createText('Earlier?')] },
  {
    recordId: 'A0',
    questionRecordId: 'Q0',
    role: 'assistant',
    parts: [createText('Long ago')],
    status: 'stopped',
  },
  { recordId: 'Q1', role: 'user', parts: [createText('Hello?')] },
  { recordId: 'A1', questionRecordId: 'Q1', role: 'assistant', parts: [createText('Another text')] },
]

async function converse(messages: readonly RememberedMessage[] | null = remembered) {
  const test = createTestEngine({
    remember: () =>
      messages ? { ok: true, value: messages } : { ok: false, failure: createFailure('credentials-needed') },
  })
  const conversationId = await test.createConversation()
  const dictation = await test.ask(conversationId)
  const remote = { recordId: 'A1', questionRecordId: 'Q1' }
  const finish = async () => {
    await dictation.send(start, { type: 'remote-set', remote }, text('Streamed'), complete)
    test.clock.advance(25)
  }
  const fetch = () => test.engine.handlers['conversation.backfill']({ conversationId })
  return { ...test, conversationId, finish, fetch }
}

describe('fetching what the service remembers', () => {
  it('adds what is missing in its place, leaves what was streamed, and tells pages', async () => {
    const test = await converse()
    await test.finish()

    const { added } = await test.fetch()

    expect({
      added,
      messages: outline(await test.open(test.conversationId)),
      told: test.events.filter(({ name }) => name === 'history.grown').length,
    }).toEqual({
      added: 2,
      messages: [
        'user complete: Earlier?',
        'assistant stopped: Long ago',
        'user complete: Hello?',
        'assistant complete: Streamed',
      ],
      told: 1,
    })
  })

  it('a second time, or twice at the same time, adds nothing more', async () => {
    const test = await converse()
    await test.finish()
    const both = await Promise.all([test.fetch(), test.fetch()])
    const again = await test.fetch()
    expect([both, again, (await test.open(test.conversationId)).length]).toEqual([
      [{ added: 2 }, { added: 2 }],
      { added: 0 },
      4,
    ])
  })

  it('of nothing adds nothing', async () => {
    const test = await converse([])
    await test.finish()
    expect(await test.fetch()).toEqual({ added: 0 })
  })

  it('waits until an answer has ended', async () => {
    const test = await converse()
    expect(await failureCode(test.fetch)).toBe('answer-running')
  })

  it('says what it needs', async () => {
    const test = await converse(null)
    await test.finish()
    const codes = [await failureCode(test.fetch)]
    await test.engine.handlers['conversation.delete']({ conversationIds: [test.conversationId] })
    expect([...codes, await failureCode(test.fetch)]).toEqual(['credentials-needed', 'conversation-in-bin'])
  })
})
