// The cards of applications: of the simulator, and of an application that the test dictates.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppCard } from '#shared/app-card.ts'
import { createFailure } from '#shared/failure.ts'
import type { ProfileSettings } from '#shared/profile.ts'
import { withoutProxy } from '#core/adp/proxy.ts'
import { createAppCardSource, type FetchAppCard } from '#core/adp/cloud/app-card.ts'
import { systemClock } from '#core/clock.ts'
import { openMemoryStore } from '#core/store/open.ts'
import { startSimulator, type Simulator } from '../../simulator/index.ts'
import { powerlessCredential } from '../../simulator/cloud/credentials.ts'
import { createTestEngine, failureCode, settings, settle, type TestEngine } from './test-engine.ts'

const credentials = { secretId: 'AKIDcanary1234567890', secretKey: 'canary-secret-key-9' }
const dayMs = 24 * 60 * 60_000

function announced(test: TestEngine): unknown[] {
  return test.events.flatMap((event) => (event.name === 'appCard.changed' ? [event.payload.card] : []))
}

describe('the card of an application of the simulator', () => {
  let simulator: Simulator
  let onSimulator: ProfileSettings
  const fetchCard = createAppCardSource({ clock: systemClock, findProxy: withoutProxy })

  beforeAll(async () => {
    simulator = await startSimulator({ pace: 'instant' })
    onSimulator = { ...settings, site: 'custom', serviceUrl: simulator.url }
  })
  afterAll(() => simulator.close())

  function add(test: TestEngine, appKey: string) {
    return test.engine.handlers['profile.add']({
      settings: onSimulator,
      appKey,
      credentials: { ...simulator.credentials },
    })
  }

  it('is fetched when its profile gets credentials, and is there when the program starts without a network', async () => {
    const db = openMemoryStore()
    const test = createTestEngine({ db, fetchCard })
    const { id: profileId } = await add(test, simulator.demoAppKey)
    await expect.poll(() => announced(test)).toHaveLength(1)
    const offline = createTestEngine({ db })
    const cards = await offline.engine.handlers['appCard.list']({})
    expect([announced(test), cards.map(({ avatar, ...card }) => [card, avatar?.mediaType])]).toEqual([
      cards,
      [
        [
          {
            profileId,
            name: 'Demo assistant',
            description: 'the demo application',
            mode: 'standard',
            isRunning: true,
            greeting: 'Hello! I am the simulator. 您好，我是模拟器。',
            openingQuestions: ['/help', 'What can you do?', '怎样学会做饭？'],
            maxQuestionLength: 6000,
            models: [
              { name: 'lke-deepseek-v3', title: 'DeepSeek-V3', maxQuestionLength: 6000 },
              { name: 'lke-deepseek-r1', title: 'DeepSeek-R1', maxQuestionLength: 6000 },
              { name: 'hunyuan-turbo', title: '混元 Turbo', maxQuestionLength: 6000 },
            ],
            canSearchWeb: true,
            fetchedAt: 1_000_000,
          },
          'image/png',
        ],
      ],
    ])
  })

  it('is without a picture that is no picture, and without a limit that nobody tells', async () => {
    const test = createTestEngine({ fetchCard })
    const { id: profileId } = await add(test, simulator.appKeys.claw)
    const { name, mode, avatar, maxQuestionLength } = await test.engine.handlers['appCard.refresh']({
      profileId,
    })
    expect({ name, mode, avatar, maxQuestionLength }).toEqual({
      name: 'Claw assistant',
      mode: 'claw',
      avatar: undefined,
      maxQuestionLength: undefined,
    })
  })

  it.each([
    ['an AppKey that nobody knows', 'NobodysAppKey01', undefined, 'key-refused'],
    ['credentials that may do nothing', undefined, powerlessCredential, 'permission-missing'],
    ['no credentials', undefined, null, 'credentials-missing'],
  ])('is refused with %s, in words', async (_situation, appKey, other, code) => {
    const test = createTestEngine({ fetchCard })
    const { id: profileId } = await add(test, simulator.demoAppKey)
    await test.engine.handlers['profile.update']({
      profileId,
      settings: onSimulator,
      ...(appKey === undefined ? {} : { appKey }),
      ...(other === undefined ? {} : { credentials: other && { ...other } }),
    })
    expect(await failureCode(() => test.engine.handlers['appCard.refresh']({ profileId }))).toBe(code)
  })
})

