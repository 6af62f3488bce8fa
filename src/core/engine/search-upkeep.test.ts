import { describe, expect, it } from 'vitest'
import { complete, createTestEngine, settle, start, text, type TestEngine } from './test-engine.ts'

/** Lets the moment after a change pass, and the jobs that follow it. */
async function passMoment(test: TestEngine): Promise<void> {
  test.clock.advance(1000)
  for (let turn = 0; turn < 20; turn += 1) await settle()
}

function countChanges(test: TestEngine): number {
  return Number(test.db.prepare('SELECT count(*) FROM message_changes').pluck().get())
}

describe('the search index', () => {
  it('takes in what was asked and answered, after which the changes are forgotten', async () => {
    const test = createTestEngine()
    const conversationId = await test.createConversation()
    const dictation = await test.ask(conversationId, 'Where?')
    await dictation.send(start, text('Here.'), complete)
    const before = countChanges(test)
    await passMoment(test)
    await passMoment(test)
    expect({
      hadChanges: before > 0,
      changes: countChanges(test),
      state: await test.engine.handlers['search.describe']({}),
      told: test.events.filter(({ name }) => name === 'search.changed'),
    }).toEqual({ hadChanges: true, changes: 0, state: { state: 'ready', done: 2, total: 2 }, told: [] })
  })

  it('forgets a conversation that was deleted', async () => {
    const test = createTestEngine()
    const conversationId = await test.createConversation()
    const dictation = await test.ask(conversationId, 'Where?')
    await dictation.send(start, text('Here.'), complete)
    await passMoment(test)
    await test.engine.handlers['conversation.delete']({ conversationIds: [conversationId] })
    await test.engine.handlers['conversation.deleteForever']({ conversationIds: [conversationId] })
    await passMoment(test)
    const result = await test.engine.handlers['search.find']({
      searchId: crypto.randomUUID(),
      text: 'e',
      filters: {},
      limit: 10,
    })
    expect([result, countChanges(test)]).toEqual([{ hits: [], next: null, isComplete: true }, 0])
  })
})
