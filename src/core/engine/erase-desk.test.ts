import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkpointStore } from '#core/store/open.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import { complete, createTestEngine, start, text } from './test-engine.ts'

async function createRoom() {
  const dataDir = createFolder()
  const db = openGoodStore(join(dataDir, 'history.db'))
  const test = createTestEngine({ db, dataDir })
  const running = await test.createConversation()
  await test.ask(running, 'canary running')
  const binned = await test.createConversation()
  const dictation = await test.ask(binned, 'canary binned')
  await dictation.send(start, text('canary answer '.repeat(20_000)), complete)
  test.clock.advance(100)
  await test.engine.handlers['conversation.delete']({ conversationIds: [binned] })
  await test.engine.handlers['draft.set']({ owner: running, text: 'canary draft' })
  for (const folder of ['files', 'exports', 'backups', 'logs']) mkdirSync(join(dataDir, folder))
  for (const name of ['search.db', 'search.db-wal', 'history.before-5.db', 'start.json', 'backups/one.zip'])
    writeFileSync(join(dataDir, name), 'x')
  return { test, dataDir, file: join(dataDir, 'history.db') }
}

describe('deleting all history', () => {
  it('leaves no word in the history, which is small then, and profiles and settings as they were', async () => {
    const { test, dataDir, file } = await createRoom()
    const { handlers } = test.engine
    checkpointStore(test.db)
    const before = [await handlers['history.count']({}), statSync(file).size > 200_000]
    await handlers['history.eraseAll']({ withBackups: true })
    const bytes = Buffer.concat(
      ['history.db', 'history.db-wal'].map((name) => readFileSync(join(dataDir, name))),
    )
    expect({
      before,
      hasWords: bytes.includes('canary'),
      isSmall: statSync(file).size < 200_000,
      conversations: await handlers['conversation.listAll']({ shelf: 'bin' }),
      profiles: (await handlers['profile.list']({})).length,
      progress: test.events.filter(({ name }) => name === 'history.erasing').map(({ payload }) => payload),
    }).toEqual({
      before: [{ conversations: 2, messages: 4 }, true],
      hasWords: false,
      isSmall: true,
      conversations: [],
      profiles: 1,
      progress: [
        { done: 1, total: 2 },
        { done: 2, total: 2 },
      ],
    })
  })

  it.each([
    [true, ['history.db', 'history.db-shm', 'history.db-wal', 'history.lock', 'logs', 'start.json']],
    [
      false,
      [
        'backups',
        'history.before-5.db',
        'history.db',
        'history.db-shm',
        'history.db-wal',
        'history.lock',
        'logs',
        'start.json',
      ],
    ],
  ])('takes what was made of it along; with copies of the history: %s', async (withBackups, left) => {
    const { test, dataDir } = await createRoom()
    await test.engine.handlers['history.eraseAll']({ withBackups })
    expect(readdirSync(dataDir).sort()).toEqual(left)
  })
})
