import { describe, expect, it } from 'vitest'
import type { CallInput } from '#shared/contract/contract.ts'
import { createFailure } from '#shared/failure.ts'
import type { ProfileId } from '#shared/ids.ts'
import { openMemoryStore } from '#core/store/open.ts'
import { createTestEngine, settings, type TestEngine } from './test-engine.ts'

const sse = { accessMethod: 'sse', protocolVersion: 'v2' } as const
const socket = { accessMethod: 'websocket', protocolVersion: 'v2' } as const
const unreachable = createFailure('unreachable')

async function openDesk(db = openMemoryStore()) {
  const test = createTestEngine({ db })
  const [profile = await test.addProfile()] = await test.engine.handlers['profile.list']({})
  return { test, db, profileId: profile.id, id: await test.createConversation() }
}

function announced(test: TestEngine): unknown[] {
  return test.events.flatMap(({ name, payload }) =>
    name === 'connection.changed' ? [payload.connection] : [],
  )
}

function status(profileId: ProfileId, change: object): unknown {
  return { profileId, way: null, socket: 'closed', failure: null, ...change }
}

describe('the way that works', () => {
  it('is told, remembered over the end of the program, and given to the next question', async () => {
    const { test, db, profileId, id } = await openDesk()
    const dictation = await test.ask(id)
    dictation.report.onAccepted(socket, undefined)
    dictation.report.onAccepted(socket, undefined)
    const later = createTestEngine({ db })
    const next = await later.ask(await later.createConversation())
    expect([
      announced(test),
      await later.engine.handlers['connection.list']({}),
      next.connection.known,
    ]).toEqual([
      [status(profileId, { way: socket })],
      [status(profileId, { way: socket })],
      { way: socket, at: 1_000_000 },
    ])
  })

  it('is told with the reason when HTTP SSE stands in for a WebSocket, as long as it does', async () => {
    const { test, profileId, id } = await openDesk()
    const { report: access } = await test.ask(id)
    access.onAccepted(sse, unreachable)
    access.onAccepted(sse, undefined)
    access.onAccepted(socket, undefined)
    expect(announced(test)).toEqual([
      status(profileId, { way: sse, failure: unreachable }),
      status(profileId, { way: socket }),
    ])
  })

  it.each<[string, Omit<CallInput<'profile.update'>, 'profileId'>]>([
    ['another protocol version', { settings: { ...settings, protocolVersion: 'v1' } }],
    ['another access method', { settings: { ...settings, accessMethod: 'sse' } }],
    ['another site', { settings: { ...settings, site: 'international' } }],
    ['another address', { settings: { ...settings, serviceUrl: 'https://adp.example.com' } }],
    ['a token endpoint', { settings: { ...settings, tokenEndpointUrl: 'https://tokens.example.com' } }],
    ['another visitor', { settings: { ...settings, visitorId: 'visitor-2' } }],
    ['an AppKey', { settings, appKey: 'another-app-key-1234' }],
    ['credentials', { settings, credentials: { secretId: 'AKID', secretKey: 'secret' } }],
    ['credentials that are gone', { settings, credentials: null }],
  ])('is forgotten when the profile gets %s', async (_situation, change) => {
    const { test, db, profileId, id } = await openDesk()
    const { report: access } = await test.ask(id)
    access.onAccepted(sse, unreachable)
    await test.engine.handlers['profile.update']({ profileId, ...change })
    const later = createTestEngine({ db })
    expect([
      await test.engine.handlers['connection.list']({}),
      await later.engine.handlers['connection.list']({}),
      announced(test).at(-1),
    ]).toEqual([[], [], status(profileId, {})])
  })

  it('stays known when the profile gets another name, colour, note or default', async () => {
    const { test, profileId, id } = await openDesk()
    const { report: access } = await test.ask(id)
    access.onAccepted(socket, undefined)
    access.onSocketState({ type: 'open' }, 'v2')
    const told = announced(test).length
    await test.engine.handlers['profile.update']({
      profileId,
      settings: {
        ...settings,
        name: 'Play',
        color: 'rose',
        note: 'For the weekend',
        requestDefaults: { webSearch: 'on' },
      },
    })
    access.onSocketState({ type: 'connecting' }, 'v2')
    expect([await test.engine.handlers['connection.list']({}), announced(test).length - told]).toEqual([
      [status(profileId, { way: socket, socket: 'connecting' })],
      1,
    ])
  })

  it('is not what was found out with the settings of before', async () => {
    const { test, profileId, id } = await openDesk()
    const { report: access } = await test.ask(id)
    await test.engine.handlers['profile.update']({
      profileId,
      settings: { ...settings, visitorId: 'visitor-2' },
    })
    test.events.length = 0
    access.onAccepted(sse, unreachable)
    access.onSocketState({ type: 'open' }, 'v2')
    expect([await test.engine.handlers['connection.list']({}), announced(test)]).toEqual([[], []])
  })
})

it('a state that is told again is not news', async () => {
  const { test, id } = await openDesk()
  const { report: access } = await test.ask(id)
  const open = { type: 'open' } as const
  access.onSocketState(open, 'v2')
  access.onSocketState(open, 'v2')
  expect(announced(test)).toHaveLength(1)
})

it('the WebSocket of the generation that works is the one that counts', async () => {
  const { test, profileId, id } = await openDesk()
  const { report: access } = await test.ask(id)
  access.onSocketState({ type: 'open' }, 'v2')
  access.onSocketState({ type: 'open' }, 'v1')
  const way = { accessMethod: 'websocket', protocolVersion: 'v1' } as const
  access.onAccepted(way, undefined)
  access.onSocketState({ type: 'closed' }, 'v2')
  expect(announced(test).at(-1)).toEqual(status(profileId, { way, socket: 'open' }))
})

it('the state of a WebSocket is told as it changes', async () => {
  const { test, profileId, id } = await openDesk()
  const { report: access } = await test.ask(id)
  access.onSocketState({ type: 'connecting' }, 'v2')
  access.onSocketState({ type: 'open' }, 'v2')
  access.onSocketState({ type: 'waiting', failure: unreachable }, 'v2')
  access.onSocketState({ type: 'closed' }, 'v2')
  expect(announced(test)).toEqual([
    status(profileId, { socket: 'connecting' }),
    status(profileId, { socket: 'open' }),
    status(profileId, { socket: 'waiting', failure: unreachable }),
    status(profileId, {}),
  ])
})

it('a page that says that the network is back wakes the connections', async () => {
  const { test } = await openDesk()
  await test.engine.handlers['connection.wake']({})
  expect(test.wakes).toBe(1)
})
