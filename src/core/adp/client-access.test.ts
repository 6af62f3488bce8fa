// The client with the simulator over every way that a profile can choose, and over those that it leaves to the program.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import type { Failure } from '#shared/failure.ts'
import { conversationIdSchema, type ConversationId } from '#shared/ids.ts'
import type { RequestDefaults } from '#shared/profile.ts'
import { powerlessCredential } from '../../simulator/cloud/credentials.ts'
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.ts'
import { systemClock, type Clock } from '../clock.ts'
import { silentLog } from '../log.ts'
import {
  createAdpClient,
  createSocketPool,
  type AdpClient,
  type AdpConnection,
  type SocketPool,
  type SocketState,
  type Way,
} from './client.ts'
import { createListeningPace } from './listening-pace.ts'
import { fold } from './test-fixtures.ts'
import { meaningOf } from './test-meaning.ts'
import { withoutProxy } from './proxy.ts'

const never = new AbortController().signal
let simulator: Simulator
const pace = createListeningPace(systemClock)
let sockets: SocketPool
/** What the client has reported. */
let accepted: [string, string | undefined][]
let states: SocketState['type'][]

async function start(options: SimulatorOptions = {}): Promise<void> {
  await simulator?.close()
  simulator = await startSimulator({ pace: 'instant', ...options })
}

beforeEach(async () => {
  accepted = []
  states = []
  sockets = createSocketPool({
    clock: systemClock,
    log: silentLog,
    random: () => 0,
    pace,
    findProxy: withoutProxy,
  })
  await start()
})
afterEach(async () => {
  sockets.close()
  await simulator.close()
})

function connect(change: Partial<AdpConnection> = {}, clock: Clock = systemClock): AdpClient {
  return connectByKey({ credentials: { ...simulator.credentials }, ...change }, clock)
}

/** The same connection with its AppKey alone. */
function connectByKey(change: Partial<AdpConnection> = {}, clock: Clock = systemClock): AdpClient {
  const connection: AdpConnection = {
    site: 'custom',
    serviceUrl: simulator.url,
    appKey: simulator.demoAppKey,
    visitorId: 'visitor-1',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    ...change,
  }
  const report = {
    onAccepted: (way: Way, instead: Failure | undefined) =>
      accepted.push([`${way.accessMethod} ${way.protocolVersion}`, instead?.code]),
    onSocketState: ({ type }: SocketState) => states.push(type),
  }
  return createAdpClient(connection, report, {
    clock,
    log: silentLog,
    random: () => 0,
    pace,
    findProxy: withoutProxy,
    sockets,
  })
}

function newConversation(): ConversationId {
  return conversationIdSchema.parse(randomUUID())
}

async function ask(
  client: AdpClient,
  text: string,
  signal: AbortSignal = never,
  conversationId = newConversation(),
) {
  const events: AnswerEvent[] = []
  const question = { requestId: randomUUID(), conversationId, text }
  await client.ask(question, (batch) => events.push(...batch), signal)
  return events
}

function endOf(events: readonly AnswerEvent[]): unknown {
  const end = events.at(-1)
  return end?.type === 'answer-end' ? [end.status, end.failure?.code] : end
}

const options: RequestDefaults = {
  systemRole: 'You are terse.',
  model: 'lke-deepseek-v3',
  webSearch: 'off',
  workflow: 'on',
  streamingThrottle: 50,
  customVariables: [
    { name: 'UserID', value: '1' },
    { name: 'UserID', value: '10220022' },
    { name: '__proto__', value: '{"scope":"a|b"}' },
  ],
}
const variables = JSON.parse('{"UserID":"10220022","__proto__":"{\\"scope\\":\\"a|b\\"}"}') as unknown
const optionsOfV1 = {
  system_role: 'You are terse.',
  model_name: 'lke-deepseek-v3',
  search_network: 'disable',
  workflow_status: 'enable',
  streaming_throttle: 50,
  custom_variables: variables,
}
const optionsOfV2 = {
  SystemRole: 'You are terse.',
  ModelName: 'lke-deepseek-v3',
  SearchNetwork: 'disable',
  WorkflowStatus: 'enable',
  StreamingThrottle: 50,
  Contents: [{ Type: 'custom_variables', CustomVariables: variables }],
}

