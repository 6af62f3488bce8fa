import { createServer as createTcpServer } from 'node:net'
import { once } from 'node:events'
import type { WebSocket } from 'ws'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTestClock } from '../../test-clock.ts'
import { openSocket } from './socket.ts'
import { accept, closeServers, openPacket, startHttp, startPlain } from './test-socket-servers.ts'
import { open, refusalOf, summary } from './test-socket.ts'
import { withoutProxy } from '../proxy.ts'

afterEach(() => {
  closeServers()
  vi.unstubAllEnvs()
})

/** A server that accepts and hands out the first socket it has. */
async function startAccepting(
  then?: (socket: WebSocket) => void,
): Promise<{ url: URL; first: Promise<WebSocket>; frames: string[] }> {
  const { promise: first, resolve } = Promise.withResolvers<WebSocket>()
  const frames: string[] = []
  const url = await startPlain((socket) => {
    accept(socket, (frame) => frames.push(frame))
    then?.(socket)
    resolve(socket)
  })
  return { url, first, frames }
}

describe('a handshake', () => {
  it.each<[string, (socket: WebSocket) => void, unknown]>([
    ['accepted with a session id', (socket) => accept(socket), 'open'],
    [
      'accepted by a bare 40',
      (socket) => {
        socket.send(openPacket)
        socket.once('message', () => socket.send('40'))
      },
      'open',
    ],
    [
      'with a ping before it is accepted',
      (socket) => {
        socket.send(openPacket)
        socket.once('message', () => {
          socket.send('2')
          socket.once('message', (pong) => socket.send(String(pong) === '3' ? '40{"sid":"t"}' : '44'))
        })
      },
      'open',
    ],
    [
      'refused by 44',
      (socket) => {
        socket.send(openPacket)
        socket.once('message', () => socket.send('44{"message":"460001: Token 校验失败"}'))
      },
      ['token-refused', '460001: Token 校验失败'],
    ],
    [
      'refused by an error event, 41 and a cut connection',
      (socket) => {
        socket.send(openPacket)
        socket.once('message', () => {
          socket.send('42["error",{"Type":"error","Error":{"Code":460001,"Message":"Token 校验失败"}}]')
          socket.send('41')
          socket.terminate()
        })
      },
      ['token-refused', 'Token 校验失败'],
    ],
    [
      'refused by an error event of v1',
      (socket) => {
        socket.send(openPacket)
        socket.once('message', () =>
          socket.send('42["error",{"payload":{"error":{"code":460031,"message":"too many"}}}]'),
        )
      },
      ['busy', 'too many'],
    ],
    [
      'refused by an error event without a meaning',
      (socket) => {
        socket.send(openPacket)
        socket.once('message', () => socket.send('42["error",{"oops":1}]'))
      },
      ['service-failed', '{"oops":1}'],
    ],
    ['cut off before the first packet', (socket) => socket.terminate(), ['cut-off', 'CLOSE_1006']],
    ['closed with 1011', (socket) => socket.close(1011, 'no'), ['cut-off', 'CLOSE_1011']],
    [
      'left before it is accepted',
      (socket) => {
        socket.send(openPacket)
        socket.send('41')
      },
      ['cut-off', 'SOCKET_DISCONNECT'],
    ],
    [
      'ended by a packet that says so',
      (socket) => {
        socket.send(openPacket)
        socket.send('1')
      },
      ['cut-off', 'ENGINE_CLOSE'],
    ],
  ])('%s', async (_title, serve, expected) => {
    expect(refusalOf(await open(await startPlain(serve)))).toEqual(expected)
  })

  it('sends the token after the open packet, and not before', async () => {
    const frames: string[] = []
    const url = await startPlain((socket) => {
      socket.on('message', (data) => {
        frames.push(String(data))
        socket.send('40{"sid":"t"}')
      })
      setTimeout(() => {
        frames.push('open packet')
        socket.send(openPacket)
      }, 20)
    })
    await open(url, 'one-two')
    expect(frames).toEqual(['open packet', '40{"token":"one-two"}'])
  })

  it.each<[string, (socket: WebSocket) => void]>([
    ['the first packet', () => undefined],
    ['the answer to the token', (socket) => socket.send(openPacket)],
    [
      'the answer to the token, while pings come',
      (socket) => {
        socket.send(openPacket)
        socket.on('message', () => socket.send('2'))
      },
    ],
  ])('is given up ten seconds after its start without %s', async (_title, serve) => {
    const clock = createTestClock()
    const { promise: isServed, resolve } = Promise.withResolvers<void>()
    const url = await startPlain((socket) => {
      serve(socket)
      setTimeout(resolve, 20)
    })
    const opening = open(url, 'good', clock)
    await isServed
    clock.advance(9_999)
    clock.advance(1)
    expect([refusalOf(await opening), clock.waiting]).toEqual([['silent', undefined], 0])
  })

  it('is given up when nobody wants it any more', async () => {
    const url = await startPlain(() => undefined)
    const giveUp = new AbortController()
    const clock = createTestClock()
    const opening = openSocket(
      {
        url,
        token: 'good',
        clock,
        findProxy: withoutProxy,
        onEvent: () => undefined,
        onLost: () => undefined,
      },
      giveUp.signal,
    )
    giveUp.abort()
    expect([(await opening).ok, clock.waiting]).toEqual([false, 0])
  })
})