/** An engine whose applications say what they are called, and how often they were asked. */
function openDesk(isReachable = true) {
  const asked: AbortSignal[] = []
  const state = { isReachable }
  const fetchCard: FetchAppCard = (_connection, signal) => {
    asked.push(signal)
    if (!state.isReachable) return Promise.resolve({ ok: false, failure: createFailure('unreachable') })
    const value = { name: `Application ${asked.length}`, openingQuestions: [], models: [] }
    return Promise.resolve({ ok: true, value })
  }
  const db = openMemoryStore()
  const test = createTestEngine({ db, fetchCard })
  const nameOf = async (): Promise<(string | undefined)[]> =>
    (await test.engine.handlers['appCard.list']({})).map(({ name }: AppCard) => name)
  return { db, test, asked, state, fetchCard, nameOf }
}

async function addWithCredentials(test: TestEngine) {
  const profile = await test.engine.handlers['profile.add']({ settings, appKey: 'app-key-1', credentials })
  await settle()
  return profile.id
}

describe('a card', () => {
  it('is fetched again when its profile is looked at after a day, and not before', async () => {
    const { test, asked, nameOf } = openDesk()
    const selectedProfileId = await addWithCredentials(test)
    const looked: number[] = []
    for (const waitMs of [0, dayMs - 1, 1]) {
      test.clock.advance(waitMs)
      await test.engine.handlers['settings.set']({ selectedProfileId })
      await settle()
      looked.push(asked.length)
    }
    expect([looked, await nameOf()]).toEqual([[1, 1, 2], ['Application 2']])
  })

  it('that cannot be had is tried again after an hour, and keeps nobody from asking', async () => {
    const { test, asked } = openDesk(false)
    await addWithCredentials(test)
    const id = await test.createConversation()
    const tries: number[] = []
    for (const waitMs of [0, 60 * 60_000]) {
      test.clock.advance(waitMs)
      const dictation = await test.ask(id)
      await dictation.breakOff()
      test.clock.advance(25)
      tries.push(asked.length)
    }
    expect([tries, announced(test)]).toEqual([[1, 2], []])
  })

  it('is fetched when the program starts with its profile selected', async () => {
    const { test, db, fetchCard, asked, state } = openDesk(false)
    await addWithCredentials(test)
    state.isReachable = true
    const later = createTestEngine({ db, fetchCard })
    await settle()
    expect([asked.length, announced(later)]).toMatchObject([2, [{ name: 'Application 2' }]])
  })

  it('stays when it cannot be fetched again', async () => {
    const { test, state, nameOf } = openDesk()
    const profileId = await addWithCredentials(test)
    state.isReachable = false
    const code = await failureCode(() => test.engine.handlers['appCard.refresh']({ profileId }))
    expect([code, await nameOf()]).toEqual(['unreachable', ['Application 1']])
  })

  it('is not asked for without credentials', async () => {
    const { test, asked } = openDesk()
    await test.addProfile()
    await test.ask(await test.createConversation())
    expect(asked).toEqual([])
  })

  it.each([
    [
      'stays when the profile gets another name',
      { settings: { ...settings, name: 'Play' } },
      ['Application 1'],
    ],
    ['is fetched anew for other credentials', { settings, credentials }, ['Application 2']],
    ['is another one for another AppKey', { settings, appKey: 'app-key-2' }, ['Application 2']],
    [
      'is another one on another site',
      { settings: { ...settings, site: 'international' as const } },
      ['Application 2'],
    ],
    ['goes with the credentials', { settings, credentials: null }, []],
  ])('%s', async (_situation, change, names) => {
    const { test, nameOf } = openDesk()
    const profileId = await addWithCredentials(test)
    await test.engine.handlers['profile.update']({ profileId, ...change })
    await settle()
    expect(await nameOf()).toEqual(names)
  })

  it('that is on its way when its profile is deleted is given up', async () => {
    const { test, nameOf } = openDesk()
    const profileId = await addWithCredentials(test)
    const refreshing = failureCode(() => test.engine.handlers['appCard.refresh']({ profileId }))
    await test.engine.handlers['profile.delete']({ profileId, history: 'delete' })
    expect([await refreshing, await nameOf(), announced(test).at(-1)]).toEqual(['cut-off', [], null])
  })

  it('of the demo is fetched with the credentials of the simulator, which a question does not have', async () => {
    const { test, nameOf } = openDesk()
    await test.engine.handlers['profile.addDemo']({})
    await settle()
    const { connection } = await test.ask(await test.createConversation())
    expect([await nameOf(), connection.credentials]).toEqual([['Application 1'], undefined])
  })
})
