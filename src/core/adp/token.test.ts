import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { RequestListener, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Site } from '#shared/profile.ts'
import { systemClock, type Clock } from '../clock.ts'
import { createTestClock } from '../test-clock.ts'
import {
  closeServers,
  credentials,
  never,
  secrets,
  serve,
  serveCloud,
  summary,
  type ReceivedCall,
} from './cloud/test-server.ts'
import { createTokenSource, type TokenSource } from './token.ts'
import { withoutProxy } from './proxy.ts'

afterEach(() => {
  closeServers()
  vi.unstubAllEnvs()
})

const visitor = { appKey: secrets.appKey, visitorId: 'visitor-1' }

function fromEndpoint(tokenEndpointUrl: string, clock: Clock = systemClock): TokenSource {
  return createTokenSource({
    place: { site: 'china' },
    credentials,
    tokenEndpointUrl,
    ...visitor,
    clock,
    findProxy: withoutProxy,
  })
}

function answering(text: string | Buffer, headers: Record<string, string> = {}, status = 200) {
  return (_request: unknown, response: ServerResponse): void => {
    response.writeHead(status, headers).end(text)
  }
}

async function askEndpoint(listener: RequestListener, clock?: Clock) {
  return summary(await fromEndpoint(await serve(listener), clock).fetchToken('v2', never))
}

