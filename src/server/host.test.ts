import { once } from 'node:events'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '#core/shell/content-security-policy.ts'
import { findFramePolicy } from '#core/shell/frame-policy.ts'
import {
  makeRendererDir,
  openPage,
  postSession,
  readLaunchToken,
  send,
  sendRaw,
  signIn,
  startTestHost,
  tryUpgrade,
  createHandlers,
} from './test-host.ts'
import { createTestClock } from '#core/test-clock.ts'
import { silentLog } from '#core/log.ts'
import { startHost } from './host.ts'

const everyHeader = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

function pickHeaders(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(everyHeader).map((name) => [name, headers[name]]))
}

/** The addresses at which this process listens on a port, as the runtime itself knows them. */
function listListening(port: number): string[] {
  // Otherwise the report asks a name server about each address.
  Object.assign(process.report, { excludeNetwork: true })
  // The report has no declared type. Every TCP handle in it has its own end, and a connected one the other end too.
  const { libuv } = process.report.getReport() as unknown as {
    libuv: {
      type: string
      localEndpoint?: { host: string; port: number } | null
      remoteEndpoint?: object | null
    }[]
  }
  return libuv
    .filter(({ type, remoteEndpoint }) => type === 'tcp' && !remoteEndpoint)
    .flatMap(({ localEndpoint }) => (localEndpoint?.port === port ? [localEndpoint.host] : []))
    .sort()
}

