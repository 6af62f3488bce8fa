import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net'
import { createBrotliCompress, createDeflate, createGzip, createZstdCompress } from 'node:zlib'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FailureCode, FailureDetail } from '#shared/failure.ts'
import { systemClock } from '../clock.ts'
import { createTestClock } from '../test-clock.ts'
import type { WireEvent } from './channel.ts'
import { createListeningPace } from './listening-pace.ts'
import { createSseChannel } from './sse-channel.ts'
import { createTestCertificate } from './test-certificate.ts'
import { withoutProxy } from './proxy.ts'

const pace = createListeningPace(systemClock)
const closers: (() => void)[] = []
const trusted = getCACertificates('default')

afterEach(() => {
  for (const close of closers.splice(0)) close()
  setDefaultCACertificates(trusted)
  vi.unstubAllEnvs()
})

async function listen(server: Server | TcpServer): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  // Safe: a server that listens on TCP has such an address.
  return (server.address() as AddressInfo).port
}

async function serve(listener: RequestListener): Promise<URL> {
  return new URL(`http://127.0.0.1:${await listen(createServer(listener))}/v1/qbot/chat/sse`)
}

/** All that a channel tells, at its end. */
function ask(url: URL, clock = systemClock, onEvent = (): void => {}): Promise<WireEvent[]> {
  const events: WireEvent[] = []
  return new Promise((resolve) => {
    createSseChannel({ url, body: { content: 'Hi' }, clock, pace, findProxy: withoutProxy }).open({
      onEvent(event) {
        events.push(event)
        onEvent()
      },
      onEnd: () => resolve(events),
    })
  })
}

/** What came, in short: the body of an event, or the failure without its sentence. */
function summary(events: readonly WireEvent[]): unknown[] {
  return events.map((event) =>
    event.type === 'failure'
      ? [event.failure.code, event.failure.detail]
      : event.type === 'event'
        ? event.body
        : event,
  )
}

function failed(code: FailureCode, detail?: FailureDetail): unknown[] {
  return [[code, detail]]
}

function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
}

describe('a stream over HTTP', () => {
  it('is asked for with a JSON body and gives its events in order', async () => {
    const seen: unknown[] = []
    const url = await serve((request, response) => {
      request.on('data', (body: Buffer) => {
        const { method, url: path, headers } = request
        seen.push([
          method,
          path,
          headers['content-type'],
          headers.accept,
          headers['accept-encoding'],
          String(body),
        ])
        startStream(response)
        response.end('event:reply\ndata:{"n":1}\n\ndata: {"n":"二"}\n\ndata:[DONE]\n\n')
      })
    })
    const events = await ask(url)
    expect([seen, events]).toEqual([
      [
        [
          'POST',
          '/v1/qbot/chat/sse',
          'application/json',
          'text/event-stream',
          'identity',
          '{"content":"Hi"}',
        ],
      ],
      [
        { type: 'event', name: 'reply', body: { n: 1 }, text: '{"n":1}' },
        { type: 'event', name: undefined, body: { n: '二' }, text: '{"n":"二"}' },
      ],
    ])
  })

  it.each([{}, { 'content-type': 'application/octet-stream' }])(
    'is read when it is called %j',
    async (headers) => {
      const url = await serve((_request, response) => response.writeHead(200, headers).end('data:1\n\n'))
      expect(summary(await ask(url))).toEqual([1])
    },
  )

  it.each([{}, { 'content-type': 'text/plain' }])(
    'is not ADP when it is called %j and has no events',
    async (headers) => {
      const url = await serve((_request, response) => response.writeHead(200, headers).end('hello'))
      expect(summary(await ask(url))).toEqual(failed('not-adp'))
    },
  )

  it.each([
    ['gzip', createGzip],
    ['deflate', createDeflate],
    ['br', createBrotliCompress],
    ['zstd', createZstdCompress],
  ])('that a gateway has compressed with %s is read as it comes', async (encoding, createCompressor) => {
    const { promise: isRead, resolve: goOn } = Promise.withResolvers<void>()
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': encoding })
      const compressor = createCompressor()
      compressor.pipe(response)
      compressor.write('data:1\n\n')
      compressor.flush()
      void isRead.then(() => compressor.end('data:"二"\n\n'))
    })
    expect(summary(await ask(url, systemClock, goOn))).toEqual([1, '二'])
  })

  it('that calls itself compressed but is not is cut off', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' })
      response.end('data:1\n\n')
    })
    expect(summary(await ask(url))).toEqual(failed('cut-off', { cause: 'Z_DATA_ERROR' }))
  })

  it('without any event just ends', async () => {
    const url = await serve((_request, response) => {
      startStream(response)
      response.end()
    })
    expect(await ask(url)).toEqual([])
  })

  it('that is reset keeps what has come and is cut off', async () => {
    const { promise: isRead, resolve: reset } = Promise.withResolvers<void>()
    const url = await serve((_request, response) => {
      startStream(response)
      response.write('data:1\n\ndata:{"half')
      void isRead.then(() => response.socket?.resetAndDestroy())
    })
    expect(summary(await ask(url, systemClock, reset))).toEqual([
      1,
      ['cut-off', { cause: expect.any(String) }],
    ])
  })

  it('that breaks off before the first event is cut off', async () => {
    const url = await serve((_request, response) => {
      startStream(response)
      response.flushHeaders()
      response.socket?.end()
    })
    expect(summary(await ask(url))).toEqual(failed('cut-off', { cause: expect.any(String) }))
  })

  it('whose body is shorter than promised is cut off', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-length': '100' })
      response.write('data:1\n\n', () => response.socket?.end())
    })
    expect(summary(await ask(url))).toEqual([1, ['cut-off', { cause: expect.any(String) }]])
  })
})

