import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer as createHttpsServer } from 'node:https'
import type { RequestListener, ServerResponse } from 'node:http'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { Failure } from '#shared/failure.ts'
import { systemClock, type Clock } from '../../clock.ts'
import { createTestClock } from '../../test-clock.ts'
import { createTestCertificate } from '../test-certificate.ts'
import { adp, lke, type CloudAction } from './action.ts'
import { createCloudApi } from './api.ts'
import type { Result } from '../result.ts'
import {
  closeServers,
  connect,
  credentials,
  never,
  secrets,
  serve,
  serveCloud,
  summary,
} from './test-server.ts'
import { withoutProxy } from '../proxy.ts'

const read: CloudAction<{ Word: string }> = {
  ...lke,
  name: 'DescribeWord',
  isRepeatable: true,
  response: z.object({ Word: z.string() }),
}
const change: CloudAction<unknown> = {
  ...adp,
  name: 'ModifyWord',
  isRepeatable: false,
  response: z.unknown(),
}

const body = { AppKey: secrets.appKey, Text: '词', Absent: undefined }

afterEach(() => {
  closeServers()
  vi.unstubAllEnvs()
})

async function callServer(listener: RequestListener, clock?: Clock) {
  return summary(await connect(await serve(listener), clock).call(read, body, never))
}

function answering(text: string | Buffer, headers: Record<string, string> = {}, status = 200) {
  return (_request: unknown, response: ServerResponse): void => {
    response.writeHead(status, headers).end(text)
  }
}

const word = '{"Response":{"Word":"好","RequestId":"request-1"}}'

describe('a call', () => {
  it.each([
    ['lke', read, 'lke DescribeWord 2023-11-30 ap-guangzhou', { Word: '好' }],
    ['adp', change, 'adp ModifyWord 2026-05-20 ap-guangzhou', { Word: '好', RequestId: 'request-1' }],
  ])('of %s is signed, names its version and region, and gives what it answers', async (...row) => {
    const [, action, call, value] = row
    const { url, calls } = await serveCloud(() => ({ Word: '好', RequestId: 'request-1' }))
    const result = await connect(url).call<unknown>(action, body, never)
    expect([calls, result]).toEqual([
      [{ call, isSigned: true, body: { AppKey: secrets.appKey, Text: '词' } }],
      { ok: true, value },
    ])
  })

  it('names the time of our clock, and the day of it everywhere on earth', async () => {
    const seen: unknown[] = []
    const url = await serve(({ headers }, response) => {
      seen.push(headers['x-tc-timestamp'], headers.authorization?.split('/')[1])
      response.end(word)
    })
    const lastMoment = Date.UTC(2031, 11, 31, 23, 59, 59, 999)
    await connect(url, createTestClock(lastMoment)).call(read, body, never)
    expect(seen).toEqual(['1956527999', '2031-12-31'])
  })

  it.each([
    ['no address', undefined, 'invalid-input'],
    ['an address that is not encrypted', 'http://cloud.example.com', 'not-secure'],
  ])('to %s is not made', async (_what, url, code) => {
    const api = createCloudApi({
      place: { site: 'custom', ...(url === undefined ? {} : { cloudApiUrl: url }) },
      credentials,
      clock: systemClock,
      findProxy: withoutProxy,
    })
    expect(summary(await api.call(read, body, never))).toMatchObject({ code })
  })

  it.each(['', 'AKID\r\nX-Other: 1', '密钥'])('with the SecretId %j is not made', async (secretId) => {
    const { url, calls } = await serveCloud(() => ({}))
    const api = createCloudApi({
      place: { site: 'custom', cloudApiUrl: url },
      credentials: { ...credentials, secretId },
      clock: systemClock,
      findProxy: withoutProxy,
    })
    expect([summary(await api.call(read, body, never)), calls]).toEqual([
      { code: 'credentials-refused', retryable: false },
      [],
    ])
  })
})

