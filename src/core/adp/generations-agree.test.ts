// Every scenario of the simulator, spoken by both generations, whole and in pieces, over both transports: it has to fold to
// the same conversation. Neither the simulator nor the client knows how the other one spells.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import { startSimulator, type Simulator } from '../../simulator/index.ts'
import { scenarios } from '../../simulator/scenario-list.ts'
import type { Scenario } from '../../simulator/scenario.ts'
import { systemClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import type { Channel, Generation } from './channel.ts'
import { createSocketPool, type AdpConnection, type SocketPool } from './client.ts'
import { findSseEndpoint } from './endpoints.ts'
import { followTurn } from './follow-turn.ts'
import { createListeningPace } from './listening-pace.ts'
import { createSseChannel } from './sse-channel.ts'
import { fold } from './test-fixtures.ts'
import { meaningOf } from './test-meaning.ts'
import { createV1 } from './v1/generation.ts'
import { createV2 } from './v2/generation.ts'
import { withoutProxy } from './proxy.ts'

let simulator: Simulator
const pace = createListeningPace(systemClock)
let sockets: SocketPool

beforeAll(async () => {
  simulator = await startSimulator({ pace: 'instant' })
  sockets = createSocketPool({
    clock: systemClock,
    log: silentLog,
    random: Math.random,
    pace,
    findProxy: withoutProxy,
  })
})
afterAll(async () => {
  sockets.close()
  await simulator.close()
})

interface Variant {
  readonly generation: Generation
  readonly mode: 'whole' | 'pieces'
  readonly transport: 'sse' | 'socket'
}

const variants: readonly Variant[] = (['whole', 'pieces'] as const).flatMap((mode) =>
  [createV1, createV2].flatMap((create) =>
    (['sse', 'socket'] as const).map((transport) => ({
      generation: create({ isIncremental: mode === 'pieces' }),
      mode,
      transport,
    })),
  ),
)

function titleOf({ generation, mode, transport }: Variant): string {
  return `${generation.version} ${mode} ${transport}`
}

/** Where the scenario has a meaning. */
function variantsOf({ generations, transports, modes }: Scenario): readonly Variant[] {
  return variants.filter(
    ({ generation, mode, transport }) =>
      (generations?.includes(generation.version) ?? true) &&
      (transports?.includes(transport) ?? true) &&
      (modes?.includes(mode) ?? true),
  )
}

/** What to ask where the default would take long. */
const arguments_: Readonly<Record<string, string>> = {
  '/big-line': '/big-line 1',
  '/load': '/load 200 1',
  '/long': '/long 3000',
  '/with': '/with comments,nulls /think',
}

/** `visitorId`: who asks; a visitor of its own has a connection of its own. */
async function ask(
  text: string,
  { generation, transport }: Variant,
  visitorId: string = randomUUID(),
): Promise<AnswerEvent[]> {
  const connection: AdpConnection = {
    site: 'custom',
    serviceUrl: simulator.url,
    appKey: simulator.demoAppKey,
    visitorId,
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
  }
  const question = {
    requestId: randomUUID(),
    conversationId: conversationIdSchema.parse(randomUUID()),
    text,
  }
  const events: AnswerEvent[] = []
  const { end } = await followTurn({
    channel: transport === 'sse' ? createSse() : createSocket(),
    decoder: generation.createDecoder(question),
    silenceMs: generation.silenceMs,
    clock: systemClock,
    signal: new AbortController().signal,
    onEvents: (batch) => events.push(...batch),
  })
  return [...events, end]

  function createSse(): Channel {
    const endpoint = findSseEndpoint(connection, generation.ssePath)
    if (!endpoint.ok) throw new Error('The simulator has an address.')
    const body = generation.encodeQuestion(question, connection)
    return createSseChannel({ url: endpoint.url, body, clock: systemClock, pace, findProxy: withoutProxy })
  }

  function createSocket(): Channel {
    return sockets.createChannel({
      connection,
      generation,
      question,
      fetchToken: () =>
        Promise.resolve({ ok: true, value: simulator.issueToken(connection.appKey, connection.visitorId) }),
      onState: () => undefined,
    })
  }
}

describe.concurrent('every way folds to the same conversation', () => {
  const finite = scenarios.filter(({ isEndless }) => !isEndless)

  it.for(finite)('$command', async (scenario, { expect }) => {
    const text = arguments_[scenario.command] ?? scenario.command
    const meanings = await Promise.all(
      variantsOf(scenario).map(async (variant) => [
        titleOf(variant),
        meaningOf(fold(await ask(text, variant))),
      ]),
    )
    const [first] = meanings
    expect(meanings).toEqual(meanings.map(([title]) => [title, first?.[1]]))
  })
})

describe('many turns at once on one connection', () => {
  const questions = [
    '/say 你好 👋',
    '/think',
    '/tools',
    '/refs',
    '/two',
    '/interleaved',
    '/options',
    '/chart',
    '/error 460032',
    '/long 2000',
    '/evil',
  ].flatMap((text) => [text, text, text])

  it.for(
    variants
      .filter(({ transport }) => transport === 'socket')
      .map((variant) => [titleOf(variant), variant] as const),
  )('fold to the same as each on its own: %s', async ([, variant], { expect }) => {
    const visitorId = randomUUID()
    const opened = simulator.sockets.opened
    const together = await Promise.all(questions.map((text) => ask(text, variant, visitorId)))
    const connections = simulator.sockets.opened - opened
    const alone = await Promise.all(questions.map((text) => ask(text, variant)))
    expect([together.map(fold).map(meaningOf), connections]).toEqual([alone.map(fold).map(meaningOf), 1])
  })

  it('whose messages do not tell whose they are lose nothing, and get connections of their own', async () => {
    const variant = {
      generation: createV2({ isIncremental: true }),
      mode: 'pieces',
      transport: 'socket',
    } as const
    const visitorId = randomUUID()
    const hidden = questions.map((text) => `/with opaque-ids ${text}`)
    const first = await Promise.all(hidden.map((text) => ask(text, variant, visitorId)))
    const opened = simulator.sockets.opened
    const second = await Promise.all(hidden.slice(0, 6).map((text) => ask(text, variant, visitorId)))
    const connections = simulator.sockets.opened - opened
    const alone = await Promise.all(hidden.map((text) => ask(text, variant)))
    const meanings = alone.map(fold).map(meaningOf)
    expect([first.map(fold).map(meaningOf), second.map(fold).map(meaningOf), connections]).toEqual([
      meanings,
      meanings.slice(0, 6),
      5,
    ])
  })
})

it('no scenario is left out that has a meaning in several ways', () => {
  const alone = scenarios.filter((scenario) => !scenario.isEndless && variantsOf(scenario).length < 2)
  expect(alone.map(({ command }) => command)).toEqual([])
})