/** Whether something listens there. */
async function canConnect(host: string, port: number): Promise<boolean> {
  const socket = connect(port, host)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

describe('the listening', () => {
  it('announces one address on 127.0.0.1, with a token of at least 128 bits in its fragment', async () => {
    const { port, announced } = await startTestHost()
    expect(announced.map((address) => address.replace(/[\w-]{43}$/, 'TOKEN'))).toEqual([
      `http://127.0.0.1:${port}/#token=TOKEN`,
    ])
  })

  it('is at the two loopback addresses, or the one that this machine has, and at no other', async () => {
    const { port } = await startTestHost()
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
    const hasIpv6 = own.some(({ address }) => address === '::1')
    expect(listListening(port)).toEqual(hasIpv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1'])
  })

  it('cannot be reached by any other address of this machine', async () => {
    const { port } = await startTestHost()
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, scopeid }) => !internal && !scopeid)
      .map(({ address }) => address)
    const reached = await Promise.all(['127.0.0.1', ...others].map((address) => canConnect(address, port)))
    expect(reached).toEqual([true, ...others.map(() => false)])
  })

  it('rejects a port that is taken', async () => {
    const { port } = await startTestHost()
    const second = startHost({
      port,
      rendererDir: makeRendererDir(),
      engine: {
        handlers: createHandlers({}),
        subscribe: () => () => undefined,
        takeOutgoing: () => undefined,
      },
      clock: createTestClock(),
      log: silentLog,
      onAddress: () => undefined,
      onLocked: () => undefined,
    })
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

it('a frame has a policy of its own, and every other header', async () => {
  const { port } = await startTestHost()
  const { headers } = await send(port, { path: '/frames/chart.html' })
  expect(pickHeaders(headers)).toEqual({
    ...everyHeader,
    'content-security-policy': findFramePolicy('/frames/chart.html', Buffer.from('<script>1</script>')),
  })
})

describe('endpoints', () => {
  it('are the files of the page, one POST and one socket, and nothing else', async () => {
    const { port } = await startTestHost()
    const paths = [
      '/',
      '/icon.svg',
      '/assets/index-4f2a.js',
      '/session',
      '/bridge',
      '/index.js',
      '/api',
      '/health',
    ]
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']
    const answered: string[] = []
    for (const path of paths)
      for (const method of methods) {
        const { status } = await send(port, { method, path, headers: { Origin: `http://127.0.0.1:${port}` } })
        if (status !== 404 && status !== 405) answered.push(`${method} ${path} ${status}`)
      }
    expect(answered).toEqual([
      'GET / 200',
      'HEAD / 200',
      'GET /icon.svg 200',
      'HEAD /icon.svg 200',
      'GET /assets/index-4f2a.js 200',
      'HEAD /assets/index-4f2a.js 200',
      // no JSON in it
      'POST /session 415',
    ])
  })

  it('refuse OPTIONS without a word about other origins', async () => {
    const { port } = await startTestHost()
    const response = await send(port, {
      method: 'OPTIONS',
      path: '/session',
      headers: {
        Origin: 'https://evil.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Private-Network': 'true',
      },
    })
    const cors = Object.keys(response.headers).filter((name) => name.startsWith('access-control'))
    expect([response.status, response.headers.allow, cors]).toEqual([405, 'GET, HEAD, POST', []])
  })

  it.each([
    ['the page', { path: '/' }, 200, 'no-store'],
    [
      'a file whose name has a hash',
      { path: '/assets/index-4f2a.js' },
      200,
      'public, max-age=31536000, immutable',
    ],
    ['another file', { path: '/icon.svg' }, 200, 'no-store'],
    ['nothing', { path: '/nothing' }, 404, 'no-store'],
    ['a refused method', { method: 'OPTIONS' }, 405, 'no-store'],
    ['a foreign host', { headers: { Host: 'evil.example' } }, 421, 'no-store'],
    ['a foreign site', { headers: { 'Sec-Fetch-Site': 'cross-site' } }, 403, 'no-store'],
  ])('send every security header with %s', async (_situation, sent, status, cache) => {
    const { port } = await startTestHost()
    const response = await send(port, sent)
    expect([response.status, response.headers['cache-control'], pickHeaders(response.headers)]).toEqual([
      status,
      cache,
      everyHeader,
    ])
  })

  it('forbid the page to be framed', () => {
    expect(contentSecurityPolicy).toContain("frame-ancestors 'none'")
  })

  it('send the security headers with a session, a refused upgrade and bytes that are no HTTP', async () => {
    const host = await startTestHost()
    const session = await postSession(host.port, { launchToken: readLaunchToken(host.announced[0]) })
    const texts = [
      await sendRaw(
        host.port,
        `GET /bridge HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      ),
      await sendRaw(host.port, 'SSH-2.0-OpenSSH\r\n\r\n'),
    ].map((text) => {
      const [statusLine = '', ...lines] = text.split('\r\n')
      const headers = lines
        .map((line) => line.split(': '))
        .map(([name = '', value]) => [name.toLowerCase(), value])
      return [statusLine, pickHeaders(Object.fromEntries(headers))]
    })
    expect([
      [session.status, session.headers['cache-control'], pickHeaders(session.headers)],
      ...texts,
    ]).toEqual([
      [200, 'no-store', everyHeader],
      ['HTTP/1.1 421 Misdirected Request', everyHeader],
      ['HTTP/1.1 400 Bad Request', everyHeader],
    ])
  })
})

describe('paths', () => {
  it.each([
    '/../private.json',
    '/assets/../../private.json',
    '/assets/..%2f..%2fprivate.json',
    '/%2e%2e/private.json',
    '/..%5cprivate.json',
    '/..\\private.json',
    '//private.json',
    '//etc/passwd',
    '/index.html%00',
    '/index.html%00.svg',
    '/%69ndex.html',
    '/INDEX.HTML',
    '/index.html/',
    '/./index.html',
    '/assets/',
    '/file:///etc/passwd',
    'file:///etc/passwd',
    'http://evil.example/',
    '*',
    'index.html',
  ])('lead nowhere but to the listed files: %s', async (path) => {
    const { port } = await startTestHost()
    const text = await sendRaw(
      port,
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
    )
    expect(text.split('\r\n')[0]).toMatch(/^HTTP\/1\.1 (404 Not Found|400 Bad Request)$/)
  })
})

describe('the host name', () => {
  const own = [
    (port: number) => `127.0.0.1:${port}`,
    (port: number) => `localhost:${port}`,
    (port: number) => `[::1]:${port}`,
  ]
  const foreign = [
    (port: number) => `evil.example:${port}`,
    () => 'evil.example',
    () => '127.0.0.1',
    () => 'localhost',
    (port: number) => `127.0.0.1:${port + 1}`,
    (port: number) => `127.0.0.1.evil.example:${port}`,
    (port: number) => `localhost.:${port}`,
    (port: number) => `evil@127.0.0.1:${port}`,
    (port: number) => `0.0.0.0:${port}`,
    (port: number) => `127.1:${port}`,
    (port: number) => `[::ffff:127.0.0.1]:${port}`,
  ]

  it.each(own.map((name) => [name(1), name]))('is one of ours: %s', async (_shown, name) => {
    const { port } = await startTestHost()
    expect((await send(port, { headers: { Host: name(port) } })).status).toBe(200)
  })

  it.each(foreign.map((name) => [name(1), name]))(
    'of a page that points its own name at this machine is refused, for requests, sessions and sockets: %s',
    async (_shown, name) => {
      const host = await startTestHost()
      const Host = name(host.port)
      const { cookie } = await signIn(host)
      const statuses = [
        (await send(host.port, { headers: { Host } })).status,
        (await send(host.port, { path: '/nothing', headers: { Host } })).status,
        (await postSession(host.port, {}, { Host, Origin: `http://${Host}` })).status,
        await tryUpgrade(host.port, { Host, Origin: `http://${Host}`, Cookie: cookie }),
      ]
      expect(statuses).toEqual([421, 421, 421, 421])
    },
  )

  it.each([
    ['no Host at all', ''],
    ['an empty one', 'Host: \r\n'],
    ['two of them', 'Host: 127.0.0.1:PORT\r\nHost: evil.example\r\n'],
  ])('is refused when there is %s', async (_situation, lines) => {
    const { port } = await startTestHost()
    const text = await sendRaw(
      port,
      `GET / HTTP/1.1\r\n${lines.replace('PORT', String(port))}Connection: close\r\n\r\n`,
    )
    expect(text.split('\r\n')[0]).toMatch(/^HTTP\/1\.1 (421|400) /)
  })
})

describe('the origin', () => {
  const foreign: readonly (readonly [string, (port: number) => Record<string, string>])[] = [
    ['of another site', () => ({ Origin: 'https://evil.example' })],
    ['of another port of this machine', (port) => ({ Origin: `http://127.0.0.1:${port + 1}` })],
    ['of another name of this machine', (port) => ({ Origin: `http://localhost:${port}` })],
    ['of another scheme', (port) => ({ Origin: `https://127.0.0.1:${port}` })],
    ['of a sandboxed frame', () => ({ Origin: 'null' })],
    ['that is longer than ours', (port) => ({ Origin: `http://127.0.0.1:${port}.evil.example` })],
    ['that is empty', () => ({ Origin: '' })],
    [
      'of ours on a request that another site made',
      (port) => ({ Origin: `http://127.0.0.1:${port}`, 'Sec-Fetch-Site': 'cross-site' }),
    ],
    [
      'of ours on a request that another port made',
      (port) => ({ Origin: `http://127.0.0.1:${port}`, 'Sec-Fetch-Site': 'same-site' }),
    ],
  ]

  it.each(foreign)('%s is refused for requests, sessions and sockets', async (_situation, forge) => {
    const host = await startTestHost()
    const { cookie, pageToken } = await signIn(host)
    const headers = forge(host.port)
    const statuses = [
      (await send(host.port, { headers })).status,
      (await postSession(host.port, { pageToken }, { Cookie: cookie, ...headers })).status,
      await tryUpgrade(host.port, { Cookie: cookie, ...headers }),
    ]
    expect(statuses).toEqual([403, 403, 403])
  })

  it('cannot be named twice, ours first', async () => {
    const { port } = await startTestHost()
    const own = `http://127.0.0.1:${port}`
    const text = await sendRaw(
      port,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${own}\r\nOrigin: https://evil.example\r\n\r\n`,
    )
    expect(text.split('\r\n')[0]).toBe('HTTP/1.1 403 Forbidden')
  })

  it('must be named by everything but a plain GET', async () => {
    const host = await startTestHost()
    const { cookie, pageToken } = await signIn(host)
    const body = JSON.stringify({ pageToken })
    const headers = { Cookie: cookie, 'Content-Type': 'application/json' }
    const statuses = [
      (await send(host.port, {})).status,
      (await send(host.port, { method: 'POST', path: '/session', headers, body })).status,
      await tryUpgrade(host.port, { Cookie: cookie }),
    ]
    expect(statuses).toEqual([200, 403, 403])
  })
})

describe('POST /session', () => {
  it('exchanges the token of the address for a cookie and a page token, and says nothing else', async () => {
    const { port, announced } = await startTestHost()
    const { status, headers, body } = await postSession(port, { launchToken: readLaunchToken(announced[0]) })
    expect([status, Object.keys(JSON.parse(body)), headers['set-cookie']?.length]).toEqual([
      200,
      ['pageToken'],
      1,
    ])
  })

  it('refuses a token that was used, and announces a fresh address on the terminal alone', async () => {
    const { port, announced } = await startTestHost()
    const launchToken = readLaunchToken(announced[0])
    await postSession(port, { launchToken })
    const { status, headers, body } = await postSession(port, { launchToken })
    expect([status, headers['set-cookie'], body, announced.length]).toEqual([
      401,
      undefined,
      'Unauthorized\n',
      2,
    ])
  })

  it('refuses a token that is too old', async () => {
    const { port, announced, clock } = await startTestHost()
    clock.advance(60_000)
    expect((await postSession(port, { launchToken: readLaunchToken(announced[0]) })).status).toBe(401)
  })

  it('gives a page that is loaded again a new page token for its cookie and its last one', async () => {
    const host = await startTestHost()
    const { cookie, pageToken } = await signIn(host)
    const { status, body } = await postSession(host.port, { pageToken }, { Cookie: cookie })
    expect([status, JSON.parse(body).pageToken === pageToken]).toEqual([200, false])
  })

  it('is not answered for the cookie alone, which a browser also sends to other ports of this machine', async () => {
    const host = await startTestHost()
    const { cookie } = await signIn(host)
    expect((await postSession(host.port, {}, { Cookie: cookie })).status).toBe(401)
  })

  it('locks after 20 wrong tokens, also for the right one, for open pages’ cookies and for sockets', async () => {
    const host = await startTestHost()
    const { cookie, pageToken } = await signIn(host)
    const statuses = new Set<number>()
    for (let attempt = 0; attempt < 20; attempt++)
      statuses.add((await postSession(host.port, { launchToken: `guess-${attempt}` })).status)
    const afterwards = [
      (await postSession(host.port, { launchToken: readLaunchToken(host.announced[0]) })).status,
      (await postSession(host.port, { pageToken }, { Cookie: cookie })).status,
      await tryUpgrade(host.port, { Origin: `http://127.0.0.1:${host.port}`, Cookie: cookie }),
    ]
    expect([[...statuses], afterwards, host.announced.slice(1)]).toEqual([[401], [403, 403, 401], ['locked']])
  })

  it.each([
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, '{}', 415],
    ['plain text', { 'Content-Type': 'text/plain' }, '{}', 415],
    ['a type that only contains JSON', { 'Content-Type': 'text/plain; application/json' }, '{}', 415],
    ['no JSON', { 'Content-Type': 'application/json' }, '{', 400],
    ['no object', { 'Content-Type': 'application/json' }, '[]', 400],
    ['an extra key', { 'Content-Type': 'application/json' }, '{"admin":true}', 400],
    ['a prototype key', { 'Content-Type': 'application/json' }, '{"__proto__":{"launchToken":"x"}}', 400],
    ['a token that is no text', { 'Content-Type': 'application/json' }, '{"launchToken":1}', 400],
    [
      'a token that is too long',
      { 'Content-Type': 'application/json' },
      `{"launchToken":"${'x'.repeat(201)}"}`,
      400,
    ],
    ['nothing to show', { 'Content-Type': 'application/json; charset=utf-8' }, '{}', 401],
  ])('refuses %s', async (_situation, headers, body, status) => {
    const { port } = await startTestHost()
    const response = await send(port, {
      method: 'POST',
      path: '/session',
      headers: { Origin: `http://127.0.0.1:${port}`, ...headers },
      body,
    })
    expect(response.status).toBe(status)
  })

  it('refuses a body that says it is larger than 1 MB before it comes', async () => {
    const { port } = await startTestHost()
    const text = await sendRaw(port, formatPost(port, `Content-Length: ${1024 * 1024 + 1}`))
    expect(text.split('\r\n')[0]).toBe('HTTP/1.1 413 Payload Too Large')
  })

  it('refuses a body that grows larger than 1 MB without saying so', async () => {
    const { port } = await startTestHost()
    const chunk = 'x'.repeat(64 * 1024)
    const chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(17)
    const text = await sendRaw(port, formatPost(port, 'Transfer-Encoding: chunked') + chunks)
    expect(text.split('\r\n')[0]).toBe('HTTP/1.1 413 Payload Too Large')
  })
})

describe('closing', () => {
  it('tells an open page that the program ends', async () => {
    const host = await startTestHost()
    const page = await openPage(host.port, await signIn(host))
    await host.host.close()
    expect([await page.closed, await canConnect('127.0.0.1', host.port)]).toEqual([1001, false])
  })
})

function formatPost(port: number, header: string): string {
  const host = `127.0.0.1:${port}`
  return [
    'POST /session HTTP/1.1',
    `Host: ${host}`,
    `Origin: http://${host}`,
    'Content-Type: application/json',
    header,
    '',
    '',
  ].join('\r\n')
}
