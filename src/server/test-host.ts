// Owns what the tests of this folder share: a real host on the loopback interface over handlers that a test dictates,
// and clients that can forge whatever a browser would not.
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as openRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { calls } from '#shared/contract/contract.ts'
import type { Handlers } from '#shared/contract/dispatch.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { parseJson } from '#shared/parse-json.ts'
import type { RunningEngine } from '#core/engine/running-engine.ts'
import { silentLog } from '#core/log.ts'
import { createTestClock, type TestClock } from '#core/test-clock.ts'
import { startHost, type Host } from './host.ts'

export interface TestHost {
  readonly host: Host
  readonly port: number
  readonly clock: TestClock
  /** Every address that was announced, and `locked`. */
  readonly announced: string[]
  publish(event: BridgeEvent): void
}

/** Ends with the test. Calls without a handler of the test answer `not-found`. */
export async function startTestHost(
  overrides: Partial<Handlers> = {},
  takeOutgoing: RunningEngine['takeOutgoing'] = () => undefined,
): Promise<TestHost> {
  const clock = createTestClock()
  const announced: string[] = []
  const listeners = new Set<(event: BridgeEvent) => void>()
  const host = await startHost({
    port: 0,
    rendererDir: makeRendererDir(),
    engine: {
      handlers: createHandlers(overrides),
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      takeOutgoing,
    },
    clock,
    log: silentLog,
    onAddress: (address) => announced.push(address),
    onLocked: () => announced.push('locked'),
  })
  onTestFinished(async () => {
    const closed = host.close()
    clock.advance(1_000)
    await closed
  })
  return {
    host,
    port: host.port,
    clock,
    announced,
    publish: (event) => listeners.forEach((listener) => listener(event)),
  }
}

export function createHandlers(overrides: Partial<Handlers>): Handlers {
  const refuse = () => {
    throw new FailureError(createFailure('not-found'))
  }
  const handlers = Object.fromEntries(Object.keys(calls).map((name) => [name, refuse]))
  // Every name of the contract has just been given a function.
  return { ...(handlers as unknown as Handlers), ...overrides }
}

/** A built page of three files, with a file beside it that is none of the page's. */
export function makeRendererDir(): string {
  const folder = makeFolder()
  const page = join(folder, 'renderer')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>ADP Desk</title>')
  writeFileSync(join(page, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(page, 'assets', 'index-4f2a.js'), 'export {}')
  mkdirSync(join(page, 'frames'))
  writeFileSync(join(page, 'frames', 'chart.html'), '<script>1</script>')
  writeFileSync(join(folder, 'private.json'), '{}')
  return page
}

/** A folder that is deleted when the test is over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'adp-desk-server-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function readLaunchToken(address: string | undefined): string {
  return /#token=(.+)$/.exec(address ?? '')?.[1] ?? ''
}

export interface SentRequest {
  readonly method?: string
  readonly path?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string
}

export interface ReceivedResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Sends a request as a browser on our own page would, with whatever the test puts instead. */
export async function send(port: number, sent: SentRequest): Promise<ReceivedResponse> {
  const { method = 'GET', path = '/', headers = {}, body } = sent
  const request = openRequest({ host: '127.0.0.1', port, method, path, agent: false, headers })
  request.end(body)
  const [response] = await once(request, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }
}

export function postSession(
  port: number,
  body: unknown,
  headers: OutgoingHttpHeaders = {},
): Promise<ReceivedResponse> {
  return send(port, {
    method: 'POST',
    path: '/session',
    headers: { Origin: `http://127.0.0.1:${port}`, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

export interface TestSession {
  readonly cookie: string
  readonly pageToken: string
}

export async function signIn({
  port,
  announced,
}: Pick<TestHost, 'port' | 'announced'>): Promise<TestSession> {
  const response = await postSession(port, { launchToken: readLaunchToken(announced.at(-1)) })
  const [cookie = ''] = (response.headers['set-cookie']?.[0] ?? '').split(';')
  return { cookie, pageToken: /"pageToken":"([^"]+)"/.exec(response.body)?.[1] ?? '' }
}

/** Writes bytes as they are and returns everything that comes back until the host closes. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(text)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}

export interface TestPage {
  readonly socket: WebSocket
  /** Resolves to the next message that has not been read yet. */
  next(): Promise<unknown>
  /** Resolves to the answer of a call; events that come before it are passed over. */
  readReply(id: number): Promise<unknown>
  sendJson(message: unknown): void
  /** Resolves to the code when the socket is closed. */
  readonly closed: Promise<number>
}

/** Opens a socket with the cookie of a session; the page token is the test's to send. */
export async function openPage(
  port: number,
  session: TestSession,
  options: { readonly autoPong?: boolean } = {},
): Promise<TestPage> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, {
    origin: `http://127.0.0.1:${port}`,
    headers: { Cookie: session.cookie },
    ...options,
  })
  const received: unknown[] = []
  const readers: ((message: unknown) => void)[] = []
  socket.on('message', (bytes) => {
    const json = parseJson(String(bytes))
    const message = json.ok ? json.value : json.text
    const reader = readers.shift()
    if (reader) reader(message)
    else received.push(message)
  })
  socket.on('error', () => undefined)
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  const next = (): Promise<unknown> =>
    received.length > 0 ? Promise.resolve(received.shift()) : new Promise((resolve) => readers.push(resolve))
  return {
    socket,
    closed,
    sendJson: (message) => socket.send(JSON.stringify(message)),
    next,
    readReply: async (id) => {
      for (;;) {
        const message = await next()
        if (typeof message === 'object' && message && 'id' in message && message.id === id) return message
      }
    },
  }
}

/** Opens a socket, shows the page token and waits until the host knows the page. */
export async function openKnownPage(port: number, session: TestSession): Promise<TestPage> {
  const page = await openPage(port, session)
  page.sendJson({ pageToken: session.pageToken })
  page.sendJson({ id: 0, name: 'app.unknown', input: {} })
  await page.readReply(0)
  return page
}

/** The status line's number for an upgrade with these headers. */
export async function tryUpgrade(
  port: number,
  headers: Readonly<Record<string, string>>,
  path = '/bridge',
): Promise<number> {
  const lines = Object.entries({
    Host: `127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  const [first] = await once(socket, 'data')
  socket.destroy()
  return Number(/^HTTP\/1\.1 (\d+)/.exec(String(first))?.[1])
}
