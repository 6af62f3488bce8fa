import { describe, expect, it } from 'vitest'
import { createTestEngine, settle, type TestEngine } from './test-engine.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Lets the hourly look happen, with all that it deletes. */
async function sweep(test: TestEngine): Promise<void> {
  test.clock.advance(60 * 60 * 1000)
  for (let turn = 0; turn < 30; turn += 1) await settle()
}

async function createRoom(count = 1) {
  const test = createTestEngine()
  const ids = []
  for (let number = 0; number < count; number += 1) {
    const id = await test.createConversation()
    await test.ask(id)
    await test.engine.handlers['answer.stop']({ conversationId: id })
    ids.push(id)
  }
  const { handlers } = test.engine
  const list = async (shelf: 'open' | 'bin' = 'open') =>
    (await handlers['conversation.listAll']({ shelf })).map(({ id }) => id)
  return { test, ids, handlers, list }
}

describe('the bin', () => {
  it('is emptied of what has been in it for 30 days', async () => {
    const { test, ids, handlers, list } = await createRoom(2)
    await handlers['conversation.delete']({ conversationIds: ids.slice(0, 1) })
    test.clock.jump(29 * dayMs)
    await sweep(test)
    await handlers['conversation.delete']({ conversationIds: ids.slice(1) })
    const early = await list('bin')
    test.clock.jump(2 * dayMs)
    await sweep(test)
    expect([early.length, await list('bin')]).toEqual([2, ids.slice(1)])
  })
})

describe('conversations', () => {
  it('are kept for ever unless a person chose otherwise', async () => {
    const { test, ids, list } = await createRoom()
    for (let month = 0; month < 24; month += 1) {
      test.clock.jump(30 * dayMs)
      await sweep(test)
    }
    expect(await list()).toEqual(ids)
  })

  it('are deleted for ever after the chosen days, the pinned ones kept', async () => {
    const { test, ids, handlers, list } = await createRoom(2)
    test.db.prepare('UPDATE conversations SET is_pinned = 1 WHERE id = ?').run(ids[0])
    test.clock.jump(40 * dayMs)
    const preview = await handlers['retention.preview']({ days: 30 })
    const before = await list()
    await handlers['settings.set']({ retention: 30 })
    for (let turn = 0; turn < 30; turn += 1) await settle()
    expect([preview, before.length, await list(), await list('bin')]).toEqual([
      { conversations: 1, messages: 2 },
      2,
      ids.slice(0, 1),
      [],
    ])
  })
})

describe('a clock that leaps ahead', () => {
  it('deletes nothing until a person says that it is right', async () => {
    const { test, ids, handlers, list } = await createRoom()
    await handlers['settings.set']({ retention: 365 })
    await sweep(test)
    test.clock.jump(4000 * dayMs)
    await sweep(test)
    await sweep(test)
    const told = test.events.findLast(({ name }) => name === 'retention.changed')
    const held = [await list(), await handlers['retention.describe']({}), told]
    await handlers['retention.confirmClock']({})
    expect([held, await list(), await handlers['retention.describe']({})]).toEqual([
      [ids, { heldDays: 4000 }, { name: 'retention.changed', payload: { heldDays: 4000 } }],
      [],
      { heldDays: null },
    ])
  })

  it('is not made right by what is asked under it, and forgotten when it comes back', async () => {
    const { test, ids, handlers, list } = await createRoom()
    await handlers['settings.set']({ retention: 365 })
    await sweep(test)
    test.clock.jump(4000 * dayMs)
    const late = await test.createConversation()
    await test.ask(late)
    await handlers['answer.stop']({ conversationId: late })
    await sweep(test)
    const held = await list()
    test.clock.jump(-4000 * dayMs)
    await sweep(test)
    expect([
      held.length,
      (await list()).length,
      await handlers['retention.describe']({}),
      ids.length,
    ]).toEqual([2, 2, { heldDays: null }, 1])
  })

  it('is not asked about when nothing is due', async () => {
    const { test, handlers } = await createRoom()
    await sweep(test)
    test.clock.jump(4000 * dayMs)
    await sweep(test)
    expect(await handlers['retention.describe']({})).toEqual({ heldDays: null })
  })
})