describe('a token endpoint of the person', () => {
  it('is asked at exactly its address, without any secret, anew for every token', async () => {
    const seen: unknown[] = []
    const url = await serve((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        seen.push([request.method, request.url, request.rawHeaders, Buffer.concat(chunks).toString()])
        response.end(`{"token":"token-${seen.length}"}`)
      })
    })
    const source = fromEndpoint(`${url}/adp/token?app=hr&x=%2F`)
    const tokens = [await source.fetchToken('v1', never), await source.fetchToken('v2', never)]
    const headers = (length: number) => [
      ...['content-type', 'application/json', 'accept', 'application/json, text/plain'],
      ...['accept-encoding', 'identity', 'content-length', String(length)],
      ...['Host', url.slice('http://'.length), 'Connection', 'close'],
    ]
    const body = (version: string) => `{"visitorId":"visitor-1","protocolVersion":"${version}"}`
    expect([tokens.map(summary), seen]).toEqual([
      ['token-1', 'token-2'],
      [
        ['POST', '/adp/token?app=hr&x=%2F', headers(body('v1').length), body('v1')],
        ['POST', '/adp/token?app=hr&x=%2F', headers(body('v2').length), body('v2')],
      ],
    ])
  })

  it.each([
    ['{"token":"t-1"}', 't-1'],
    ['{"Token":"t-1"}', 't-1'],
    ['{"Response":{"Token":"t-1","RequestId":"r"}}', 't-1'],
    ['{"code":0,"data":{"token":"t-1"}}', 't-1'],
    ['{"token":null,"Token":"","data":{"token":"t-1"}}', 't-1'],
    ['t-1', 't-1'],
    ['\ufefft-1\r\n', 't-1'],
    ['32477330', '32477330'],
    [`{"token":"${'t'.repeat(2048)}"}`, 't'.repeat(2048)],
    ['t'.repeat(2048), 't'.repeat(2048)],
  ])('may say it as %.60j', async (text, token) => {
    expect(await askEndpoint(answering(text))).toBe(token)
  })

  it('may call it what it likes, compress it, and say that it has made it', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'text/html' }
    expect(await askEndpoint(answering(gzipSync('{"token":"t-1"}'), headers, 201))).toBe('t-1')
  })

  it.each([
    ['nothing', ''],
    ['two words', 'not allowed'],
    ['two lines', 'a\nb'],
    ['a page', '<html><h1>no</h1></html>'],
    ['other JSON', '{"error":"no"}'],
    ['broken JSON', '{"token":"t-1"'],
    ['a list', '["t-1"]'],
    ['a string of JSON', '"t-1"'],
    ['null', 'null'],
    ['a token that is no text', '{"token":12345}'],
    ['a token with white space', '{"token":"a b"}'],
    ['a token with a line break', '{"token":"a\\r\\nb"}'],
    ['a token with control characters', '\u0000t\u0007'],
    ['an error of the cloud API', '{"Response":{"Error":{"Code":"InternalError","Message":"no"}}}'],
    ['too long a token', 't'.repeat(2049)],
    ['too long a token in JSON', `{"token":"${'t'.repeat(2049)}"}`],
    ['something endless', 't'.repeat(16 * 1024 * 1024)],
    ['something endlessly deep', '['.repeat(200_000)],
  ])('that says %s gave no token', async (what, text) => {
    const cause = what === 'something endless' ? { cause: 'BODY_TOO_LONG' } : {}
    expect(await askEndpoint(answering(text))).toEqual({
      code: 'token-endpoint-failed',
      retryable: cause.cause === undefined,
      detail: { httpStatus: 200, ...cause },
    })
  })

  it.each([301, 307, 400, 401, 403, 404, 429, 500, 503])('that answers %i gave no token', async (status) => {
    const elsewhere: string[] = []
    const location = await serve((request, response) => {
      elsewhere.push(request.url ?? '')
      response.end('t-1')
    })
    expect([await askEndpoint(answering('t-1', { location }, status)), elsewhere]).toEqual([
      { code: 'token-endpoint-failed', retryable: true, detail: { httpStatus: status } },
      [],
    ])
  })

  it.each<[string, RequestListener, string | RegExp]>([
    ['closes the connection', (request) => request.socket.destroy(), /./],
    [
      'ends before its length',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('t-1', () => response.socket?.end())
      },
      /./,
    ],
  ])('that %s gave no token', async (_what, listener, cause) => {
    expect(await askEndpoint(listener)).toEqual({
      code: 'token-endpoint-failed',
      retryable: true,
      detail: { cause: expect.stringMatching(cause) },
    })
  })

  it('that is silent is waited for half a minute', async () => {
    const clock = createTestClock()
    expect([await askEndpoint(() => clock.advance(30_000), clock), clock.waiting]).toEqual([
      { code: 'token-endpoint-failed', retryable: true, detail: { cause: 'silent' } },
      0,
    ])
  })

  it.each([
    ['http://tokens.example.com/', 'not-secure', { cause: 'NOT_HTTPS' }],
    ['https://me:word@tokens.example.com/', 'invalid-input', undefined],
    ['tokens', 'invalid-input', undefined],
  ])('at %s is not asked', async (url, code, detail) => {
    const failure = summary(await fromEndpoint(url).fetchToken('v1', never))
    expect(failure).toMatchObject(detail === undefined ? { code } : { code, detail })
  })

  it('is not asked over a connection that is not verified', async () => {
    const server = createTcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const source = fromEndpoint(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const plain = await source.fetchToken('v1', never)
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const unverified = await source.fetchToken('v1', never)
    server.close()
    expect([summary(plain), summary(unverified)]).toEqual([
      { code: 'not-secure', retryable: true, detail: { cause: expect.any(String) } },
      { code: 'not-secure', retryable: true, detail: { cause: 'NODE_TLS_REJECT_UNAUTHORIZED' } },
    ])
  })

  it('is left when nobody waits for the token any more', async () => {
    const stop = new AbortController()
    const url = await serve(() => stop.abort())
    expect(summary(await fromEndpoint(url).fetchToken('v1', stop.signal))).toEqual({
      code: 'cut-off',
      retryable: true,
      detail: { cause: 'ABORTED' },
    })
  })

  it('gets nothing that it says into a failure', async () => {
    const words = `${secrets.appKey} the-token`
    const failure = JSON.stringify(await askEndpoint(answering(words, { 'x-token': words }, 500)))
    expect(failure).toBe('{"code":"token-endpoint-failed","retryable":true,"detail":{"httpStatus":500}}')
  })
})

function fromCloud(cloudApiUrl: string, site: Site = 'custom'): TokenSource {
  return createTokenSource({
    place: { site, cloudApiUrl },
    credentials,
    ...visitor,
    clock: systemClock,
    findProxy: withoutProxy,
  })
}

function error(code: string) {
  return { Error: { Code: code, Message: 'in its words' }, RequestId: 'r' }
}

function nameOf({ call }: ReceivedCall): string | undefined {
  return call.split(' ')[1]
}

