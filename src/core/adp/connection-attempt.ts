// Owns one attempt of a connection test: one way, from the name of the service to the first words of an answer. What is below
// HTTP is connection-probe.ts's; from the token on the attempt is a question like every other, over the same channels, that
// is stopped as soon as it is answered.
import { randomUUID } from 'node:crypto'
import type { AnswerEvent } from '#shared/answer.ts'
import type { TestStep, TestStepName } from '#shared/connection-test.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import { conversationIdSchema } from '#shared/ids.ts'
import type { Progress, Way } from './access.ts'
import type { AdpConnection, AdpEnvironment } from './client.ts'
import { probeName, probeProxy, probeTcp, probeTls, timedOut, type Probed } from './connection-probe.ts'
import { createDeadline } from './deadline.ts'
import { findCloudEndpoint, findSocketEndpoint, findSseEndpoint, type Endpoint } from './endpoints.ts'
import { followTurn } from './follow-turn.ts'
import { generations } from './generations.ts'
import { isVerificationOff } from './http-request.ts'
import { createChannel } from './open-channel.ts'
import { createSocketPool } from './socket-pool.ts'
import { createStepList } from './step-list.ts'
import type { TokenSource } from './token.ts'
import { isEncrypted } from './tunnel.ts'

export interface AttemptOptions {
  readonly connection: AdpConnection
  readonly way: Way
  /** A few words that any application can answer. */
  readonly question: string
  readonly tokens: TokenSource
  readonly environment: Omit<AdpEnvironment, 'sockets'>
  /** The person does not want the test any more. */
  readonly cancelled: AbortSignal
  /** The test has taken too long, or `cancelled`. */
  readonly signal: AbortSignal
  readonly onSteps: (steps: readonly TestStep[]) => void
}

export interface AttemptEnd {
  readonly steps: readonly TestStep[]
  /** Why the attempt failed; undefined when it did not, and when it was cancelled. */
  readonly failure: Failure | undefined
  readonly progress: Progress
  /** The way below HTTP, which other ways to the same host share, is what failed. */
  readonly isNetworkDown: boolean
  readonly clockAheadMs: number | undefined
}

/** How long each step may take, within the time of the whole test. */
const limitsMs: Readonly<Record<TestStepName, number>> = {
  settings: 6_000,
  'name-resolution': 8_000,
  tcp: 10_000,
  proxy: 10_000,
  tls: 10_000,
  token: 20_000,
  // It is tried again once with another token.
  handshake: 25_000,
  request: 20_000,
  'first-event': 20_000,
  'first-text': 30_000,
}

const networkSteps: readonly TestStepName[] = ['name-resolution', 'tcp', 'proxy', 'tls']

