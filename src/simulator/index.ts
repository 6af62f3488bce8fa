// Owns the simulator as a whole: an HTTP server on the loopback interface that stands in for the service, and what can be
// seen of it from outside. Where a request goes is routes.ts's.
import { createServer } from 'node:http'
import { appKeys } from './apps.ts'
import { fullCredential, type Credential } from './cloud/credentials.ts'
import {
  createObservations,
  type CloudCall,
  type ReceivedEvent,
  type ReceivedRequest,
  type SocketCounts,
} from './observations.ts'
import { paceFactor, paceRhythm, type Pace } from './pace.ts'
import { createRandom } from './random.ts'
import { createRoutes } from './routes.ts'
import type { Generation, Transport } from './scenario.ts'
import type { Service } from './service.ts'
import { createSessions } from './sessions.ts'
import { createTokens } from './tokens.ts'
import { createUploads } from './uploads.ts'

export interface SimulatorOptions {
  /** Absent or 0: any free one. */
  readonly port?: number
  readonly pace?: Pace
  /** As the open packet says it; 25 and 5 seconds when absent. */
  readonly pingIntervalMs?: number
  readonly pingTimeoutMs?: number
  /** How long a token may wait for its connection; a minute when absent. */
  readonly tokenLifeMs?: number
  /** The clock for everything that is compared with a time: milliseconds since the epoch. */
  readonly now?: () => number
  /** What is not there: its chat paths answer 404. */
  readonly without?: readonly (Generation | Transport)[]
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly demoAppKey: string
  readonly appKeys: typeof appKeys
  /** Signs cloud calls that may do everything. */
  readonly credentials: Credential
  /** The newest questions and parsings, oldest first, over either transport. */
  readonly requests: readonly Readonly<ReceivedRequest>[]
  /** The newest events that came over sockets, oldest first. */
  readonly received: readonly ReceivedEvent[]
  /** The newest cloud calls, oldest first. */
  readonly cloudCalls: readonly CloudCall[]
  readonly sockets: Readonly<SocketCounts>
  /** A token that opens one socket, as the cloud API would give it. */
  issueToken(appKey: string, visitorId: string): string
  /** Resets the TCP connection of every open socket. */
  dropSockets(): void
  /** Cuts everything off that still runs. */
  close(): Promise<void>
}

const host = '127.0.0.1'

/** Resolves when it listens; rejects when the port cannot be had. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { without = [], pingIntervalMs = 25_000, pingTimeoutMs = 5000 } = options
  const closing = new AbortController()
  const observations = createObservations()
  const service = createService(options)
  const routes = createRoutes({
    service,
    observations,
    without,
    pingIntervalMs,
    pingTimeoutMs,
    closing: closing.signal,
  })

  const server = createServer((request, response) => {
    routes.answer(request, response).catch((cause: unknown) => {
      // The client has left, or the simulator closes: nobody is there to be told.
      if (response.destroyed || closing.signal.aborted) return
      response.destroy()
      process.emitWarning(cause instanceof Error ? cause : String(cause))
    })
  })
  server.on('upgrade', routes.upgrade)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  service.origin = `http://${host}:${port}`

  return {
    url: service.origin,
    demoAppKey: appKeys.demo,
    appKeys,
    credentials: fullCredential,
    requests: observations.requests,
    received: observations.received,
    cloudCalls: observations.cloudCalls,
    sockets: observations.sockets,
    issueToken: (appKey, visitorId) => service.tokens.issue({ appKey, visitorId }, 'groups'),
    dropSockets: () => routes.endSockets('reset'),
    async close() {
      closing.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      routes.endSockets('drop')
      await closed
    },
  }
}

function createService(options: SimulatorOptions): Service {
  const { pace = 'real', tokenLifeMs = 60_000, now = Date.now } = options
  return {
    // Nothing is asked before it listens.
    origin: '',
    sessions: createSessions(),
    tokens: createTokens({ lifeMs: tokenLifeMs, now, random: createRandom('tokens') }),
    scores: new Map(),
    uploads: createUploads(now),
    overloads: new Map(),
    documentSessions: new Map(),
    idRandom: createRandom('ids'),
    now,
    rhythm: paceRhythm(pace),
    paceFactor: paceFactor(pace),
  }
}
