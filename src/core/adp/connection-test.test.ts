// The test of a connection with the simulator over every way, and with everything that can be in its way.
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { TestAttempt } from '#shared/connection-test.ts'
import { powerlessCredential } from '../../simulator/cloud/credentials.ts'
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.ts'
import { systemClock, type Clock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { createTestClock } from '../test-clock.ts'
import type { AdpConnection } from './client.ts'
import { testConnection, type TestOptions, type TestResult } from './connection-test.ts'
import { createListeningPace } from './listening-pace.ts'
import { withoutProxy, type FindProxy } from './proxy.ts'
import { createTestCertificate } from './test-certificate.ts'
import { startTestProxy } from './test-proxy.ts'

let simulator: Simulator

async function start(options: SimulatorOptions = {}): Promise<void> {
  await simulator?.close()
  simulator = await startSimulator({ pace: 'fast', ...options })
}
beforeEach(() => start())
afterEach(() => simulator.close())

interface Around extends Partial<TestOptions> {
  readonly clock?: Clock
  readonly findProxy?: FindProxy
  readonly hasCredentials?: boolean
}

function test(change: Partial<AdpConnection> = {}, around: Around = {}): Promise<TestResult> {
  const { clock = systemClock, findProxy = withoutProxy, hasCredentials = true, ...options } = around
  const connection: AdpConnection = {
    site: 'custom',
    serviceUrl: simulator.url,
    appKey: simulator.demoAppKey,
    ...(hasCredentials ? { credentials: { ...simulator.credentials } } : {}),
    visitorId: 'visitor-1',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    ...change,
  }
  return testConnection(
    connection,
    { question: 'Hi', onProgress: () => undefined, signal: new AbortController().signal, ...options },
    { clock, log: silentLog, random: () => 0, pace: createListeningPace(clock), findProxy },
  )
}

/** Each attempt in a line: its way, the steps that passed, and what ended it. */
function outline({ verdict, attempts }: Pick<TestResult, 'verdict' | 'attempts'>): unknown {
  return [verdict, ...attempts.map(outlineAttempt)]
}

function outlineAttempt({ way, steps }: TestAttempt): string {
  const passed = steps.filter(({ status }) => status === 'passed').map(({ name }) => name)
  const failed = steps.find(({ status }) => status === 'failed')
  const { code, detail = {} } = failed?.failure ?? {}
  const why = detail.remoteCode ?? detail.cause ?? detail.httpStatus ?? ''
  const end = failed ? ` | ${failed.name}: ${code} ${why}`.trimEnd() : ''
  return `${way.accessMethod} ${way.protocolVersion}: ${passed.join(' ')}${end}`
}

const network = 'settings name-resolution tcp'
const ways = [
  ['websocket', 'v1', 'token handshake'],
  ['websocket', 'v2', 'token handshake'],
  ['sse', 'v1', 'request'],
  ['sse', 'v2', 'request'],
] as const

describe.each(ways)('%s in %s', (accessMethod, protocolVersion, before) => {
  const choice = { accessMethod, protocolVersion }
  const name = `${accessMethod} ${protocolVersion}`

  it('walks all steps to the first text, then stops the answer and leaves', async () => {
    const result = await test(choice)
    expect(outline(result)).toEqual(['works', `${name}: ${network} ${before} first-event first-text`])
    await expect
      .poll(() => [simulator.requests.map(({ status }) => status), simulator.sockets.open])
      .toEqual([['aborted'], 0])
  })

  it.each([
    ['deleted', 460004],
    ['unpublished', 460048],
  ] as const)('says that the application is %s', async (app, code) => {
    const result = await test({ ...choice, appKey: simulator.appKeys[app] })
    const [, attempt] = outline(result) as string[]
    expect([result.verdict, attempt?.endsWith(`application-unavailable ${code}`)]).toEqual(['fails', true])
  })

  it('says that nobody listens', async () => {
    const { url } = simulator
    await simulator.close()
    const result = await test({ ...choice, serviceUrl: url })
    expect(outline(result)).toEqual([
      'fails',
      `${name}: settings name-resolution | tcp: unreachable ECONNREFUSED`,
    ])
  })

  it('holds no secret, whatever was wrong', async () => {
    const canary = 'CanaryAppKey0123456789'
    const credentials = { secretId: 'AKIDcanary0123456789', secretKey: 'canary/SecretKey+012345' }
    const progress: unknown[] = []
    const result = await test(
      { ...choice, appKey: canary, credentials },
      { onProgress: (attempts) => progress.push(attempts) },
    )
    expect([result.verdict, /canary/i.test(JSON.stringify([result, progress]))]).toEqual(['fails', false])
  })
})

describe('a wrong AppKey', () => {
  it.each([
    ['websocket', 'v2', 'token: key-refused 400'],
    ['sse', 'v1', 'first-event: key-refused 4505004'],
    ['sse', 'v2', 'first-event: key-refused 4505004'],
  ] as const)('is said over %s in %s', async (accessMethod, protocolVersion, end) => {
    const result = await test({ accessMethod, protocolVersion, appKey: 'no-such-key-anywhere' })
    const [, attempt] = outline(result) as string[]
    expect(attempt?.split(' | ')[1]).toBe(end)
  })
})

describe('left to the program', () => {
  it('a WebSocket in v2 is what is tested first', async () => {
    expect(outline(await test())).toEqual([
      'works',
      `websocket v2: ${network} token handshake first-event first-text`,
    ])
  })

  it('without anything to get a token with it is HTTP SSE', async () => {
    const result = await test({}, { hasCredentials: false })
    expect(outline(result)).toEqual(['works', `sse v2: ${network} request first-event first-text`])
  })

  it('an application of the first generation shows the refusal of v2, then v1', async () => {
    expect(outline(await test({ appKey: simulator.appKeys.v1Only }))).toEqual([
      'works-otherwise',
      `websocket v2: ${network} token handshake | first-event: application-unavailable 460030`,
      `websocket v1: ${network} token handshake first-event first-text`,
    ])
  })

  it('a WebSocket that cannot be had shows why, then HTTP SSE', async () => {
    expect(outline(await test({ credentials: { ...powerlessCredential } }))).toEqual([
      'works-otherwise',
      `websocket v2: ${network} | token: permission-missing`,
      `sse v2: ${network} request first-event first-text`,
    ])
  })

  it('a service that is not there is not looked for twice', async () => {
    const { url } = simulator
    await simulator.close()
    const result = await test({ serviceUrl: url })
    expect(result.attempts.length).toBe(1)
  })
})

describe('a WebSocket', () => {
  const choice = { accessMethod: 'websocket', protocolVersion: 'v2' } as const

  it('that is chosen without anything to get a token with says so before anything is sent', async () => {
    expect(outline(await test(choice, { hasCredentials: false }))).toEqual([
      'fails',
      'websocket v2:  | settings: credentials-missing',
    ])
  })

  it.each([
    ['refusesConnect', 'handshake: token-refused'],
    ['rejectsToken', 'handshake: token-refused 460001'],
    ['closesAtOnce', 'cut-off'],
  ] as const)('to %s', async (app, end) => {
    const result = await test({ ...choice, appKey: simulator.appKeys[app] })
    const [, attempt] = outline(result) as string[]
    expect([result.verdict, attempt?.includes(end)]).toEqual(['fails', true])
  })

  it.each([
    ['noOpenPacket', 'handshake'],
    ['silentAfterOpen', 'handshake'],
    ['silentAfterConnect', 'first-event'],
  ] as const)('to %s is silent, and given up', async (app, step) => {
    const clock = createTestClock(Date.now())
    let current: string | undefined
    const done = test(
      { ...choice, appKey: simulator.appKeys[app] },
      {
        clock,
        onProgress(attempts) {
          current = attempts[0]?.steps.find(({ status }) => status === 'running')?.name
        },
      },
    )
    await expect.poll(() => current).toBe(step)
    clock.advance(26_000)
    const result = await done
    expect(outline(result)).toEqual([
      'fails',
      `websocket v2: ${network} token${step === 'handshake' ? '' : ' handshake'} | ${step}: silent`,
    ])
    expect(clock.waiting).toBe(0)
  })

  it.each([
    ['html', 'token-endpoint-failed 200'],
    ['used', 'token-refused'],
  ])('with a token endpoint that gives %s', async (form, end) => {
    const tokenEndpointUrl = `${simulator.url}/token/${simulator.demoAppKey}?form=${form}`
    const result = await test({ ...choice, tokenEndpointUrl })
    const [, attempt] = outline(result) as string[]
    expect([attempt?.includes(end), JSON.stringify(result).includes(simulator.demoAppKey)]).toEqual([
      true,
      false,
    ])
  })
})

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  // Safe: a server that listens on TCP has such an address.
  return (server.address() as AddressInfo).port
}