describe('a response that is no stream', () => {
  const error = '{"error":{"code":460011,"message":"too many"},"request_id":"r"}'
  const remote = { remoteCode: 460011, remoteMessage: 'too many', requestId: 'r' }

  it.each<[number, string, string, FailureCode, FailureDetail]>([
    [200, 'application/json', error, 'busy', { httpStatus: 200, ...remote }],
    [200, 'application/json; charset=utf-8', '{"ok":true}', 'not-adp', { httpStatus: 200 }],
    [200, 'text/html', '<title>Sign in</title>', 'not-adp', { httpStatus: 200 }],
    [204, 'text/event-stream', '', 'not-adp', { httpStatus: 204 }],
    [400, 'application/json', error, 'busy', { httpStatus: 400, ...remote }],
    [400, 'text/plain', 'no', 'not-adp', { httpStatus: 400 }],
    [401, 'text/html', '', 'access-denied', { httpStatus: 401 }],
    [403, 'application/json', '{"error":"no"}', 'access-denied', { httpStatus: 403 }],
    [
      404,
      'application/json',
      '{"error":{"code":404,"message":"?"}}',
      'not-adp',
      { httpStatus: 404, remoteCode: 404, remoteMessage: '?' },
    ],
    [404, 'text/plain', '404 page not found', 'not-adp', { httpStatus: 404 }],
    [408, 'text/plain', '', 'unavailable', { httpStatus: 408 }],
    [413, 'text/html', '', 'question-too-long', { httpStatus: 413 }],
    [429, 'text/plain', 'slow down', 'busy', { httpStatus: 429 }],
    [500, 'application/json', error, 'busy', { httpStatus: 500, ...remote }],
    [500, 'text/event-stream', 'data:1\n\n', 'unavailable', { httpStatus: 500 }],
    [502, 'text/html', '<h1>Bad gateway</h1>', 'unavailable', { httpStatus: 502 }],
    [503, 'text/plain', '', 'unavailable', { httpStatus: 503 }],
  ])('%i %s %j is %s', async (status, contentType, body, code, detail) => {
    const url = await serve((_request, response) => {
      response.writeHead(status, { 'content-type': contentType })
      response.end(body)
    })
    expect(summary(await ask(url))).toEqual(failed(code, detail))
  })

  it.each([301, 302, 303, 307, 308])(
    '%i is not followed: the key stays where it was meant to go',
    async (status) => {
      const elsewhere: string[] = []
      const target = await serve((request, response) => {
        elsewhere.push(request.url ?? '')
        response.end()
      })
      const url = await serve((_request, response) => {
        response.writeHead(status, { location: target.href })
        response.end()
      })
      expect([summary(await ask(url)), elsewhere]).toEqual([failed('not-adp', { httpStatus: status }), []])
    },
  )

  it.each([
    ['30', undefined, 30_000],
    ['Thu, 26 Nov 2026 10:02:00 GMT', 'Thu, 26 Nov 2026 10:00:00 GMT', 120_000],
    ['Thu, 26 Nov 2026 09:00:00 GMT', 'Thu, 26 Nov 2026 10:00:00 GMT', 0],
    ['999999999', undefined, 86_400_000],
    ['soon', undefined, undefined],
  ])('says with Retry-After %j at %j how long to wait: %j ms', async (value, date, retryAfterMs) => {
    const url = await serve((_request, response) => {
      response.writeHead(429, { 'retry-after': value, ...(date === undefined ? {} : { date }) }).end()
    })
    const detail = { httpStatus: 429, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
    expect(summary(await ask(url))).toEqual(failed('busy', detail))
  })

  it('is read only as far as an error message could reach', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' })
      const more = (): void => void (response.destroyed || response.write('x'.repeat(65_536), more))
      more()
    })
    expect(summary(await ask(url))).toEqual(failed('unavailable', { httpStatus: 500 }))
  })
})