/** What of a question is there only when its options say so. */
function optionsIn(body: unknown): object {
  // Safe: the simulator has read it as a question.
  const { Contents, ...members } = body as Record<string, unknown> & { Contents?: readonly unknown[] }
  const names = [...Object.keys(optionsOfV1), ...Object.keys(optionsOfV2)]
  const found = Object.entries(members).filter(([name]) => names.includes(name))
  const rest = Contents?.slice(1) ?? []
  return { ...Object.fromEntries(found), ...(rest.length === 0 ? {} : { Contents: rest }) }
}

const ways = [
  ['websocket', 'v1', '/v1/qbot/chat/conn/'],
  ['websocket', 'v2', '/adp/v2/chat/conn/'],
  ['sse', 'v1', '/v1/qbot/chat/sse'],
  ['sse', 'v2', '/adp/v2/chat'],
] as const

describe.each(ways)('%s in %s', (accessMethod, protocolVersion, path) => {
  const choice = { accessMethod, protocolVersion }

  it('gets an answer, and says which way it took', async () => {
    const events = await ask(connect(choice), '/say Grüße, 世界 👋🏽')
    expect([
      meaningOf(fold(events)),
      simulator.requests.map((request) => request.path),
      accepted,
    ]).toMatchObject([
      { status: 'complete', texts: [{ text: 'Grüße, 世界 👋🏽' }] },
      [path],
      [[`${accessMethod} ${protocolVersion}`, undefined]],
    ])
  })

  it('carries the options of a question, and leaves out those that there are not', async () => {
    const client = connect(choice)
    const conversationId = newConversation()
    const asked = { requestId: randomUUID(), conversationId, text: '/say Yes', options }
    await client.ask(asked, () => undefined, never)
    await ask(client, '/say Yes')
    expect(simulator.requests.map(({ body, status }) => [status, optionsIn(body)])).toEqual([
      ['answered', protocolVersion === 'v1' ? optionsOfV1 : optionsOfV2],
      ['answered', protocolVersion === 'v1' ? { streaming_throttle: 10 } : {}],
    ])
  })

  it('answers forty conversations at once, each with its own words', async () => {
    const client = connect(choice)
    const words = Array.from({ length: 40 }, (_, index) => `第 ${index} answer`)
    const answers = await Promise.all(words.map((text) => ask(client, `/say ${text}`)))
    expect(answers.map((events) => meaningOf(fold(events)))).toMatchObject(
      words.map((text) => ({ status: 'complete', texts: [{ text }] })),
    )
  })

  it('stops the answer at the service, and keeps what was said', async () => {
    const stop = new AbortController()
    const events: AnswerEvent[] = []
    const question = { requestId: randomUUID(), conversationId: newConversation(), text: '/slow 20' }
    const onEvents = (batch: readonly AnswerEvent[]): void => {
      events.push(...batch)
      if (batch.some(({ type }) => type === 'text-delta')) stop.abort()
    }
    await connect(choice).ask(question, onEvents, stop.signal)
    await expect.poll(() => simulator.requests.map(({ status }) => status)).not.toContain('answering')
    const { parts } = fold(events)
    expect([endOf(events), parts.some((part) => part.type === 'text' && part.text !== '')]).toEqual([
      ['stopped', undefined],
      true,
    ])
  })

  it('gets the rest of an answer that broke off from the record of the service', async () => {
    const client = connect(choice)
    const conversationId = newConversation()
    const broken = fold(await ask(client, '/drop', never, conversationId))
    const known = { way: { accessMethod, protocolVersion }, at: 0 }
    await expect
      .poll(
        async () =>
          (
            await connect({ ...choice, known }).recall({ conversationId, remote: broken.remote }, never)
          )?.parts
            .flatMap((part) => (part.type === 'text' ? [part.text] : []))
            .join(''),
        { timeout: 10_000 },
      )
      .toContain('went dead')
    expect(broken.status).toBe('interrupted')
  })

  it.each([
    ['SimDeletedApp03', 'failed', 'application-unavailable'],
    ['SimDraftApp04', 'failed', 'application-unavailable'],
  ])('says of the application %s that it is not available', async (appKey, status, code) => {
    expect(endOf(await ask(connect({ ...choice, appKey }), 'Hi'))).toEqual([status, code])
  })
})

