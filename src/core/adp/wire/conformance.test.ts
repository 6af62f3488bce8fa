// Our socket against the real `socket.io` server, which was not written by us: what both of our sides might get wrong in the
// same way would show here.
import { once } from 'node:events'
import type { Server, Socket as ServerSocket } from 'socket.io'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ReceivedEvent } from '../channel.ts'
import { closeServers, startSocketIo } from './test-socket-servers.ts'
import { open, refusalOf, summary } from './test-socket.ts'

afterEach(closeServers)

async function nextClient(io: Server): Promise<ServerSocket> {
  // Safe: the server calls back with the socket.
  const [client] = (await once(io, 'connection')) as [ServerSocket]
  return client
}

function bodies(events: readonly ReceivedEvent[]): unknown[] {
  return events.map((event) => (event.type === 'event' ? [event.name, event.body] : event.type))
}

describe('with the real server, a socket', () => {
  it('is accepted with a good token, and carries events both ways', async () => {
    const { io, url } = await startSocketIo()
    io.on('connection', (client) => {
      client.on('request', (question: unknown) =>
        client.emit('answer', { Type: 'answer', question, text: '你好 👋' }),
      )
    })
    const { socket, events } = await open(url)
    socket.send({ name: 'request', body: { Type: 'request', Request: { a: 1 } } })
    await vi.waitFor(() => expect(events).toHaveLength(1), 10_000)
    expect(bodies(events)).toEqual([
      ['answer', { Type: 'answer', question: { Type: 'request', Request: { a: 1 } }, text: '你好 👋' }],
    ])
  })

  it('is refused in the words of the server', async () => {
    const { url } = await startSocketIo()
    expect(refusalOf(await open(url, 'bad'))).toEqual(['token-refused', '460001: refused'])
  })

  it('is kept by heartbeats, many of them', async () => {
    const { io, url } = await startSocketIo({ pingInterval: 50, pingTimeout: 40 })
    const connecting = nextClient(io)
    const { losses } = await open(url)
    const client = await connecting
    let pongs = 0
    client.conn.on('packet', ({ type }: { type: string }) => {
      if (type === 'pong') pongs += 1
    })
    await vi.waitFor(() => expect(pongs).toBeGreaterThan(5), { timeout: 5000 })
    expect([losses, client.connected]).toEqual([[], true])
  })

  it('says good-bye so that the server knows that it was meant', async () => {
    const { io, url } = await startSocketIo()
    const connecting = nextClient(io)
    const { socket, losses } = await open(url)
    const client = await connecting
    const left = once(client, 'disconnect')
    socket.close()
    expect([(await left)[0], losses]).toEqual(['client namespace disconnect', []])
  })

  it.each<[string, (client: ServerSocket) => void, unknown]>([
    ['leaves the namespace', (client) => client.disconnect(), ['cut-off', 'SOCKET_DISCONNECT']],
    [
      'closes the connection',
      (client) => client.disconnect(true),
      ['cut-off', expect.stringMatching(/SOCKET_DISCONNECT|CLOSE_/)],
    ],
    [
      'closes the session',
      (client) => client.conn.close(),
      ['cut-off', expect.stringMatching(/ENGINE_CLOSE|CLOSE_/)],
    ],
  ])('is lost once when the server %s', async (_title, leave, expected) => {
    const { io, url } = await startSocketIo()
    const connecting = nextClient(io)
    const { losses } = await open(url)
    leave(await connecting)
    await vi.waitFor(() => expect(losses).toHaveLength(1), 10_000)
    expect(losses.map(summary)).toEqual([expected])
  })

  it('does not mind binary events, acknowledgements and other namespaces', async () => {
    const { io, url } = await startSocketIo()
    io.on('connection', (client) => {
      client.emit('binary', Buffer.from([1, 2, 3]))
      client.emit('wanted', { a: 1 }, () => undefined)
      client.emit('several', 'one', 'two')
      client.emit('nothing')
      client.emit('last', { z: 1 })
    })
    const { events, losses } = await open(url)
    await vi.waitFor(() => expect(events).toHaveLength(4), 10_000)
    expect([bodies(events), losses]).toEqual([
      [
        ['wanted', { a: 1 }],
        ['several', 'one'],
        ['nothing', undefined],
        ['last', { z: 1 }],
      ],
      [],
    ])
  })

  it('carries an event of fifteen megabytes, and is lost with one of seventeen', async () => {
    const { io, url } = await startSocketIo({ maxHttpBufferSize: 64 * 1024 * 1024 })
    const connecting = nextClient(io)
    const { events, losses } = await open(url)
    const client = await connecting
    client.emit('large', 'x'.repeat(15 * 1024 * 1024))
    client.emit('too-large', 'x'.repeat(17 * 1024 * 1024))
    await vi.waitFor(() => expect(losses).toHaveLength(1), { timeout: 10_000 })
    expect([events.map(({ name, text }) => [name, text.length]), losses.map(summary)]).toEqual(
      [[['large', 15 * 1024 * 1024 + 2]], ['cut-off', 'FRAME_TOO_LONG']].map((pair, index) =>
        index === 0 ? pair : [pair],
      ),
    )
  })

  it('gets a thousand events of ten kinds of length in their order', async () => {
    const { io, url } = await startSocketIo()
    const sent = Array.from({ length: 1000 }, (_, index) => ({
      index,
      text: '字'.repeat((index % 10) * 300),
    }))
    io.on('connection', (client) => {
      for (const body of sent) client.emit('piece', body)
    })
    const { events } = await open(url)
    await vi.waitFor(() => expect(events).toHaveLength(1000), { timeout: 10_000 })
    expect(bodies(events)).toEqual(sent.map((body) => ['piece', body]))
  })
})