describe('no connection', () => {
  it('is unreachable when it is refused', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    expect(summary(await ask(new URL(`http://127.0.0.1:${port}`)))).toEqual(
      failed('unreachable', { cause: 'ECONNREFUSED' }),
    )
  })

  it('is unreachable when there is no such host', async () => {
    expect(summary(await ask(new URL('https://adp-desk.invalid/')))).toEqual(
      failed('unreachable', { cause: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) }),
    )
  })

  it('is unreachable when it is closed without a word', async () => {
    const port = await listen(createTcpServer((socket) => socket.destroy()))
    expect(summary(await ask(new URL(`http://127.0.0.1:${port}`)))).toEqual(
      failed('unreachable', { cause: expect.any(String) }),
    )
  })

  it('is not ADP when the other side does not speak HTTP', async () => {
    const port = await listen(createTcpServer((socket) => socket.end('220 mail.example.com ready\r\n')))
    expect(summary(await ask(new URL(`http://127.0.0.1:${port}`)))).toEqual(
      failed('not-adp', { cause: expect.stringMatching(/^HPE_/) }),
    )
  })
})

describe('a connection over TLS', () => {
  async function serveTls(certificate: { key: string; cert: string }): Promise<URL> {
    const server = createHttpsServer(certificate, (_request, response) => {
      startStream(response)
      response.end('data:1\n\n')
    })
    return new URL(`https://localhost:${await listen(server)}/`)
  }

  it('is made when the certificate is trusted', async () => {
    const certificate = createTestCertificate()
    setDefaultCACertificates([certificate.cert])
    expect(summary(await ask(await serveTls(certificate)))).toEqual([1])
  })

  it('is refused for a certificate that nobody vouches for', async () => {
    expect(summary(await ask(await serveTls(createTestCertificate())))).toEqual(
      failed('not-secure', { cause: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    )
  })

  it('is refused for an expired certificate', async () => {
    const certificate = createTestCertificate({ isExpired: true })
    setDefaultCACertificates([certificate.cert])
    expect(summary(await ask(await serveTls(certificate)))).toEqual(
      failed('not-secure', { cause: 'CERT_HAS_EXPIRED' }),
    )
  })

  it('is refused for the certificate of another host', async () => {
    const certificate = createTestCertificate({ host: 'other.example.com' })
    setDefaultCACertificates([certificate.cert])
    expect(summary(await ask(await serveTls(certificate)))).toEqual(
      failed('not-secure', { cause: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    )
  })

  it('is not secure when the other side speaks plain HTTP', async () => {
    const url = await serve((_request, response) => response.end())
    url.protocol = 'https:'
    expect(summary(await ask(url))).toEqual(failed('not-secure', { cause: 'EPROTO' }))
  })

  it('is not even tried when the environment switches verification off', async () => {
    const certificate = createTestCertificate()
    setDefaultCACertificates([certificate.cert])
    const url = await serveTls(certificate)
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    expect(summary(await ask(url))).toEqual(failed('not-secure', { cause: 'NODE_TLS_REJECT_UNAUTHORIZED' }))
  })
})

describe('waiting', () => {
  it('for the head of a response ends after a minute', async () => {
    const clock = createTestClock()
    const url = await serve(() => clock.advance(60_000))
    expect([summary(await ask(url, clock)), clock.waiting]).toEqual([failed('silent'), 0])
  })
})

describe('leaving', () => {
  function closing(): { url: Promise<URL>; closed: Promise<void> } {
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    const url = serve((_request, response) => {
      response.on('close', resolve)
      startStream(response)
      response.write('data:1\n\n')
    })
    return { url, closed }
  }

  it('while an event is awaited closes the connection, and nothing more is told', async () => {
    const { url, closed } = closing()
    const clock = createTestClock()
    const told: unknown[] = []
    const channel = createSseChannel({
      url: await url,
      body: {},
      clock,
      pace: createListeningPace(clock),
      findProxy: withoutProxy,
    })
    const open = channel.open({
      onEvent(event) {
        told.push(...summary([event]))
        setImmediate(() => open.stop())
      },
      onEnd: () => told.push('end'),
    })
    await closed
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([told, clock.waiting]).toEqual([[1], 0])
  })

  it('at once sends nothing', async () => {
    const seen: string[] = []
    const url = await serve((request, response) => {
      seen.push(request.url ?? '')
      response.end()
    })
    const told: unknown[] = []
    createSseChannel({ url, body: {}, clock: systemClock, pace, findProxy: withoutProxy })
      .open({ onEvent: (event) => told.push(event), onEnd: () => told.push('end') })
      .leave()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([told, seen]).toEqual([[], []])
  })
})