describe('a way that is left to the program', () => {
  it.each<[string, SimulatorOptions, () => AdpClient, string, string | undefined]>([
    ['with credentials is a WebSocket in v2', {}, () => connect(), 'websocket v2', undefined],
    ['with an AppKey alone is HTTP SSE in v2', {}, () => connectByKey(), 'sse v2', undefined],
    ['of a service without v2 is v1', { without: ['v2'] }, () => connectByKey(), 'sse v1', undefined],
    [
      'of a service without v2 is v1, on a WebSocket too',
      { without: ['v2'] },
      () => connect(),
      'websocket v1',
      undefined,
    ],
    [
      'of a service without WebSockets is HTTP SSE',
      { without: ['socket'] },
      () => connect(),
      'sse v2',
      'not-adp',
    ],
    [
      'of a service with HTTP SSE in v1 alone is that',
      { without: ['socket', 'v2'] },
      () => connect(),
      'sse v1',
      'not-adp',
    ],
    [
      'of an application of the first generation is v1',
      {},
      () => connect({ appKey: 'SimFirstGenOnly08' }),
      'websocket v1',
      undefined,
    ],
    [
      'of an application of the first generation is v1, over HTTP SSE too',
      {},
      () => connectByKey({ appKey: 'SimFirstGenOnly08' }),
      'sse v1',
      undefined,
    ],
    ['of a Claw application is v2', {}, () => connect({ appKey: 'SimClawApp07' }), 'websocket v2', undefined],
    [
      'of a Claw application is v2, though v1 had been known',
      {},
      () =>
        connect({
          appKey: 'SimClawApp07',
          known: { way: { accessMethod: 'websocket', protocolVersion: 'v1' }, at: Date.now() },
        }),
      'websocket v2',
      undefined,
    ],
    [
      'with a SecretKey that is wrong is HTTP SSE',
      {},
      () => connect({ credentials: { ...simulator.credentials, secretKey: 'wrong' } }),
      'sse v2',
      'credentials-refused',
    ],
    [
      'whose tokens are refused is HTTP SSE',
      {},
      () => connect({ appKey: 'SimRejectsToken' }),
      'sse v2',
      'token-refused',
    ],
    [
      'whose tokens are refused by 44 is HTTP SSE',
      {},
      () => connect({ appKey: 'SimRefuses44' }),
      'sse v2',
      'token-refused',
    ],
    [
      'whose WebSocket is closed at once is HTTP SSE',
      {},
      () => connect({ appKey: 'SimLeavesBy1' }),
      'sse v2',
      'cut-off',
    ],
    [
      'with a token endpoint is a WebSocket',
      {},
      () => connectByKey({ tokenEndpointUrl: `${simulator.url}/token/${simulator.demoAppKey}` }),
      'websocket v2',
      undefined,
    ],
    [
      'with a token endpoint that gives a page is HTTP SSE',
      {},
      () => connectByKey({ tokenEndpointUrl: `${simulator.url}/token/${simulator.demoAppKey}?form=html` }),
      'sse v2',
      'token-endpoint-failed',
    ],
    [
      'with a token endpoint that gives used tokens is HTTP SSE',
      {},
      () => connectByKey({ tokenEndpointUrl: `${simulator.url}/token/${simulator.demoAppKey}?form=used` }),
      'sse v2',
      'token-refused',
    ],
  ])('%s', async (_title, options, open, way, instead) => {
    await start(options)
    const events = await ask(open(), '/say Hello')
    expect([endOf(events), accepted]).toEqual([['complete', undefined], [[way, instead]]])
  })
})

