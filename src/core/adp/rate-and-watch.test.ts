// With the simulator, which was written from the same documents by somebody else.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import { startSimulator, type Simulator } from '../../simulator/index.ts'
import { systemClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { createAdpClient, createSocketPool, type AdpClient, type AdpConnection, type Way } from './client.ts'
import { createListeningPace } from './listening-pace.ts'
import { withoutProxy } from './proxy.ts'
import { fold } from './test-fixtures.ts'

const never = new AbortController().signal
const shared = { clock: systemClock, log: silentLog, random: Math.random, findProxy: withoutProxy }
const pace = createListeningPace(systemClock)
const sockets = createSocketPool({ ...shared, pace })
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ pace: 'instant' })
})
afterAll(() => {
  sockets.close()
  return simulator.close()
})

function connect({ credentials, ...changes }: Partial<AdpConnection>): AdpClient {
  const connection: AdpConnection = {
    site: 'custom',
    serviceUrl: simulator.url,
    appKey: simulator.demoAppKey,
    visitorId: 'visitor-1',
    accessMethod: 'sse',
    protocolVersion: 'v2',
    ...(credentials === undefined ? {} : { credentials }),
    ...changes,
  }
  const report = { onAccepted: () => undefined, onSocketState: () => undefined }
  return createAdpClient(connection, report, { ...shared, pace, sockets })
}

function open(way: Way): AdpClient {
  return connect({ ...way, credentials: simulator.credentials })
}

async function ask(client: AdpClient, text: string) {
  const events: AnswerEvent[] = []
  const ways: Way[] = []
  const raw: string[] = []
  const conversationId = conversationIdSchema.parse(randomUUID())
  await client.ask(
    { requestId: randomUUID(), conversationId, text },
    (batch) => events.push(...batch),
    never,
    { onWay: (way) => ways.push(way), onRaw: (event) => raw.push(event.text) },
  )
  return { message: fold(events), ways, raw: raw.join('\n') }
}

describe.each([
  { accessMethod: 'sse', protocolVersion: 'v1' },
  { accessMethod: 'sse', protocolVersion: 'v2' },
  { accessMethod: 'websocket', protocolVersion: 'v1' },
  { accessMethod: 'websocket', protocolVersion: 'v2' },
] as const)('over $accessMethod in $protocolVersion', (way) => {
  it('an answer tells which way it came and what was sent, without the key that stands in it', async () => {
    const { message, ways, raw } = await ask(open(way), `/say Open ${simulator.demoAppKey} at nine`)
    expect({
      status: message.status,
      ways,
      hasWords: raw.includes('[hidden] at nine'),
      hasKey: raw.includes(simulator.demoAppKey),
    }).toEqual({ status: 'complete', ways: [way], hasWords: true, hasKey: false })
  })

  it('an answer can be rated, and the rating taken back', async () => {
    const client = open(way)
    const { message } = await ask(client, '/say Nine')
    const recordId = message.remote.recordId ?? ''
    const bad = { score: 'bad', reasons: ['Outdated'], comment: 'Ten.' } as const
    expect([
      await client.rate(recordId, { ...bad, reasons: [...bad.reasons] }, never),
      await client.rate(recordId, null, never),
    ]).toEqual([
      { ok: true, value: undefined },
      { ok: true, value: undefined },
    ])
  })
})

it('without credentials nothing is rated', async () => {
  const rated = await connect({}).rate('record', null, never)
  expect(rated.ok ? 'taken' : rated.failure.code).toBe('rating-needs-credentials')
})
