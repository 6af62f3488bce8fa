import { once } from 'node:events'
import type { WebSocket } from 'ws'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFailure } from '#shared/failure.ts'
import { silentLog } from '../log.ts'
import { createTestClock } from '../test-clock.ts'
import type { OpenChannel, WireEvent } from './channel.ts'
import { createListeningPace } from './listening-pace.ts'
import { createSocketConnection, type FetchToken, type SocketState } from './socket-connection.ts'
import { v2 } from './v2/generation.ts'
import { closeServers, openPacket, startPlain } from './wire/test-socket-servers.ts'
import { withoutProxy } from './proxy.ts'

afterEach(closeServers)

interface Asked {
  readonly events: WireEvent[]
  readonly turn: OpenChannel
  /** Resolves when the channel says that it has ended. */
  readonly ended: Promise<void>
}

/** A connection to a server that accepts every token but those that are named, and says nothing by itself. */
async function connect({
  refused = [] as readonly string[],
  fetchToken,
}: { refused?: readonly string[]; fetchToken?: FetchToken } = {}) {
  const clock = createTestClock()
  const servers: WebSocket[] = []
  const frames: string[] = []
  const tokens: string[] = []
  const states: string[] = []
  const url = await startPlain((socket) => {
    servers.push(socket)
    socket.on('message', (data) => {
      const frame = String(data)
      if (!frame.startsWith('40')) return void frames.push(frame)
      const token = /"token":"([^"]*)"/.exec(frame)?.[1] ?? ''
      tokens.push(token)
      socket.send(refused.includes(token) ? '44{"message":"no"}' : '40{"sid":"t"}')
    })
    socket.send(openPacket)
  })
  let count = 0
  const connection = createSocketConnection({
    url,
    generation: v2,
    fetchToken: fetchToken ?? (() => Promise.resolve({ ok: true, value: `token-${(count += 1)}` })),
    clock,
    log: silentLog,
    random: () => 0.5,
    pace: createListeningPace(clock),
    findProxy: withoutProxy,
    onState: (state: SocketState) =>
      states.push('failure' in state && state.failure ? `${state.type} ${state.failure.code}` : state.type),
  })
  function ask(requestId: string): Asked {
    const events: WireEvent[] = []
    const { promise: ended, resolve } = Promise.withResolvers<void>()
    const turn = connection.ask(
      { requestId, conversationId: `c-${requestId}` },
      { name: 'request', body: { id: requestId } },
      { onEvent: (event) => events.push(event), onEnd: resolve },
    )
    return { events, turn, ended }
  }
  return { connection, clock, servers, frames, tokens, states, ask }
}

const created = (requestId: string, recordId: string) =>
  `42["response.created",${JSON.stringify({ Type: 'response.created', Response: { RecordId: recordId, ExtraInfo: { RequestId: requestId } } })}]`
const delta = (messageId: string, text: string) =>
  `42["text.delta",${JSON.stringify({ Type: 'text.delta', MessageId: messageId, ContentIndex: 0, Text: text })}]`
const completed = (requestId: string, recordId: string) =>
  `42["response.completed",${JSON.stringify({ Type: 'response.completed', Response: { RecordId: recordId, Status: 'success', ExtraInfo: { RequestId: requestId } } })}]`

function names(events: readonly WireEvent[]): string[] {
  return events.map((event) =>
    event.type === 'failure'
      ? `failure ${event.failure.code}${event.isUnsent ? ' unsent' : ''}`
      : (event.name ?? ''),
  )
}

async function arrive(events: readonly unknown[], count: number): Promise<void> {
  await vi.waitFor(() => expect(events).toHaveLength(count), 10_000)
}

