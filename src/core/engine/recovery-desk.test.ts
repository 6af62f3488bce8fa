import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { exchangeHistory, findUnfinishedFile, nameDamagedFolder } from '#core/store/exchange.ts'
import { fillHistory } from '#core/store/faults/test-damage.ts'
import { lockFolder } from '#core/store/lock.ts'
import { closeStore, openStore } from '#core/store/open.ts'
import { insertProfile, listProfiles } from '#core/store/profiles.ts'
import { createProfile } from '#core/store/test-rows.ts'
import { createFolder, openGoodStore } from '#core/store/test-store.ts'
import type { RunningEngine } from './running-engine.ts'
import { startEngine } from './start-engine.ts'
import { failureCode } from './test-engine.ts'
import { createStartOptions } from './test-start-options.ts'

async function start(dataDir: string): Promise<{ engine: RunningEngine; events: BridgeEvent[] }> {
  const engine = await startEngine({ ...createStartOptions(dataDir), openDemo: false })
  onTestFinished(() => engine.close())
  const events: BridgeEvent[] = []
  engine.subscribe((event) => events.push(event))
  return { engine, events }
}

/** A folder whose history has lost its first page. */
function createDamagedFolder(): { dataDir: string; file: string; bytes: Buffer } {
  const dataDir = createFolder()
  const file = join(dataDir, 'history.db')
  fillHistory(file)
  const bytes = readFileSync(file).fill(0xee, 0, 4096)
  writeFileSync(file, bytes)
  return { dataDir, file, bytes }
}

describe('recovering a history that cannot be opened', () => {
  it('opens what could be read, tells what that was, and keeps the damaged file', async () => {
    const { dataDir, bytes } = createDamagedFolder()
    const { engine, events } = await start(dataDir)
    const before = await engine.handlers['app.describe']({})

    await engine.handlers['recovery.start']({})

    const { recovery, isRecoveryNews } = await engine.handlers['integrity.describe']({})
    const kept = join(recovery?.damagedFolder ?? '', 'history.db')
    expect({
      problem: before.problem?.type,
      after: (await engine.handlers['app.describe']({})).problem,
      recovery,
      isRecoveryNews,
      isKept: readFileSync(kept).equals(bytes),
      names: readdirSync(dataDir).filter((name) => name.includes('recover')),
      listed: (await engine.handlers['conversation.listAll']({})).length,
      events: [...new Set(events.map(({ name }) => name))],
    }).toEqual({
      problem: 'history-unreadable',
      after: null,
      recovery: {
        recoveredAt: expect.any(Number) as number,
        damagedFolder: expect.stringContaining(join(dataDir, 'damaged')) as string,
        profiles: 1,
        conversations: 12,
        whole: 192,
        damaged: 0,
        lost: 0,
      },
      isRecoveryNews: true,
      isKept: true,
      names: [],
      listed: 12,
      events: ['integrity.progressed', 'program.reopened'],
    })
  })

  it('changes nothing when there is nothing of a history in the file', async () => {
    const dataDir = createFolder()
    const file = join(dataDir, 'history.db')
    writeFileSync(file, 'This was my thesis. '.repeat(1000))
    const { engine } = await start(dataDir)

    const code = await failureCode(() => engine.handlers['recovery.start']({}))

    expect([
      code,
      readFileSync(file, 'utf8').startsWith('This was my thesis.'),
      existsSync(join(dataDir, 'damaged')),
    ]).toEqual(['nothing-recovered', true, false])
  })

  it('changes nothing when another program has the folder', async () => {
    const { dataDir, file, bytes } = createDamagedFolder()
    const { engine } = await start(dataDir)
    const lock = lockFolder(file)

    const code = await failureCode(() => engine.handlers['recovery.start']({}))

    lock.close()
    expect([code, readFileSync(file).equals(bytes)]).toEqual(['recovery-failed', true])
  })

  it('or beginning with an empty one keeps it as well', async () => {
    const { dataDir, bytes } = createDamagedFolder()
    const { engine } = await start(dataDir)

    await engine.handlers['recovery.startEmpty']({})

    const [folder = ''] = readdirSync(join(dataDir, 'damaged'))
    expect([
      (await engine.handlers['app.describe']({})).problem,
      await engine.handlers['profile.list']({}),
      readFileSync(join(dataDir, 'damaged', folder, 'history.db')).equals(bytes),
    ]).toEqual([null, [], true])
  })

  it('works for a history that is open, too', async () => {
    const dataDir = createFolder()
    fillHistory(join(dataDir, 'history.db'))
    const { engine } = await start(dataDir)

    await engine.handlers['recovery.start']({})

    expect((await engine.handlers['integrity.describe']({})).recovery).toMatchObject({ whole: 192, lost: 0 })
  })
})

describe('an exchange that was broken off', () => {
  /** Both files, the new one complete; what is moved by hand stands for how far the exchange had come. */
  function prepare() {
    const folder = createFolder()
    const file = join(folder, 'history.db')
    fillHistory(file)
    writeFileSync(`${file}-wal`, 'old log')
    const other = join(createFolder(), 'history.db')
    const db = openGoodStore(other)
    const profile = createProfile({ name: 'New' })
    insertProfile(db, profile)
    closeStore(db)
    copyFileSync(other, findUnfinishedFile(file))
    return { folder, file, damaged: nameDamagedFolder(file, 0) }
  }

  function namesIn(file: string): string[] {
    const opened = openStore(file)
    if (!opened.ok) return [opened.problem.type]
    try {
      return listProfiles(opened.db).map(({ name }) => name)
    } finally {
      closeStore(opened.db)
    }
  }

  it.each([
    ['after the damaged database was moved', ['']],
    ['after its log was moved as well', ['', '-wal']],
  ])('%s goes on at the next start', (_moment, moved) => {
    const { folder, file, damaged } = prepare()
    renameSync(findUnfinishedFile(file), join(folder, 'history.recovered.db'))
    mkdirSync(damaged, { recursive: true })
    for (const suffix of moved) renameSync(file + suffix, join(damaged, `history.db${suffix}`))

    expect([namesIn(file), readFileSync(join(damaged, 'history.db-wal'), 'utf8')]).toEqual([
      ['New'],
      'old log',
    ])
  })

  it('before anything was moved leaves the history as it is', () => {
    const { folder, file } = prepare()
    renameSync(findUnfinishedFile(file), join(folder, 'history.recovered.db'))
    expect(namesIn(file)).toEqual(['Shop assistant'])
  })

  it('is not needed when all of it was done', () => {
    const { file, damaged } = prepare()
    exchangeHistory(file, damaged)
    expect([namesIn(file), readdirSync(damaged).sort(), dirname(damaged)]).toEqual([
      ['New'],
      ['history.db', 'history.db-wal'],
      join(dirname(file), 'damaged'),
    ])
  })
})