describe('something else than a WebSocket', () => {
  it.each([
    [200, 'text/html', '<title>Sign in</title>', ['not-adp', 200]],
    [404, 'text/plain', 'not found', ['not-adp', 404]],
    [302, 'text/html', '', ['not-adp', 302]],
    [400, 'application/json', '{"code":0,"message":"Transport unknown"}', ['not-adp', 400]],
    [401, 'text/html', '', ['access-denied', 401]],
    [403, 'text/html', '', ['access-denied', 403]],
    [407, 'text/html', '', ['access-denied', 407]],
    [429, 'text/plain', '', ['busy', 429]],
    [502, 'text/html', '<h1>Bad gateway</h1>', ['unavailable', 502]],
  ])('that answers %i %s', async (status, contentType, body, expected) => {
    const url = await startHttp((_request, response) => {
      response.writeHead(status, { 'content-type': contentType, location: '/elsewhere' }).end(body)
    })
    expect(refusalOf(await open(url))).toEqual(expected)
  })

  it('that answers without end is read only as far as an error message could reach', async () => {
    const url = await startHttp((_request, response) => {
      response.writeHead(503, { 'content-type': 'text/plain' })
      const more = (): void => void (response.destroyed || response.write('x'.repeat(65_536), more))
      more()
    })
    expect(refusalOf(await open(url))).toEqual(['unavailable', 503])
  })

  it.each([
    ['does not speak HTTP', '220 mail.example.com ready\r\n', ['not-adp', expect.stringMatching(/^HPE_/)]],
    ['closes without a word', '', ['unreachable', expect.any(String)]],
    [
      'accepts with the wrong key',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n',
      ['not-adp', 'NO_WEBSOCKET'],
    ],
  ])('that %s', async (_title, words, expected) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(words))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    expect(refusalOf(await open(new URL(`ws://127.0.0.1:${port}/`)))).toEqual(expected)
    server.close()
  })

  it('that is not there', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    await new Promise((resolve) => server.close(resolve))
    expect(refusalOf(await open(new URL(`ws://127.0.0.1:${port}/`)))).toEqual(['unreachable', 'ECONNREFUSED'])
  })

  it('is not even tried when the environment switches verification off', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    expect(refusalOf(await open(new URL('wss://127.0.0.1:9/')))).toEqual([
      'not-secure',
      'NODE_TLS_REJECT_UNAUTHORIZED',
    ])
  })
})

describe('a heartbeat', () => {
  it('is answered each time, also in the midst of events', async () => {
    const { url, first, frames } = await startAccepting()
    const { events } = await open(url)
    const server = await first
    for (const frame of ['2', '42["a",{}]', '2', '42["b",{}]', '2']) server.send(frame)
    await vi.waitFor(() => expect(frames).toHaveLength(3), 10_000)
    expect([frames, events.map(({ name }) => name)]).toEqual([
      ['3', '3', '3'],
      ['a', 'b'],
    ])
  })

  it('that is missed for pingInterval and pingTimeout together ends the socket, once', async () => {
    const clock = createTestClock()
    const { url, first } = await startAccepting()
    const { losses, events } = await open(url, 'good', clock)
    clock.advance(29_000)
    ;(await first).send('42["sign-of-life",{}]')
    await vi.waitFor(() => expect(events).toHaveLength(1), 10_000)
    clock.advance(29_999)
    expect(losses).toEqual([])
    clock.advance(1)
    clock.advance(60_000)
    expect([losses.map(summary), clock.waiting]).toEqual([[['cut-off', 'HEARTBEAT_MISSED']], 0])
  })

  it('is not missed because somebody sets the clock on the wall', async () => {
    const clock = createTestClock()
    const { url } = await startAccepting()
    const { losses } = await open(url, 'good', clock)
    clock.jump(86_400_000)
    clock.advance(29_999)
    expect(losses).toEqual([])
  })

  it('that comes a hundred thousand times is answered without piling up', async () => {
    const { url, first, frames } = await startAccepting()
    const { losses, events } = await open(url)
    const server = await first
    for (let count = 0; count < 100_000; count += 1) server.send('2')
    server.send('42["after",{}]')
    await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 10_000 })
    expect([losses, frames.every((frame) => frame === '3')]).toEqual([[], true])
  })
})