describe('the cloud API', () => {
  it.each<[Site, 'v1' | 'v2', string]>([
    ['china', 'v1', 'GetWsToken'],
    ['china', 'v2', 'CreateWebSocketToken'],
    ['standalone', 'v1', 'GetWsToken'],
    ['standalone', 'v2', 'CreateWebSocketToken'],
    ['custom', 'v2', 'CreateWebSocketToken'],
    ['international', 'v1', 'GetWsToken'],
    ['international', 'v2', 'GetWsToken'],
  ])('of the site %s is asked for a token of %s by %s, each time anew', async (site, version, action) => {
    const { url, calls } = await serveCloud(() => ({ Token: `token-${calls.length}`, Balance: null }))
    const source = fromCloud(url, site)
    const tokens = [await source.fetchToken(version, never), await source.fetchToken(version, never)]
    expect([tokens.map(summary), calls.map(nameOf), calls.every(({ isSigned }) => isSigned)]).toEqual([
      ['token-1', 'token-2'],
      [action, action],
      true,
    ])
  })

  it.each([
    'InvalidAction',
    'UnsupportedOperation',
    'UnauthorizedOperation',
    'UnauthorizedOperation.CamNoAuth',
    'ResourceNotFound',
  ])('without the one action (%s) is asked by the other, and by that first the next time', async (code) => {
    const { url, calls } = await serveCloud((call) =>
      call.call.startsWith('adp') ? error(code) : { Token: 'old', Balance: 1 },
    )
    const source = fromCloud(url)
    const tokens = [
      await source.fetchToken('v2', never),
      await source.fetchToken('v2', never),
      await source.fetchToken('v1', never),
    ]
    expect([tokens.map(summary), calls.map(nameOf)]).toEqual([
      ['old', 'old', 'old'],
      ['CreateWebSocketToken', 'GetWsToken', 'GetWsToken', 'GetWsToken'],
    ])
  })

  it('is asked by the newer action where the older one is not there', async () => {
    const { url, calls } = await serveCloud((call) =>
      call.call.startsWith('lke') ? error('InvalidAction') : { Token: 'new' },
    )
    const token = await fromCloud(url).fetchToken('v1', never)
    expect([summary(token), calls.map(nameOf)]).toEqual(['new', ['GetWsToken', 'CreateWebSocketToken']])
  })

  it('that stops having an action is asked by the other one again', async () => {
    let missing = 'adp'
    const { url, calls } = await serveCloud((call) =>
      call.call.startsWith(missing) ? error('InvalidAction') : { Token: missing },
    )
    const source = fromCloud(url)
    const tokens = [await source.fetchToken('v2', never)]
    missing = 'lke'
    tokens.push(await source.fetchToken('v2', never), await source.fetchToken('v2', never))
    expect([tokens.map(summary), calls.map(nameOf)]).toEqual([
      ['adp', 'lke', 'lke'],
      ['CreateWebSocketToken', 'GetWsToken', 'GetWsToken', 'CreateWebSocketToken', 'CreateWebSocketToken'],
    ])
  })

  it.each([
    ['AuthFailure.SecretIdNotFound', 'AuthFailure.SecretIdNotFound', 'credentials-refused', 1],
    ['InternalError', 'InternalError', 'cloud-failed', 1],
    ['InvalidAction', 'AuthFailure.SignatureFailure', 'credentials-refused', 2],
    ['UnauthorizedOperation', 'InvalidAction', 'permission-missing', 2],
    ['InvalidAction', 'UnauthorizedOperation', 'permission-missing', 2],
    ['UnsupportedOperation', 'ResourceNotFound', 'cloud-failed', 2],
  ])('that says %s, then %s, gives no token: %s', async (first, second, code, count) => {
    const { url, calls } = await serveCloud((call) => error(call.call.startsWith('adp') ? first : second))
    expect([summary(await fromCloud(url).fetchToken('v2', never)), calls.length]).toMatchObject([
      { code },
      count,
    ])
  })

  it.each([
    [1, 'token'],
    ['0.5', 'token'],
    [null, 'token'],
    [undefined, 'token'],
    [0, { code: 'quota-used-up', retryable: false }],
    ['-3', { code: 'quota-used-up', retryable: false }],
  ])('with a balance of %j gives %j', async (balance, expected) => {
    const { url, calls } = await serveCloud(() => ({ Token: 'token', Balance: balance }))
    expect([summary(await fromCloud(url).fetchToken('v1', never)), calls.length]).toEqual([expected, 1])
  })

  it('that quotes the request does not get its secrets into a failure', async () => {
    const words = Object.values(secrets).join(' ')
    const { url } = await serveCloud(() => ({
      Error: { Code: words, Message: words },
      RequestId: words,
    }))
    const failure = JSON.stringify(await fromCloud(url).fetchToken('v2', never))
    expect(Object.values(secrets).filter((secret) => failure.includes(secret))).toEqual([])
  })
})

it('without a token endpoint and without credentials there is nothing to get a token with', async () => {
  const source = createTokenSource({
    place: { site: 'china' },
    ...visitor,
    clock: systemClock,
    findProxy: withoutProxy,
  })
  expect(summary(await source.fetchToken('v2', never))).toEqual({
    code: 'credentials-missing',
    retryable: false,
  })
})