describe('a response', () => {
  it.each([
    ['gzip', gzipSync(word)],
    ['deflate', deflateSync(word)],
    ['br', brotliCompressSync(word)],
    ['zstd', zstdCompressSync(word)],
  ])('that a gateway has compressed with %s is read', async (encoding, bytes) => {
    expect(await callServer(answering(bytes, { 'content-encoding': encoding }))).toEqual({ Word: '好' })
  })

  it.each(['text/html', 'application/octet-stream', ''])('that is called %j is read', async (type) => {
    expect(await callServer(answering(word, { 'content-type': type }))).toEqual({ Word: '好' })
  })

  it('keeps numbers above 2^53, and is not bothered by what it does not know, however deep', async () => {
    const depth = 200_000
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`
    const url = await serve(answering(`{"Response":{"Id":1873345678901234567,"Deep":${deep}}}`))
    const ids: CloudAction<unknown> = { ...read, response: z.object({ Id: z.unknown() }) }
    expect(summary(await connect(url).call(ids, body, never))).toEqual({ Id: '1873345678901234567' })
  })

  it.each<[string, string]>([
    ['without a member that has to be there', '{"Response":{"RequestId":"request-1"}}'],
    ['with one of another type', '{"Response":{"Word":1,"RequestId":"request-1"}}'],
  ])('%s is no answer', async (_what, text) => {
    expect(await callServer(answering(text))).toEqual({
      code: 'cloud-failed',
      retryable: false,
      detail: { cause: 'UNEXPECTED_RESPONSE', requestId: 'request-1' },
    })
  })

  it.each<[string, number, string, Omit<Failure, 'message'>]>([
    [
      'that is a page',
      200,
      '<html>Sign in</html>',
      { code: 'not-adp', retryable: true, detail: { httpStatus: 200 } },
    ],
    [
      'that is other JSON',
      200,
      '{"ok":true}',
      { code: 'not-adp', retryable: true, detail: { httpStatus: 200 } },
    ],
    [
      'that is half an envelope',
      200,
      '{"Response":{"Wo',
      { code: 'not-adp', retryable: true, detail: { httpStatus: 200 } },
    ],
    [
      'with an empty envelope',
      200,
      '{"Response":null}',
      { code: 'not-adp', retryable: true, detail: { httpStatus: 200 } },
    ],
    ['with nothing in it', 204, '', { code: 'not-adp', retryable: true, detail: { httpStatus: 204 } }],
    [
      'that a sign-in gives',
      401,
      '{"message":"40101-missing Authorization header"}',
      { code: 'access-denied', retryable: true, detail: { httpStatus: 401 } },
    ],
    ['of a wrong path', 404, 'not found', { code: 'not-adp', retryable: true, detail: { httpStatus: 404 } }],
    [
      'of a proxy',
      502,
      '<h1>Bad</h1>',
      { code: 'unavailable', retryable: true, detail: { httpStatus: 502 } },
    ],
    [
      'with an envelope in it and another status',
      500,
      word,
      { code: 'unavailable', retryable: true, detail: { httpStatus: 500 } },
    ],
    [
      'with an error in it and another status',
      403,
      '{"Response":{"Error":{"Code":"UnauthorizedOperation","Message":"no"},"RequestId":"r"}}',
      {
        code: 'permission-missing',
        retryable: false,
        detail: { httpStatus: 403, cloudCode: 'UnauthorizedOperation', remoteMessage: 'no', requestId: 'r' },
      },
    ],
    [
      'with an error that only has words',
      200,
      '{"Response":{"Error":"out of order"}}',
      { code: 'cloud-failed', retryable: false, detail: { remoteMessage: 'out of order' } },
    ],
    [
      'with an error beside an answer',
      200,
      '{"Response":{"Word":"x","Error":{"Code":"FailedOperation","Message":"450203-ErrSecretNotFound"},"RequestId":"c8e6"}}',
      {
        code: 'credentials-refused',
        retryable: false,
        detail: {
          cloudCode: 'FailedOperation',
          remoteCode: 450203,
          remoteMessage: '450203-ErrSecretNotFound',
          requestId: 'c8e6',
        },
      },
    ],
    [
      'that asks to wait',
      429,
      'slow down',
      { code: 'busy', retryable: true, detail: { httpStatus: 429, retryAfterMs: 30_000 } },
    ],
  ])('%s (%i) is a failure', async (_what, status, text, failure) => {
    const headers = { date: new Date(systemClock.now()).toUTCString() }
    const more: Record<string, string> = status === 429 ? { 'retry-after': '30' } : {}
    expect(await callServer(answering(text, { ...headers, ...more }, status))).toEqual(failure)
  })

  it('with a null error is an answer', async () => {
    expect(await callServer(answering('{"Response":{"Word":"x","Error":null}}'))).toEqual({ Word: 'x' })
  })

  it('says by its date how wrong our clock is', async () => {
    const serverTime = Date.UTC(2026, 10, 26, 10)
    const text =
      '{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"expired"},"RequestId":"r"}}'
    const failure = await callServer(
      answering(text, { date: new Date(serverTime).toUTCString() }),
      createTestClock(serverTime + 7_200_000),
    )
    expect(failure).toEqual({
      code: 'clock-wrong',
      retryable: true,
      detail: {
        cloudCode: 'AuthFailure.SignatureExpire',
        remoteMessage: 'expired',
        requestId: 'r',
        clockAheadMs: 7_200_000,
      },
    })
  })

  it.each([301, 302, 307, 308])('%i is not followed: a signature is for one host', async (status) => {
    const elsewhere: string[] = []
    const target = await serve((request, response) => {
      elsewhere.push(request.url ?? '')
      response.end()
    })
    const failure = await callServer(answering('', { location: target }, status))
    expect([failure, elsewhere]).toEqual([
      { code: 'not-adp', retryable: true, detail: { httpStatus: status } },
      [],
    ])
  })

  it.each<[string, RequestListener]>([
    ['as it comes', answering(`{"Response":{"Word":"${'x'.repeat(16 * 1024 * 1024)}"}}`)],
    [
      'compressed to almost nothing',
      answering(gzipSync(Buffer.alloc(16 * 1024 * 1024, 'x')), { 'content-encoding': 'gzip' }),
    ],
  ])('of 16 MB is not read to its end: %s', async (_way, listener) => {
    expect(await callServer(listener)).toEqual({
      code: 'cloud-failed',
      retryable: false,
      detail: { httpStatus: 200, cause: 'BODY_TOO_LONG' },
    })
  })

  it.each<[string, RequestListener]>([
    [
      'ends before its length',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' })
        response.write(word, () => response.socket?.end())
      },
    ],
    [
      'is reset',
      (_request, response) => {
        response.write(word.slice(0, 10), () => response.socket?.resetAndDestroy())
      },
    ],
    ['calls itself compressed and is not', answering(word, { 'content-encoding': 'gzip' })],
  ])('that %s is cut off', async (_what, listener) => {
    expect(await callServer(listener)).toEqual({
      code: 'cut-off',
      retryable: true,
      detail: { cause: expect.any(String) },
    })
  })
})

describe('no response', () => {
  it.each(['head', 'body'])('is waited for half a minute: %s', async (missing) => {
    const clock = createTestClock()
    const failure = await callServer((_request, response) => {
      clock.advance(20_000)
      if (missing === 'body') response.write('{')
      setImmediate(() => clock.advance(10_000))
    }, clock)
    expect([failure, clock.waiting]).toEqual([{ code: 'silent', retryable: true }, 0])
  })

  it('comes from a host that is not there', async () => {
    const api = connect('https://adp-desk.invalid')
    expect(summary(await api.call(read, body, never))).toEqual({
      code: 'unreachable',
      retryable: true,
      detail: { cause: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) },
    })
  })

  it.each<[string, string, (port: number) => string]>([
    ['unreachable', 'a connection that is closed', (port) => `http://127.0.0.1:${port}`],
    ['not-secure', 'a server without TLS', (port) => `https://127.0.0.1:${port}`],
  ])('is %s for %s', async (code, _what, addressOf) => {
    const server = createTcpServer((socket) =>
      socket.end(code === 'not-secure' ? 'HTTP/1.1 400\r\n\r\n' : ''),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const failure = summary(await connect(addressOf(port)).call(read, body, never))
    server.close()
    expect(failure).toEqual({ code, retryable: true, detail: { cause: expect.any(String) } })
  })

  it.each<[string, Record<string, string>, string]>([
    ['a certificate that nobody vouches for', {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [
      'an environment that switches verification off',
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      'NODE_TLS_REJECT_UNAUTHORIZED',
    ],
  ])('is not secure with %s, and nothing is sent', async (_what, environment, cause) => {
    const seen: unknown[] = []
    const server = createHttpsServer(createTestCertificate(), (request) => seen.push(request.url))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
    const { port } = server.address() as AddressInfo
    const failure = summary(await connect(`https://localhost:${port}`).call(read, body, never))
    server.close()
    expect([failure, seen]).toEqual([{ code: 'not-secure', retryable: true, detail: { cause } }, []])
  })
})

const limited = { Error: { Code: 'RequestLimitExceeded', Message: 'too often' }, RequestId: 'r' }
const busy = {
  code: 'busy',
  retryable: true,
  detail: { cloudCode: 'RequestLimitExceeded', remoteMessage: 'too often', requestId: 'r' },
}

/** A clock that turns itself when somebody pauses, and says for how long; deadlines never pass. */
function createPausingClock(onPause: (durationMs: number) => void): Clock {
  const clock = createTestClock()
  return {
    now: clock.now,
    elapsed: clock.elapsed,
    after(durationMs, callback) {
      const cancel = clock.after(durationMs, callback)
      if (durationMs < 30_000) {
        onPause(durationMs)
        queueMicrotask(() => clock.advance(durationMs))
      }
      return cancel
    },
  }
}

describe('a service that is called too often', () => {
  it('is called again after longer and longer pauses, and then is busy', async () => {
    const pauses: number[] = []
    const { url, calls } = await serveCloud(() => limited)
    const result = await connect(
      url,
      createPausingClock((ms) => pauses.push(ms)),
    ).call(read, body, never)
    expect([summary(result), pauses, calls.map(({ isSigned }) => isSigned)]).toEqual([
      busy,
      [500, 1000, 2000],
      [true, true, true, true],
    ])
  })

  it('is called again until it answers', async () => {
    const { url, calls } = await serveCloud(() => (calls.length < 3 ? limited : { Word: 'at last' }))
    const result = await connect(
      url,
      createPausingClock(() => undefined),
    ).call(read, body, never)
    expect([summary(result), calls.length]).toEqual([{ Word: 'at last' }, 3])
  })

  it('is not called again to change something', async () => {
    const { url, calls } = await serveCloud(() => limited)
    expect([summary(await connect(url).call(change, body, never)), calls.length]).toEqual([busy, 1])
  })

  it.each([
    ['any other error', { Error: { Code: 'InternalError', Message: 'again?' } }],
    ['an answer that cannot be read', {}],
  ])('is not called again after %s', async (_what, members) => {
    const { url, calls } = await serveCloud(() => members)
    await connect(url).call(read, body, never)
    expect(calls.length).toBe(1)
  })

  it.each([
    ['adp', 20, { ...change, isRepeatable: true }],
    ['lke', 100, read],
  ])('has not been called by us: %s takes %i calls a second', async (_service, perSecond, action) => {
    const clock = createTestClock()
    const { url, calls } = await serveCloud(() => ({ Word: '' }))
    const api = connect(url, clock)
    const results = Array.from({ length: perSecond + 5 }, () => api.call<unknown>(action, body, never))
    await Promise.all(results.slice(0, perSecond))
    const callsAtOnce = calls.length
    clock.advance(1000)
    await Promise.all(results)
    expect([callsAtOnce, calls.length]).toEqual([perSecond, perSecond + 5])
  })

  it('does not get an endless queue of calls', async () => {
    const { url } = await serveCloud(() => ({}))
    const api = connect(url, createTestClock())
    const stop = new AbortController()
    const results = Array.from({ length: 300 }, () => api.call(change, body, stop.signal))
    expect(summary((await results.at(-1)) as Result<unknown>)).toEqual({
      code: 'too-many-calls',
      retryable: true,
    })
    stop.abort()
    await Promise.all(results)
  })
})

describe('a call that is given up', () => {
  const aborted = { code: 'cut-off', retryable: true, detail: { cause: 'ABORTED' } }

  it('before it is made is not made', async () => {
    const { url, calls } = await serveCloud(() => ({}))
    expect([summary(await connect(url).call(read, body, AbortSignal.abort())), calls]).toEqual([aborted, []])
  })

  it('while it waits for the answer closes the connection', async () => {
    const stop = new AbortController()
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    const { url } = await serveCloud((_call, response) => {
      response.on('close', resolve)
      stop.abort()
      return undefined
    })
    const failure = summary(await connect(url).call(read, body, stop.signal))
    await closed
    expect(failure).toEqual(aborted)
  })

  it('while it waits for its turn is not made', async () => {
    const { url, calls } = await serveCloud(() => ({}))
    const clock = createTestClock()
    const api = connect(url, clock)
    await Promise.all(Array.from({ length: 20 }, () => api.call(change, body, never)))
    const stop = new AbortController()
    const waiting = api.call(change, body, stop.signal)
    stop.abort()
    expect([summary(await waiting), calls.length, clock.waiting]).toEqual([aborted, 20, 0])
  })

  it('while it waits to be made again is not made again', async () => {
    const stop = new AbortController()
    const clock = createTestClock()
    const { url, calls } = await serveCloud(() => limited)
    const noticing: Clock = {
      now: clock.now,
      elapsed: clock.elapsed,
      after(durationMs, callback) {
        if (durationMs === 500) setImmediate(() => stop.abort())
        return clock.after(durationMs, callback)
      },
    }
    const failure = summary(await connect(url, noticing).call(read, body, stop.signal))
    expect([failure, calls.length, clock.waiting]).toEqual([aborted, 1, 0])
  })
})

describe('the secrets of a call', () => {
  const quoted = `${secrets.secretId} ${secrets.secretKey} ${secrets.appKey}`
  const padding = 'x'.repeat(4000 - 5)

  it.each<[string, RequestListener]>([
    [
      'an error, in every member of it',
      answering(
        JSON.stringify({ Response: { Error: { Code: quoted, Message: quoted }, RequestId: quoted } }),
      ),
    ],
    [
      'an error with slashes that are escaped',
      answering(
        JSON.stringify({ Response: { Error: { Code: 'FailedOperation', Message: quoted } } }).replaceAll(
          '/',
          String.raw`\/`,
        ),
      ),
    ],
    [
      'an error at the place where it is cut',
      answering(JSON.stringify({ Response: { Error: { Code: 'x', Message: padding + secrets.secretKey } } })),
    ],
    [
      'an error of the dialogue at the place where it is cut',
      answering(JSON.stringify({ error: { code: 1, message: padding + secrets.secretKey } })),
    ],
    [
      'an error of the dialogue, escaped',
      answering(JSON.stringify({ error: { code: 1, message: quoted } }).replaceAll('/', String.raw`\/`)),
    ],
    ['a page', answering(quoted, {}, 500)],
    ['a redirect', answering('', { location: `/${secrets.secretId}` }, 302)],
    ['an answer that cannot be read', answering(JSON.stringify({ Response: { RequestId: quoted } }))],
    ['a connection that ends', (request) => request.socket.destroy()],
  ])('do not come back in %s', async (_way, listener) => {
    const failure = JSON.stringify(await callServer(listener))
    const found = Object.values(secrets).filter((secret) => failure.includes(secret.slice(0, 5)))
    expect([found, failure.includes('"code"')]).toEqual([[], true])
  })

  it('are not in the request either, but for the SecretId and the AppKey', async () => {
    const seen: string[] = []
    const url = await serve((request, response) => {
      seen.push(JSON.stringify(request.rawHeaders))
      request.on('data', (bytes: Buffer) => seen.push(String(bytes)))
      request.on('end', () => response.end(word))
    })
    await connect(url).call(read, body, never)
    expect(seen.join('\n').includes(secrets.secretKey)).toBe(false)
  })
})
