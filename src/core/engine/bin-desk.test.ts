import { describe, expect, it } from 'vitest'
import { listConversations } from '#core/store/conversations.ts'
import {
  complete,
  createTestEngine,
  failureCode,
  outline,
  start,
  text,
  type TestEngine,
} from './test-engine.ts'

async function addAnswered(test: TestEngine) {
  const id = await test.createConversation()
  const dictation = await test.ask(id)
  await dictation.send(start, text('Answer'), complete)
  test.clock.advance(100)
  return id
}

async function listShelf(test: TestEngine, shelf: 'open' | 'bin') {
  return (await test.engine.handlers['conversation.listAll']({ shelf })).map(({ id }) => id)
}

describe('a deleted conversation', () => {
  it('is in the bin, where it can be read and not asked in', async () => {
    const test = createTestEngine()
    const id = await addAnswered(test)
    await test.engine.handlers['conversation.delete']({ conversationIds: [id] })
    expect({
      open: await listShelf(test, 'open'),
      bin: await listShelf(test, 'bin'),
      byTitle: await test.engine.handlers['conversation.findByTitle']({ text: 'Hello', limit: 5 }),
      messages: outline(await test.open(id)),
      ask: await failureCode(() =>
        test.engine.handlers['question.ask']({ conversationId: id, text: 'More?' }),
      ),
      retry: await failureCode(() => test.engine.handlers['question.retry']({ conversationId: id })),
      count: await test.engine.handlers['bin.count']({}),
    }).toEqual({
      open: [],
      bin: [id],
      byTitle: [],
      messages: ['user complete: Hello?', 'assistant complete: Answer'],
      ask: 'conversation-in-bin',
      retry: 'conversation-in-bin',
      count: { conversations: 1, messages: 2 },
    })
  })

  it('comes back as it was, and every page is told', async () => {
    const test = createTestEngine()
    const id = await addAnswered(test)
    const [before] = await test.engine.handlers['conversation.listAll']({})
    await test.engine.handlers['conversation.delete']({ conversationIds: [id] })
    await test.engine.handlers['conversation.restore']({ conversationIds: [id] })
    expect([await test.engine.handlers['conversation.listAll']({}), test.events.at(-1)]).toEqual([
      [before],
      { name: 'conversation.changed', payload: { conversation: before } },
    ])
  })

  it('under a clock that is behind does not seem to have been deleted long ago', async () => {
    const test = createTestEngine()
    const id = await addAnswered(test)
    const [conversation] = await test.engine.handlers['conversation.listAll']({})
    test.clock.jump(-900_000)
    await test.engine.handlers['conversation.delete']({ conversationIds: [id] })
    const [deleted] = await test.engine.handlers['conversation.listAll']({ shelf: 'bin' })
    expect(deleted?.deletedAt).toBe(conversation?.updatedAt)
  })
})

describe('deleting for ever', () => {
  it('takes what is in the bin and nothing else', async () => {
    const test = createTestEngine()
    const [kept, binned] = [await addAnswered(test), await addAnswered(test)]
    await test.engine.handlers['conversation.delete']({ conversationIds: [binned] })
    await test.engine.handlers['conversation.deleteForever']({ conversationIds: [kept, binned] })
    expect([await listShelf(test, 'open'), await listShelf(test, 'bin'), test.events.at(-1)]).toEqual([
      [kept],
      [],
      { name: 'conversation.removed', payload: { conversationId: binned } },
    ])
  })

  it('empties the bin', async () => {
    const test = createTestEngine()
    const first = await addAnswered(test)
    const ids = [first, await addAnswered(test)]
    await test.engine.handlers['conversation.delete']({ conversationIds: ids })
    await test.engine.handlers['bin.empty']({})
    expect([await listShelf(test, 'bin'), await failureCode(() => test.open(first))]).toEqual([
      [],
      'not-found',
    ])
  })

  it('that the end of the program broke off is finished at the next start', async () => {
    const first = createTestEngine()
    const id = await addAnswered(first)
    first.db.prepare('UPDATE conversations SET deleted_at = 0 WHERE id = ?').run(id)
    const next = createTestEngine({ db: first.db })
    const [profile] = await next.engine.handlers['profile.list']({})
    next.clock.advance(10_000)
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(profile && listConversations(next.db, profile.id, { shelf: 'bin' })).toEqual([])
  })
})

describe('an answer that nobody looks at', () => {
  it('marks its conversation until somebody does, also over a restart', async () => {
    const test = createTestEngine()
    const id = await addAnswered(test)
    const next = createTestEngine({ db: test.db })
    const before = (await next.engine.handlers['conversation.listUnread']({})).map((each) => each.id)
    await next.engine.handlers['conversation.markRead']({ conversationId: id })
    expect([before, await next.engine.handlers['conversation.listUnread']({})]).toEqual([[id], []])
  })

  it('marks nothing when a person has stopped it', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id)
    await test.engine.handlers['answer.stop']({ conversationId: id })
    expect(await test.engine.handlers['conversation.listUnread']({})).toEqual([])
  })

  it('is not counted when it lies in the bin', async () => {
    const test = createTestEngine()
    const id = await addAnswered(test)
    await test.engine.handlers['conversation.delete']({ conversationIds: [id] })
    expect(await test.engine.handlers['conversation.listUnread']({})).toEqual([])
  })
})

describe('a draft', () => {
  it('is kept over a restart, and gone once it was asked', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.engine.handlers['draft.set']({ owner: id, text: 'How late is it?' })
    const next = createTestEngine({ db: test.db })
    const before = await next.engine.handlers['draft.list']({})
    await next.ask(id, 'How late is it?')
    expect([before, await next.engine.handlers['draft.list']({})]).toEqual([
      [{ owner: id, text: 'How late is it?' }],
      [],
    ])
  })

  it('that is not what was asked stays', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.engine.handlers['draft.set']({ owner: id, text: 'And then?' })
    await test.ask(id, 'How late is it?')
    expect(await test.engine.handlers['draft.list']({})).toEqual([{ owner: id, text: 'And then?' }])
  })
})