describe('a connection', () => {
  it('is opened by the first question, and shared by the others', async () => {
    const { ask, frames, tokens, states } = await connect()
    ask('q-1')
    ask('q-2')
    await arrive(frames, 2)
    ask('q-3')
    await arrive(frames, 3)
    expect([frames, tokens, states]).toEqual([
      ['42["request",{"id":"q-1"}]', '42["request",{"id":"q-2"}]', '42["request",{"id":"q-3"}]'],
      ['token-1'],
      ['connecting', 'open'],
    ])
  })

  it('carries turns that are interleaved, each to its question', async () => {
    const { ask, frames, servers } = await connect()
    const [one, two] = [ask('q-1'), ask('q-2')]
    await arrive(frames, 2)
    for (const frame of [
      created('q-1', 'R1_'),
      created('q-2', 'R2_'),
      delta('rpl_R2_', 'b'),
      delta('rpl_R1_', 'a'),
      completed('q-2', 'R2_'),
      completed('q-1', 'R1_'),
    ])
      servers[0]?.send(frame)
    await arrive(one.events, 3)
    await arrive(two.events, 3)
    expect([names(one.events), names(two.events)]).toEqual([
      ['response.created', 'text.delta', 'response.completed'],
      ['response.created', 'text.delta', 'response.completed'],
    ])
  })

  it('gets a new token when the first one is refused, and gives up when the second is', async () => {
    const renewed = await connect({ refused: ['token-1'] })
    renewed.ask('q-1')
    await arrive(renewed.frames, 1)
    const refused = await connect({ refused: ['token-1', 'token-2'] })
    const asked = refused.ask('q-1')
    await asked.ended
    expect([renewed.tokens, refused.tokens, names(asked.events), refused.states]).toEqual([
      ['token-1', 'token-2'],
      ['token-1', 'token-2'],
      ['failure token-refused unsent'],
      ['connecting', 'closed token-refused'],
    ])
  })

  it('that cannot get a token says why, and does not try again by itself what would fail again', async () => {
    const failure = createFailure('credentials-refused')
    const { ask, clock, states } = await connect({
      fetchToken: () => Promise.resolve({ ok: false, failure }),
    })
    const asked = ask('q-1')
    await asked.ended
    expect([names(asked.events), states, clock.waiting]).toEqual([
      ['failure credentials-refused unsent'],
      ['connecting', 'closed credentials-refused'],
      0,
    ])
  })

  it('that nobody uses for five minutes is closed in good order, and opened again by the next question', async () => {
    const { ask, frames, servers, states, clock, tokens } = await connect()
    const asked = ask('q-1')
    await arrive(frames, 1)
    servers[0]?.send(completed('q-1', 'R1_'))
    await arrive(asked.events, 1)
    asked.turn.stop()
    // Heartbeats go on meanwhile.
    for (let minute = 0; minute < 10; minute += 1) {
      servers[0]?.send('2')
      await arrive(frames, 2 + minute)
      clock.advance(29_000)
    }
    servers[0]?.send('2')
    await arrive(frames, 12)
    expect(states.at(-1)).toBe('open')
    clock.advance(10_000)
    await once(servers[0] ?? process, 'close')
    ask('q-2')
    await arrive(tokens, 2)
    await vi.waitFor(
      () => expect(states).toEqual(['connecting', 'open', 'closed', 'connecting', 'open']),
      10_000,
    )
  })
})

describe('a connection that is lost', () => {
  it('interrupts the answers that run on it, and comes back with a new token after a while', async () => {
    const { ask, frames, servers, tokens, states, clock } = await connect()
    const asked = ask('q-1')
    await arrive(frames, 1)
    servers[0]?.send(created('q-1', 'R1_'))
    await arrive(asked.events, 1)
    servers[0]?.terminate()
    await asked.ended
    expect([names(asked.events), states.at(-1)]).toEqual([
      ['response.created', 'failure cut-off'],
      'waiting cut-off',
    ])
    clock.advance(999)
    expect(states.at(-1)).toBe('waiting cut-off')
    clock.advance(1)
    await vi.waitFor(() => expect(states.at(-1)).toBe('open'), 10_000)
    expect(tokens).toEqual(['token-1', 'token-2'])
  })

  it('waits twice as long each time, until nobody has asked for five minutes', async () => {
    const failure = createFailure('unreachable')
    const { ask, states, clock } = await connect({
      fetchToken: () => Promise.resolve({ ok: false, failure }),
    })
    await ask('q-1').ended
    const waits: number[] = []
    for (let elapsed = 0, last = 0; elapsed < 400; elapsed += 1) {
      const before = states.length
      clock.advance(1_000)
      await new Promise((resolve) => setImmediate(resolve))
      if (states.length === before || states.at(-1) === 'closed') continue
      waits.push(elapsed + 1 - last)
      last = elapsed + 1
    }
    expect([waits, states.at(-1), clock.waiting]).toEqual([
      [1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30, 30],
      'closed',
      0,
    ])
  })

  it('is tried at once by the next question, and when the network is back', async () => {
    const { ask, frames, servers, states, connection } = await connect()
    ask('q-1')
    await arrive(frames, 1)
    servers[0]?.terminate()
    await vi.waitFor(() => expect(states.at(-1)).toBe('waiting cut-off'), 10_000)
    connection.wake()
    await vi.waitFor(() => expect(states.at(-1)).toBe('open'), 10_000)
    servers[1]?.terminate()
    await vi.waitFor(() => expect(states.at(-1)).toBe('waiting cut-off'), 10_000)
    ask('q-2')
    await arrive(frames, 2)
    expect(states.at(-1)).toBe('open')
  })

  it('without anybody noticing is found out by a wake, and made anew', async () => {
    const { ask, frames, servers, states, connection, clock } = await connect()
    const asked = ask('q-1')
    await arrive(frames, 1)
    servers[0]?.pause()
    connection.wake()
    clock.advance(3_000)
    await asked.ended
    expect([names(asked.events), states.at(-1)]).toEqual([['failure cut-off'], 'waiting cut-off'])
  })
})