describe('a WebSocket that the person chose', () => {
  const chosen = { accessMethod: 'websocket', protocolVersion: 'v2' } as const

  it.each<[string, () => AdpClient, string]>([
    ['without credentials', () => connectByKey(chosen), 'credentials-missing'],
    [
      'with a wrong SecretId',
      () => connect({ ...chosen, credentials: { secretId: 'AKIDnobody', secretKey: 'x' } }),
      'credentials-refused',
    ],
    [
      'with credentials that may do nothing',
      () => connect({ ...chosen, credentials: powerlessCredential }),
      'permission-missing',
    ],
    ['whose tokens are refused', () => connect({ ...chosen, appKey: 'SimRejectsToken' }), 'token-refused'],
    ['with an AppKey that is unknown', () => connect({ ...chosen, appKey: 'NoSuchAppKey99' }), 'key-refused'],
  ])('%s fails and says why', async (_title, open, code) => {
    expect(endOf(await ask(open(), 'Hi'))).toEqual(['failed', code])
  })

  it('by somebody whose clock is ten minutes ahead fails and says by how much', async () => {
    const ahead: Clock = { ...systemClock, now: () => Date.now() + 600_000 }
    const events = await ask(connect(chosen, ahead), 'Hi')
    const end = events.at(-1)
    const failure = end?.type === 'answer-end' ? end.failure : undefined
    expect([failure?.code, Math.round((failure?.detail?.clockAheadMs ?? 0) / 60_000)]).toEqual([
      'clock-wrong',
      10,
    ])
  })

  it('is opened once for many questions, with one token, from the action of its generation', async () => {
    const client = connect({ ...chosen, protocolVersion: 'automatic' })
    await Promise.all(['/say One', '/think', '/tools'].map((text) => ask(client, text)))
    await ask(connect({ ...chosen, protocolVersion: 'v1' }), '/say One')
    expect([simulator.sockets.accepted, simulator.cloudCalls.map(({ action }) => action), states]).toEqual([
      2,
      ['CreateWebSocketToken', 'GetWsToken'],
      ['connecting', 'open', 'connecting', 'open'],
    ])
  })
})

it('whoever asks on a WebSocket that is open already is told so', async () => {
  await ask(connect({ accessMethod: 'websocket' }), '/say One')
  states.length = 0
  await ask(connect({ accessMethod: 'websocket' }), '/say Two')
  expect([simulator.sockets.accepted, states]).toEqual([1, ['open']])
})

describe('a service that is too busy', () => {
  it('is asked again until it answers', async () => {
    const events = await ask(connectByKey({ appKey: 'SimOverloaded09' }), '/say Hello')
    const waits = events.filter(({ type }) => type === 'answer-wait')
    expect([waits.length, endOf(events), meaningOf(fold(events))]).toMatchObject([
      2,
      ['complete', undefined],
      { status: 'complete', texts: [{ text: 'Hello' }] },
    ])
  })

  it('is not asked again after it has begun to answer', async () => {
    const events = await ask(connectByKey(), '/error-mid 460011')
    expect([endOf(events), simulator.requests.length]).toEqual([['failed', 'busy'], 1])
  })
})

it('a connection that breaks interrupts its answers with their text, and is back for the next question', async () => {
  const client = connect({ accessMethod: 'websocket' })
  const events: AnswerEvent[] = []
  const question = { requestId: randomUUID(), conversationId: newConversation(), text: '/stall 30' }
  const asked = client.ask(question, (batch) => events.push(...batch), never)
  await expect.poll(() => events.some(({ type }) => type === 'text-delta' || type === 'text-set')).toBe(true)
  simulator.dropSockets()
  await asked
  const broken = fold(events)
  const next = await ask(client, '/say Back')
  expect([
    broken.status,
    broken.failure?.code,
    broken.parts.some(({ type }) => type === 'text'),
    endOf(next),
  ]).toEqual(['interrupted', 'cut-off', true, ['complete', undefined]])
})