/** Never rejects because of the service or the way to it. */
export async function attemptConnection(options: AttemptOptions): Promise<AttemptEnd> {
  const { connection, way, tokens, environment, signal, cancelled } = options
  const { clock, findProxy } = environment
  const { appKey, credentials } = connection
  const secrets = [appKey, ...(credentials ? [credentials.secretId, credentials.secretKey] : [])]
  const endpoint = findEndpoint(connection, way)
  const proxy = endpoint.ok ? await findProxy(endpoint.url) : undefined
  if (proxy) secrets.push(proxy.password, decodeURIComponent(proxy.password))
  const list = createStepList({
    names: listSteps(way, proxy !== undefined),
    clock,
    listSecrets: () => secrets,
    onChange: options.onSteps,
  })
  let progress: Progress = { isUnsent: true, hasBegun: false }
  let clockAheadMs: number | undefined

  await walk()
  const failure = list.steps.find(({ status }) => status === 'failed')
  return {
    steps: list.steps,
    failure: failure?.failure ?? undefined,
    progress,
    isNetworkDown: failure !== undefined && networkSteps.includes(failure.name),
    clockAheadMs: clockAheadMs ?? failure?.failure?.detail?.clockAheadMs,
  }

  async function walk(): Promise<void> {
    list.begin('settings')
    const facts = {
      address: endpoint.ok ? endpoint.url.host : connection.serviceUrl,
      accessMethod: way.accessMethod === 'websocket' ? 'WebSocket' : 'HTTP SSE',
      protocolVersion: way.protocolVersion,
      proxy: proxy?.host,
    }
    if (!endpoint.ok) return list.fail(endpoint.failure, facts)
    const { url } = endpoint
    if (isVerificationOff(url)) {
      return list.fail(createFailure('not-secure', { cause: 'NODE_TLS_REJECT_UNAUTHORIZED' }), facts)
    }
    if (way.accessMethod === 'websocket' && !tokens.isAvailable) {
      return list.fail(createFailure('credentials-missing'), facts)
    }
    list.pass(facts)
    if (await probeNetwork(url)) await askQuestion()
  }

  /** Everything below HTTP. Whether it is all right. */
  async function probeNetwork(url: URL): Promise<boolean> {
    const hop = { url: proxy ?? url, isProxy: proxy !== undefined }
    if (!(await run('name-resolution', (within) => probeName(hop, within)))) return false
    let connected = await run('tcp', (within) => probeTcp(hop, within))
    if (!connected) return false
    if (proxy) {
      connected.value.destroy()
      connected = await run('proxy', (within) => probeProxy(proxy, url, within))
      if (!connected) return false
    }
    const { value: socket } = connected
    if (!isEncrypted(url)) {
      socket.destroy()
      list.skip('tls')
      return true
    }
    return (await run('tls', (within) => probeTls(socket, url, within))) !== undefined
  }

  /** One step within its time; undefined when it failed or is not wanted any more, which the list then knows. */
  async function run<Value>(
    name: TestStepName,
    probe: (within: AbortSignal) => Promise<Probed<Value>>,
  ): Promise<{ readonly value: Value } | undefined> {
    if (endIfAborted()) return undefined
    list.begin(name)
    const late = new AbortController()
    const cancel = clock.after(limitsMs[name], () => late.abort(timedOut))
    const probed = await probe(AbortSignal.any([signal, late.signal]))
    cancel()
    if (probed.ok) {
      list.pass(probed.facts)
      return probed
    }
    if (!endIfAborted()) list.fail(probed.failure, probed.facts)
    return undefined
  }

  /** Whether the test is over before its end: cancelled, or out of time. */
  function endIfAborted(): boolean {
    if (cancelled.aborted) list.skipRest()
    else if (signal.aborted) list.fail(createFailure('silent'))
    return signal.aborted
  }

  async function askQuestion(): Promise<void> {
    if (endIfAborted()) return
    const generation = generations[way.protocolVersion]
    const question = {
      requestId: randomUUID(),
      conversationId: conversationIdSchema.parse(randomUUID()),
      text: options.question,
    }
    // Its own, so that nothing is used that stands already, and nothing stays.
    const sockets = createSocketPool(environment)
    const stop = new AbortController()
    const deadline = createDeadline(clock, () => stop.abort())
    let isAnswered = false

    function goOn(name: TestStepName): void {
      list.begin(name)
      deadline.set(limitsMs[name])
    }

    function passTo(name: TestStepName, facts = {}): void {
      list.pass(facts)
      goOn(name)
    }

    function takeEvents(events: readonly AnswerEvent[]): void {
      if (events.length > 0) progress = { isUnsent: false, hasBegun: true }
      if (list.current === 'request' || list.current === 'handshake') passTo('first-event')
      if (list.current === 'first-event') passTo('first-text')
      if (!events.some(hasWords)) return
      list.pass()
      isAnswered = true
      stop.abort()
    }

    const channel = createChannel(
      {
        connection,
        way,
        generation,
        question,
        async fetchToken(given) {
          const token = await tokens.fetchToken(generation.version, given)
          if (token.ok) secrets.push(token.value)
          if (token.ok && list.current === 'token')
            passTo('handshake', { tokenSource: findTokenSource(connection, way) })
          return token
        },
        onState({ type }) {
          if (type === 'open' && list.current === 'handshake') passTo('first-event')
        },
        onHead({ status, headers }) {
          const serverTime = Date.parse(headers['date'] ?? '')
          if (!Number.isNaN(serverTime)) clockAheadMs = clock.now() - serverTime
          // Anything else than a stream is about to be found out.
          const isStream = status === 200 && headers['content-type']?.includes('text/event-stream')
          if (isStream && list.current === 'request') passTo('first-event', { httpStatus: String(status) })
        },
      },
      { ...environment, sockets },
    )
    goOn(way.accessMethod === 'websocket' ? 'token' : 'request')
    const { end, isUnsent } = await followTurn({
      channel,
      decoder: generation.createDecoder(question),
      silenceMs: generation.silenceMs,
      clock,
      signal: AbortSignal.any([signal, stop.signal]),
      onEvents: takeEvents,
    })
    deadline.cancel()
    sockets.close()
    progress = { ...progress, isUnsent }
    if (isAnswered || endIfAborted()) return
    if (deadline.hasPassed()) return list.fail(createFailure('silent', { requestId: question.requestId }))
    if (end.failure) {
      const httpStatus = end.failure.detail?.httpStatus?.toString()
      return list.fail(end.failure, list.current === 'request' ? { httpStatus } : {})
    }
    // An answer without words, of cards or pictures, is one, too.
    list.pass()
    list.skipRest()
  }
}

/** Where a question would go on this way. */
export function findEndpoint(connection: AdpConnection, { accessMethod, protocolVersion }: Way): Endpoint {
  const { ssePath, socketPath } = generations[protocolVersion]
  return accessMethod === 'websocket'
    ? findSocketEndpoint(connection, socketPath)
    : findSseEndpoint(connection, ssePath)
}

function listSteps({ accessMethod }: Way, hasProxy: boolean): readonly TestStepName[] {
  return [
    'settings',
    'name-resolution',
    'tcp',
    ...(hasProxy ? (['proxy'] as const) : []),
    'tls',
    ...(accessMethod === 'websocket' ? (['token', 'handshake'] as const) : (['request'] as const)),
    'first-event',
    'first-text',
  ]
}

/** The host that a token comes from. The rest of the address of a token endpoint may be secret. */
function findTokenSource(connection: AdpConnection, { protocolVersion }: Way): string | undefined {
  const { tokenEndpointUrl } = connection
  if (tokenEndpointUrl !== undefined) return new URL(tokenEndpointUrl).host
  const endpoint = findCloudEndpoint(connection, protocolVersion === 'v1' ? 'lke' : 'adp')
  return endpoint.ok ? endpoint.url.host : undefined
}

/** A thought is as good as a word: what follows it may take minutes. */
function hasWords(event: AnswerEvent): boolean {
  const isText = event.type === 'text-delta' || event.type === 'text-set'
  const isThought = event.type === 'thought-delta' || event.type === 'thought-set'
  return (isText || isThought) && event.text !== ''
}