describe('stopping', () => {
  it('names the answer, and leaves the connection to the others', async () => {
    const { ask, frames, servers, states, clock } = await connect()
    const [one, two] = [ask('q-1'), ask('q-2')]
    await arrive(frames, 2)
    for (const frame of [created('q-1', 'R1_'), created('q-2', 'R2_')]) servers[0]?.send(frame)
    await arrive(one.events, 1)
    await arrive(two.events, 1)
    one.turn.stop()
    await arrive(frames, 3)
    servers[0]?.send(delta('rpl_R1_', 'too late'))
    servers[0]?.send(completed('q-1', 'R1_'))
    servers[0]?.send(delta('rpl_R2_', 'goes on'))
    await arrive(two.events, 2)
    clock.advance(2_000)
    expect([frames[2], names(one.events), names(two.events), states.at(-1)]).toEqual([
      '42["stop_generation",{"Type":"stop_generation","StopGeneration":{"RecordId":"R1_"}}]',
      ['response.created'],
      ['response.created', 'text.delta'],
      'open',
    ])
  })

  it('before the answer has a name is said as soon as it has one', async () => {
    const { ask, frames, servers } = await connect()
    const asked = ask('q-1')
    await arrive(frames, 1)
    asked.turn.stop()
    expect(frames).toHaveLength(1)
    servers[0]?.send(created('q-1', 'R1_'))
    await arrive(frames, 2)
    expect([frames[1], asked.events]).toEqual([expect.stringContaining('stop_generation'), []])
  })

  it('that the service does not heed for two seconds closes the connection, when nobody else is on it', async () => {
    const { ask, frames, servers, states, clock } = await connect()
    const asked = ask('q-1')
    await arrive(frames, 1)
    servers[0]?.send(created('q-1', 'R1_'))
    await arrive(asked.events, 1)
    const closed = once(servers[0] ?? process, 'close')
    asked.turn.stop()
    clock.advance(1_999)
    expect(states.at(-1)).toBe('open')
    clock.advance(1)
    await closed
    expect(states.at(-1)).toBe('closed')
  })

  it('that the service does not heed closes the connection after the others on it', async () => {
    const { ask, frames, servers, states, clock, connection } = await connect()
    const [one, two] = [ask('q-1'), ask('q-2')]
    await arrive(frames, 2)
    one.turn.stop()
    clock.advance(2_000)
    expect([states.at(-1), connection.isRetired]).toEqual(['open', true])
    servers[0]?.send(completed('q-2', 'R2_'))
    await arrive(two.events, 1)
    const closed = once(servers[0] ?? process, 'close')
    two.turn.stop()
    await closed
    expect([states.at(-1), connection.isRetired]).toEqual(['closed', false])
  })

  it('that is answered by an error without a name does not end the others', async () => {
    const { ask, frames, servers } = await connect()
    const [one, two] = [ask('q-1'), ask('q-2')]
    await arrive(frames, 2)
    one.turn.stop()
    servers[0]?.send(
      '42["error",{"Type":"error","Error":{"Code":460400,"Message":"unknown event","RequestId":""}}]',
    )
    servers[0]?.send(delta('m', 'goes on'))
    await arrive(two.events, 1)
    servers[0]?.send('42["error",{"Type":"error","Error":{"Code":500,"Message":"all","RequestId":""}}]')
    await arrive(two.events, 2)
    expect(names(two.events)).toEqual(['text.delta', 'error'])
  })

  it('while the connection is being opened leaves it to others', async () => {
    const { promise: isAsked, resolve: onAsked } = Promise.withResolvers<void>()
    const { promise: token, resolve: giveToken } = Promise.withResolvers<{ ok: true; value: string }>()
    const { ask, frames, states } = await connect({
      fetchToken: () => {
        onAsked()
        return token
      },
    })
    const one = ask('q-1')
    await isAsked
    one.turn.stop()
    giveToken({ ok: true, value: 'token' })
    ask('q-2')
    await arrive(frames, 1)
    expect([frames, one.events, states]).toEqual([['42["request",{"id":"q-2"}]'], [], ['connecting', 'open']])
  })
})

it('a socket that is accepted and closed in the same breath was never open', async () => {
  const url = await startPlain((socket) => {
    socket.send(openPacket)
    socket.on('message', () => {
      socket.send('40{"sid":"t"}')
      socket.send('41')
    })
  })
  const clock = createTestClock()
  const states: string[] = []
  const connection = createSocketConnection({
    url,
    generation: v2,
    fetchToken: () => Promise.resolve({ ok: true, value: 'token' }),
    clock,
    log: silentLog,
    random: () => 0.5,
    pace: createListeningPace(clock),
    findProxy: withoutProxy,
    onState: ({ type }) => states.push(type),
  })
  const events: WireEvent[] = []
  await new Promise<void>((resolve) =>
    connection.ask(
      { requestId: 'q-1', conversationId: 'c-1' },
      { name: 'request', body: {} },
      { onEvent: (event) => events.push(event), onEnd: resolve },
    ),
  )
  connection.close()
  expect([names(events), states]).toEqual([['failure cut-off unsent'], ['connecting', 'waiting', 'closed']])
})

it('the end of the program takes leave of the service and ends what runs', async () => {
  const { ask, frames, connection, servers, clock } = await connect()
  const asked = ask('q-1')
  await arrive(frames, 1)
  const closed = once(servers[0] ?? process, 'close')
  connection.close()
  await asked.ended
  await closed
  await vi.waitFor(() => expect(clock.waiting).toBe(0), 10_000)
  expect([frames.slice(1), asked.events]).toEqual([['41', '1'], []])
})