function trust(cert: string): void {
  const trusted = getCACertificates('default')
  setDefaultCACertificates([cert])
  onTestFinished(() => setDefaultCACertificates(trusted))
}

describe('TLS', () => {
  const choice = { accessMethod: 'sse', protocolVersion: 'v2' } as const

  it.each([
    ['that nobody vouches for', {}, false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['for another host', { host: 'other.example' }, true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['that has expired', { isExpired: true }, true, 'CERT_HAS_EXPIRED'],
  ] as const)('with a certificate %s says so, and shows it', async (_what, options, isTrusted, cause) => {
    const certificate = createTestCertificate(options)
    if (isTrusted) trust(certificate.cert)
    const server = createHttpsServer(certificate)
    server.on('tlsClientError', () => undefined)
    const result = await test({ ...choice, serviceUrl: `https://localhost:${await listen(server)}` })
    const facts = result.attempts[0]?.steps.find(({ name }) => name === 'tls')?.facts
    expect([outline(result), facts]).toEqual([
      ['fails', `sse v2: ${network} | tls: not-secure ${cause}`],
      [
        { name: 'tlsVersion', value: 'TLSv1.3' },
        { name: 'certificateSubject', value: 'ADP Desk test' },
        { name: 'certificateIssuer', value: 'ADP Desk test' },
        { name: 'validFrom', value: '2001-01-01T00:00:00.000Z' },
        { name: 'validTo', value: `${'isExpired' in options ? 2002 : 2999}-01-01T00:00:00.000Z` },
      ],
    ])
  })

  it('to something that does not speak it', async () => {
    const server = createHttpServer((_request, response) => response.end())
    const result = await test({ ...choice, serviceUrl: `https://localhost:${await listen(server)}` })
    const [, attempt] = outline(result) as string[]
    expect(attempt).toMatch(/\| tls: not-secure/)
  })
})

describe('a name', () => {
  it('that nobody knows', async () => {
    const result = await test({ serviceUrl: 'https://no-such-host.invalid' })
    const [, attempt] = outline(result) as string[]
    expect(attempt).toMatch(/^websocket v2: settings \| name-resolution: unreachable (ENOTFOUND|EAI_AGAIN)$/)
  })
})

describe('a proxy', () => {
  const choice = { accessMethod: 'sse', protocolVersion: 'v2', serviceUrl: 'https://adp.example' } as const

  it('leads to the service, and is shown', async () => {
    const certificate = createTestCertificate({ host: 'adp.example' })
    trust(certificate.cert)
    const server = createHttpsServer(certificate, (_request, response) => {
      response.writeHead(503).end()
    })
    const proxy = await startTestProxy(await listen(server))
    const result = await test(choice, { findProxy: () => Promise.resolve(proxy.url) })
    expect([outline(result), proxy.asked]).toEqual([
      ['fails', `sse v2: ${network} proxy tls | request: unavailable 503`],
      ['adp.example:443', 'adp.example:443'],
    ])
  })

  it('that wants a name and a password', async () => {
    const proxy = await startTestProxy(0, 407)
    const result = await test(choice, { findProxy: () => Promise.resolve(proxy.url) })
    expect(result.attempts[0]?.steps.find(({ status }) => status === 'failed')).toMatchObject({
      name: 'proxy',
      failure: { code: 'proxy-failed', detail: { httpStatus: 407 } },
    })
  })

  it('that is not there', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    server.close()
    const result = await test(choice, {
      findProxy: () => Promise.resolve(new URL(`http://127.0.0.1:${port}`)),
    })
    expect(outline(result)).toEqual([
      'fails',
      'sse v2: settings name-resolution | tcp: proxy-failed ECONNREFUSED',
    ])
  })
})

describe('a test that is not wanted any more', () => {
  it('ends at once, without a failure', async () => {
    const cancel = new AbortController()
    const result = await test(
      { accessMethod: 'websocket', protocolVersion: 'v2', appKey: simulator.appKeys.silentAfterOpen },
      {
        signal: cancel.signal,
        onProgress(attempts) {
          if (attempts[0]?.steps.some(({ name, status }) => name === 'handshake' && status === 'running'))
            cancel.abort()
        },
      },
    )
    expect(outline(result)).toEqual(['cancelled', `websocket v2: ${network} token`])
  })
})

it('the clock of the service is compared with ours', async () => {
  const clock: Clock = { ...systemClock, now: () => Date.now() + 600_000 }
  const { clockAheadMs } = await test({ accessMethod: 'sse' }, { clock })
  expect(Math.round((clockAheadMs ?? 0) / 60_000)).toBe(10)
})
