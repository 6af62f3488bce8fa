import { once } from 'node:events'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { systemClock } from '../clock.ts'
import { createTestClock, type TestClock } from '../test-clock.ts'
import { postJson, readBeginning } from './http-request.ts'
import { createNetworkFailure } from './network-failure.ts'
import type { FindProxy } from './proxy.ts'
import { createTestCertificate } from './test-certificate.ts'
import { startTestProxy } from './test-proxy.ts'
import { openSocket, type SocketOptions } from './wire/socket.ts'

const never = new AbortController().signal

/** A service behind TLS that answers requests, and sockets with the Engine.IO and Socket.IO greeting. */
async function serveTls(host: string): Promise<number> {
  const certificate = createTestCertificate({ host })
  const trusted = getCACertificates('default')
  setDefaultCACertificates([certificate.cert])
  const server = createHttpsServer(certificate, (request, response) => {
    request.resume()
    request.on('end', () => response.end('{"hello":"world"}'))
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    socket.send('0{"sid":"1","upgrades":[],"pingInterval":25000,"pingTimeout":5000}')
    socket.on('message', () => socket.send('40{"sid":"2"}'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    setDefaultCACertificates(trusted)
    for (const client of sockets.clients) client.terminate()
    server.closeAllConnections()
    server.close()
  })
  // Safe: a server that listens on TCP has such an address.
  return (server.address() as AddressInfo).port
}

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // Safe, as above.
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function post(url: string, proxy: URL, signal: AbortSignal = never): Promise<unknown> {
  const findProxy: FindProxy = () => Promise.resolve(proxy)
  try {
    const response = await postJson(new URL(url), '{}', {}, { findProxy, signal })
    return [response.status, await readBeginning(response.body, 100)]
  } catch (error) {
    const { code, detail } = createNetworkFailure(error)
    return { code, ...detail }
  }
}

describe('through a proxy', () => {
  it('a request reaches the host whose certificate is checked, over a connection of its own each time', async () => {
    const proxy = await startTestProxy(await serveTls('adp.example'))
    const answers = [
      await post('https://adp.example/a', proxy.url),
      await post('https://adp.example/b', proxy.url),
    ]
    expect([answers, proxy.asked, proxy.authorization]).toEqual([
      [
        [200, '{"hello":"world"}'],
        [200, '{"hello":"world"}'],
      ],
      ['adp.example:443', 'adp.example:443'],
      undefined,
    ])
  })

  it('a WebSocket opens', async () => {
    const proxy = await startTestProxy(await serveTls('adp.example'))
    const opening = await openSocket(socketOptions(proxy.url), never)
    if (opening.ok) opening.socket.close()
    expect([opening.ok, proxy.asked]).toEqual([true, ['adp.example:443']])
  })

  it('the name and password of its address are shown to it, and to nobody else', async () => {
    const proxy = await startTestProxy(await serveTls('adp.example'))
    const url = new URL(proxy.url)
    url.username = 'me'
    url.password = 'p@ss'
    await post('https://adp.example/', url)
    expect(proxy.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`)
  })

  it('a certificate for another host is refused all the same', async () => {
    const proxy = await startTestProxy(await serveTls('other.example'))
    expect(await post('https://adp.example/', proxy.url)).toEqual({
      code: 'not-secure',
      cause: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
  })

  it.each([407, 403, 502])('that answers %i the failure is the proxy’s', async (status) => {
    const proxy = await startTestProxy(0, status)
    expect(await post('https://adp.example/', proxy.url)).toEqual({
      code: 'proxy-failed',
      cause: 'PROXY_REFUSED',
      httpStatus: status,
    })
  })

  it('that is not there the failure is the proxy’s', async () => {
    const proxy = new URL(`http://127.0.0.1:${await freePort()}`)
    expect(await post('https://adp.example/', proxy)).toEqual({ code: 'proxy-failed', cause: 'ECONNREFUSED' })
  })

  it('whose name is unknown the failure is the proxy’s', async () => {
    expect(await post('https://adp.example/', new URL('http://no-such-proxy.invalid:3128'))).toMatchObject({
      code: 'proxy-failed',
    })
  })

  it.each([
    ['nobody wants it any more', (giveUp: AbortController) => giveUp.abort(), 'cut-off', 'GIVEN_UP'],
    [
      'the time is over',
      (_giveUp: AbortController, clock: TestClock) => clock.advance(10_000),
      'proxy-failed',
      'PROXY_SILENT',
    ],
  ] as const)('that never answers a WebSocket is given up when %s', async (_when, end, code, cause) => {
    const server = createTcpServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    // Safe, as above.
    const proxy = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const giveUp = new AbortController()
    const clock = createTestClock()
    const opening = openSocket({ ...socketOptions(proxy), clock }, giveUp.signal)
    await once(server, 'connection')
    end(giveUp, clock)
    expect([await opening, clock.waiting]).toMatchObject([
      { ok: false, failure: { code, detail: { cause } } },
      0,
    ])
  })
})

function socketOptions(proxy: URL): SocketOptions {
  return {
    url: new URL('wss://adp.example/conn/'),
    token: 'good',
    clock: systemClock,
    findProxy: () => Promise.resolve(proxy),
    onEvent: () => undefined,
    onLost: () => undefined,
  }
}