describe('after a sleep', () => {
  it('a socket whose other side answers stays', async () => {
    const clock = createTestClock()
    const { url, first } = await startAccepting()
    const { socket, losses } = await open(url, 'good', clock)
    const isAsked = once(await first, 'ping')
    socket.probe()
    await isAsked
    await vi.waitFor(() => expect(clock.waiting).toBe(1), 10_000)
    clock.advance(3_000)
    expect(losses).toEqual([])
  })

  it('a socket whose other side is gone is lost within three seconds', async () => {
    const clock = createTestClock()
    const { url, first } = await startAccepting()
    const { socket, losses } = await open(url, 'good', clock)
    // Stops reading, as a machine does that has gone away.
    ;(await first).pause()
    socket.probe()
    clock.advance(2_999)
    expect(losses).toEqual([])
    clock.advance(1)
    expect(losses.map(summary)).toEqual([['cut-off', 'PROBE_MISSED']])
  })
})

describe('an open socket', () => {
  it.each<[string, (server: WebSocket) => void, unknown]>([
    ['is cut off', (server) => server.terminate(), ['cut-off', 'CLOSE_1006']],
    ['is closed with 1000', (server) => server.close(1000), ['cut-off', 'CLOSE_1000']],
    ['is closed with 1001', (server) => server.close(1001), ['cut-off', 'CLOSE_1001']],
    ['is closed with 1011', (server) => server.close(1011), ['cut-off', 'CLOSE_1011']],
    ['gets a 41', (server) => server.send('41'), ['cut-off', 'SOCKET_DISCONNECT']],
    ['gets a 1', (server) => server.send('1'), ['cut-off', 'ENGINE_CLOSE']],
    ['gets a late 44', (server) => server.send('44{"message":"late"}'), ['token-refused', 'late']],
    [
      'gets a frame that is too long',
      (server) => server.send(`42["a","${'x'.repeat(16 * 1024 * 1024)}"]`),
      ['cut-off', 'FRAME_TOO_LONG'],
    ],
    [
      'gets bytes that are no frames',
      // Safe: `ws` keeps the stream there; only a test reaches for it.
      (server) =>
        (server as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
          Buffer.from('nonsense, not frames'),
        ),
      ['cut-off', expect.stringMatching(/^WS_ERR_/)],
    ],
  ])('that %s is lost once', async (_title, end, expected) => {
    const { url, first } = await startAccepting()
    const { losses } = await open(url)
    end(await first)
    await vi.waitFor(() => expect(losses).toHaveLength(1), { timeout: 10_000 })
    expect(losses.map(summary)).toEqual([expected])
  })

  it('does not mind binary frames, unknown packets, and a second open packet or acceptance', async () => {
    const { url, first } = await startAccepting()
    const { losses, events } = await open(url)
    const server = await first
    server.send(Buffer.from('42["binary",{}]'))
    for (const frame of [
      '',
      '3',
      '5',
      '6',
      '7',
      'b64',
      '4',
      '43["ack"]',
      '451-["a",{}]',
      '42/x,["a",{}]',
      openPacket,
      '40{"sid":"again"}',
    ])
      server.send(frame)
    server.send('4217["with-ack",{"a":1}]')
    await vi.waitFor(() => expect(events).toHaveLength(1), 10_000)
    expect([events.map(({ name }) => name), losses]).toEqual([['with-ack'], []])
  })

  it('puts a frame together that comes in fragments', async () => {
    const { url, first } = await startAccepting()
    const { events } = await open(url)
    const server = await first
    server.send('42["a",{"text":"一', { fin: false })
    server.send('二', { fin: false })
    server.send('三"}]', { fin: true })
    await vi.waitFor(() => expect(events).toHaveLength(1), 10_000)
    expect(events).toEqual([
      { type: 'event', name: 'a', body: { text: '一二三' }, text: '{"text":"一二三"}' },
    ])
  })

  it('that is closed from here says so, and calls back no more', async () => {
    const clock = createTestClock()
    const { url, first, frames } = await startAccepting()
    const { socket, losses, events } = await open(url, 'good', clock)
    const server = await first
    const closed = once(server, 'close')
    socket.close()
    server.send('42["late",{}]')
    const [code] = (await closed) as [number]
    await vi.waitFor(() => expect(clock.waiting).toBe(0), 10_000)
    expect([frames, code, losses, events]).toEqual([['41', '1'], 1000, [], []])
  })

  it('whose other side does not take leave is cut after a second', async () => {
    const clock = createTestClock()
    const { url, first } = await startAccepting()
    const { socket } = await open(url, 'good', clock)
    const server = await first
    server.pause()
    socket.close()
    clock.advance(1_000)
    const closed = once(server, 'close')
    server.resume()
    await closed
    expect(clock.waiting).toBe(0)
  })
})
