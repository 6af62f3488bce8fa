import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFailure } from '#shared/failure.ts'
import { listMessages } from '#core/store/messages.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
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

/** Leaves room for so many more pages in the history. */
function limitDisk({ db }: TestEngine, pages: number): void {
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + pages}`)
}

function freeDisk({ db }: TestEngine): void {
  db.pragma('max_page_count = 1000000')
}

/** What pages were told of the history since the start. */
function historyFailures({ events }: TestEngine): unknown[] {
  return events.flatMap(({ name, payload }) =>
    name === 'history.changed' ? [payload.failure?.code ?? null] : [],
  )
}

describe('pieces of an answer reach the page', () => {
  /** How many events there were after each of these waits, in milliseconds, with a piece before each. */
  async function countAfter(piece: string, waits: readonly number[]): Promise<number[]> {
    const test = createTestEngine()
    const dictation = await test.ask(await test.createConversation())
    await dictation.send(start)
    test.clock.advance(100)
    test.events.length = 0
    const counts: number[] = []
    for (const wait of waits) {
      await dictation.send(text(piece))
      test.clock.advance(wait)
      counts.push(test.events.filter(({ name }) => name === 'answer.progressed').length)
    }
    return counts
  }

  it('at once when they come one by one', async () => {
    expect(await countAfter('word ', [20, 20, 20])).toEqual([1, 2, 3])
  })

  it('together when they come right behind each other', async () => {
    expect(await countAfter('word ', [4, 4, 4, 4])).toEqual([1, 1, 2, 2])
  })

  it('in longer stretches while text pours in', async () => {
    expect(await countAfter('x'.repeat(200), [20, 20, 20, 20, 20])).toEqual([1, 2, 2, 3, 3])
  })
})

describe('while the history cannot be written', () => {
  it('a page that opens sees what the others see', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    test.db.pragma('query_only = ON')
    await dictation.send(start, text('painted'), complete)
    test.clock.advance(25)
    const opened = await test.open(id)
    expect([outline(opened), opened]).toEqual([
      ['user complete: Hello?', 'assistant complete: painted'],
      followAsPage(test.events, id),
    ])
  })

  it('pages are told of every frame, and those that have just opened of the failure', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    test.db.pragma('query_only = ON')
    test.events.length = 0
    for (const piece of ['a', 'b', 'c']) {
      await dictation.send(text(piece))
      test.clock.advance(25)
    }
    test.clock.advance(1000)
    expect(test.events.map(({ name }) => name)).toEqual([
      'history.changed',
      'answer.progressed',
      'answer.progressed',
      'answer.progressed',
      'history.changed',
    ])
  })

  it('asking again keeps an answer whose text is only on the screen', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    test.db.pragma('query_only = ON')
    await dictation.send(start, text('painted'))
    await dictation.breakOff()
    test.clock.advance(25)
    test.db.pragma('query_only = OFF')
    await test.engine.handlers['question.retry']({ conversationId: id })
    test.clock.advance(1000)
    expect(outline(listMessages(test.db, id, { limit: 9 }).messages)).toEqual([
      'user complete: Hello?',
      'assistant interrupted (cut-off): painted',
      'assistant streaming: ',
    ])
  })

  it('a conversation can be deleted, and its answer holds up no other one', async () => {
    const test = createTestEngine()
    const [first, second] = [await test.createConversation(), await test.createConversation()]
    const [long, short] = [await test.ask(first), await test.ask(second)]
    limitDisk(test, 0)
    await long.send(text('long '.repeat(20_000)), complete)
    test.clock.advance(25)
    await test.engine.handlers['conversation.delete']({ conversationIds: [first] })
    freeDisk(test)
    await short.send(start, text('short'), complete)
    test.clock.advance(1000)
    expect([historyFailures(test), outline(listMessages(test.db, second, { limit: 9 }).messages)]).toEqual([
      ['not-saved', null],
      ['user complete: Hello?', 'assistant complete: short'],
    ])
  })

  it('an answer that alone cannot be written holds up no other one', async () => {
    const test = createTestEngine()
    const [first, second] = [await test.createConversation(), await test.createConversation()]
    const [stuck, free] = [await test.ask(first), await test.ask(second)]
    const [, answer] = await test.open(first)
    test.db.exec(
      `CREATE TRIGGER stuck BEFORE UPDATE ON messages WHEN NEW.id = '${answer?.id}'
        BEGIN SELECT RAISE(ABORT, 'stuck'); END`,
    )
    await stuck.send(start, text('kept'), complete)
    await free.send(start, text('written'), complete)
    test.clock.advance(25)
    test.clock.advance(1000)
    const whileStuck = [first, second].map((id) =>
      outline(listMessages(test.db, id, { limit: 9 }).messages.slice(1)),
    )
    test.db.exec('DROP TRIGGER stuck')
    test.clock.advance(1000)
    expect([
      whileStuck,
      outline(listMessages(test.db, first, { limit: 9 }).messages.slice(1)),
      test.engine.isBusy(),
    ]).toEqual([
      [['assistant streaming: '], ['assistant complete: written']],
      ['assistant complete: kept'],
      false,
    ])
  })

  it('the program is busy until what is on the screen is written, and tries a last time when it closes', async () => {
    const folder = createFolder()
    const test = createTestEngine({ db: openGoodStore(join(folder, 'history.db')) })
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    test.db.pragma('query_only = ON')
    await dictation.send(start, text('kept'), complete)
    test.clock.advance(25)
    const isBusy = test.engine.isBusy()
    test.db.pragma('query_only = OFF')
    await test.engine.close()
    const { messages } = listMessages(openGoodStore(join(folder, 'history.db')), id, { limit: 9 })
    expect([isBusy, outline(messages)]).toEqual([true, ['user complete: Hello?', 'assistant complete: kept']])
  })

  it('the program starts, and shows what was running before as interrupted', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await (await test.ask(id)).send(start, text('Half'))
    test.clock.advance(25)
    test.db.pragma('query_only = ON')
    const next = createTestEngine({ db: test.db })
    const shown = outline(await next.open(id))
    test.db.pragma('query_only = OFF')
    next.clock.advance(1000)
    expect([shown, outline(listMessages(test.db, id, { limit: 9 }).messages)]).toEqual([
      ['user complete: Hello?', 'assistant interrupted (stopped-with-program): Half'],
      ['user complete: Hello?', 'assistant interrupted (stopped-with-program): Half'],
    ])
  })

  it.each([
    'profile.addDemo',
    'conversation.create',
    'conversation.rename',
    'settings.set',
    'question.ask',
  ] as const)('%s says so in words and changes nothing', async (name) => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const [profile] = await test.engine.handlers['profile.list']({})
    if (!profile) throw new Error('no profile')
    const { handlers } = test.engine
    const calls = {
      'profile.addDemo': () => handlers['profile.addDemo']({}),
      'conversation.create': () => handlers['conversation.create']({ profileId: profile.id }),
      'conversation.rename': () => handlers['conversation.rename']({ conversationId: id, title: 'New' }),
      'settings.set': () => handlers['settings.set']({ theme: 'dark' }),
      'question.ask': () => handlers['question.ask']({ conversationId: id, text: 'Hello?' }),
    }
    const before = test.db.serialize()
    test.db.pragma('query_only = ON')
    const code = await failureCode(calls[name])
    expect([code, test.db.serialize().equals(before), test.engine.isBusy()]).toEqual([
      'not-saved',
      true,
      false,
    ])
  })

  it('a profile is not added without its key', async () => {
    const test = createTestEngine()
    test.db.exec("CREATE TRIGGER full BEFORE INSERT ON secrets BEGIN SELECT RAISE(ABORT, 'full'); END")
    await expect(test.addProfile()).rejects.toThrow('full')
    expect(await test.engine.handlers['profile.list']({})).toEqual([])
  })
})

it('a disk that is full at any write of a turn loses nothing that was painted', async () => {
  for (let pages = 0; pages < 40; pages += 1) {
    const test = createTestEngine()
    const id = await test.createConversation()
    limitDisk(test, pages)
    const code = await failureCode(() =>
      test.engine.handlers['question.ask']({ conversationId: id, text: 'Why? '.repeat(2000) }),
    )
    await settle()
    for (let piece = 0; piece < 10; piece += 1) {
      await test.dictations[0]?.send(start, text('word '.repeat(1000)))
      test.clock.advance(25)
    }
    await test.dictations[0]?.send(complete)
    test.clock.advance(25)
    const painted = followAsPage(test.events, id)
    freeDisk(test)
    test.clock.advance(1000)
    const stored = listMessages(test.db, id, { limit: 9 }).messages
    expect({ pages, stored, count: painted.length }).toEqual({
      pages,
      stored: painted,
      count: code === 'none' ? 2 : 0,
    })
  }
})

it('a history file that was deleted while it was open takes no question that would be lost', async () => {
  const folder = createFolder()
  const test = createTestEngine({ db: openGoodStore(join(folder, 'history.db')) })
  const id = await test.createConversation()
  const dictation = await test.ask(id)
  rmSync(join(folder, 'history.db'))
  await dictation.send(start, text('visible'), complete)
  test.clock.advance(25)
  const code = await failureCode(() =>
    test.engine.handlers['question.ask']({ conversationId: id, text: 'Why?' }),
  )
  expect([code, historyFailures(test), outline(await test.open(id))]).toEqual([
    'history-gone',
    ['history-gone'],
    ['user complete: Hello?', 'assistant complete: visible'],
  ])
})

describe('an answer ends all the same', () => {
  it('when a listener throws', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    test.engine.subscribe(() => {
      throw new Error('The window is gone.')
    })
    await dictation.send(start, text('All'), complete)
    test.clock.advance(25)
    expect([test.engine.isBusy(), outline(await test.open(id))]).toEqual([
      false,
      ['user complete: Hello?', 'assistant complete: All'],
    ])
  })

  it('when its conversation can no longer be read', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    test.db.prepare('UPDATE conversations SET title = ?').run('x'.repeat(300))
    await dictation.send(start, text('All'), complete)
    test.clock.advance(25)
    expect([test.engine.isBusy(), outline(listMessages(test.db, id, { limit: 9 }).messages)]).toEqual([
      false,
      ['user complete: Hello?', 'assistant complete: All'],
    ])
  })
})

it('asking again leaves a damaged answer alone, whose words may still be saved', async () => {
  const test = createTestEngine()
  const id = await test.createConversation()
  const dictation = await test.ask(id)
  await dictation.send(start, text('Words'), {
    type: 'answer-end',
    status: 'failed',
    failure: createFailure('busy'),
  })
  test.clock.advance(25)
  test.db.exec('DELETE FROM parts WHERE message_sequence = 2')
  await test.engine.handlers['question.retry']({ conversationId: id })
  expect(test.db.prepare('SELECT count(*) FROM messages').pluck().get()).toEqual(3)
})
