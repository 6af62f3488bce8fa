// Owns the simulator as a whole: an HTTP server on the loopback interface that stands in for the service. It routes;
// chats over HTTP are chat.ts's, sockets socket.ts's, and what is answered asking.ts's.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import { chatPaths, socketPaths, tokenPath } from './addresses.ts'
import { appKeys } from './apps.ts'
import { answerChat } from './chat.ts'
import { maxBodyBytes, refuseUpgrade, sendHttpError } from './http.ts'
import {
  createObservations,
  type ReceivedEvent,
  type ReceivedRequest,
  type SocketCounts,
} from './observations.ts'
import { paceFactor, paceRhythm, type Pace } from './pace.ts'
import { createRandom } from './random.ts'
import type { Generation, Transport } from './scenario.ts'
import type { Service } from './service.ts'
import { createSessions } from './sessions.ts'
import { holdSocket } from './socket.ts'
import type { SocketWire } from './socket-wire.ts'
import { answerTokenRequest } from './token-endpoint.ts'
import { createTokens } from './tokens.ts'

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
  /** What is not there: its paths answer 404. */
  readonly without?: readonly (Generation | Transport)[]
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly demoAppKey: string
  readonly appKeys: typeof appKeys
  /** The newest questions and other requests with a body, oldest first, over either transport. */
  readonly requests: readonly Readonly<ReceivedRequest>[]
  /** The newest events that came over sockets, oldest first. */
  readonly received: readonly ReceivedEvent[]
  readonly sockets: Readonly<SocketCounts>
  /** A token that opens one socket, as the cloud API would give it. */
  issueToken(appKey: string, visitorId: string): string
  /** Resets the TCP connection of every open socket. */
  dropSockets(): void
  /** Cuts everything off that still runs. */
  close(): Promise<void>
}

const host = '127.0.0.1'
const generations = ['v1', 'v2'] as const

/** Resolves when it listens; rejects when the port cannot be had. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { without = [], pingIntervalMs = 25_000, pingTimeoutMs = 5000 } = options
  const closing = new AbortController()
  const observations = createObservations()
  const service = createService(options)
  const wires = new Set<SocketWire>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request)
    const chatGeneration = generations.find((generation) => chatPaths[generation] === path)
    if (chatGeneration !== undefined && isThere(chatGeneration, 'sse')) {
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST')
        return sendHttpError(response, 405, 'Only POST is answered here.')
      }
      const chat = { service, observations, generation: chatGeneration, path, closing: closing.signal }
      return answerChat(request, response, chat)
    }
    const socketGeneration = generations.find((generation) => socketPaths[generation] === path)
    if (socketGeneration !== undefined && isThere(socketGeneration, 'socket')) {
      return sendHttpError(response, 400, 'Only WebSocket connections are answered here.')
    }
    if (path.startsWith(tokenPath)) return answerTokenRequest(request, response, service)
    return sendHttpError(response, 404, 'There is nothing at this path.')
  }

  function isThere(generation: Generation, transport: Transport): boolean {
    return !without.includes(generation) && !without.includes(transport)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => {
      // The client has left, or the simulator closes: nobody is there to be told.
      if (response.destroyed || closing.signal.aborted) return
      response.destroy()
      process.emitWarning(cause instanceof Error ? cause : String(cause))
    })
  })

  const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: maxBodyBytes })
  server.on('upgrade', (request, connection: Socket, head) => {
    // A client that resets the connection now is not there to be told.
    connection.on('error', () => undefined)
    const path = pathOf(request)
    const generation = generations.find((candidate) => socketPaths[candidate] === path)
    if (generation === undefined || !isThere(generation, 'socket')) {
      refuseUpgrade(connection, '404 Not Found', 'There is no socket at this path.')
      return
    }
    const query = new URL(request.url ?? '', `http://${host}`).searchParams
    if (query.get('EIO') !== '4' || query.get('transport') !== 'websocket') {
      refuseUpgrade(connection, '400 Bad Request', 'The query must say EIO=4&transport=websocket.')
      return
    }
    upgrades.handleUpgrade(request, connection, head, (socket) => {
      const wire = holdSocket(socket, connection, {
        service,
        observations,
        generation,
        path,
        pingIntervalMs,
        pingTimeoutMs,
        closing: closing.signal,
      })
      wires.add(wire)
      wire.gone.addEventListener('abort', () => wires.delete(wire))
    })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    url: `http://${host}:${port}`,
    demoAppKey: appKeys.demo,
    appKeys,
    requests: observations.requests,
    received: observations.received,
    sockets: observations.sockets,
    issueToken: (appKey, visitorId) => service.tokens.issue({ appKey, visitorId }, 'groups'),
    dropSockets() {
      for (const wire of wires) wire.reset()
    },
    async close() {
      closing.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      for (const wire of wires) wire.drop()
      await closed
    },
  }
}

function createService(options: SimulatorOptions): Service {
  const { pace = 'real', tokenLifeMs = 60_000, now = Date.now } = options
  return {
    sessions: createSessions(),
    tokens: createTokens({ lifeMs: tokenLifeMs, now, random: createRandom('tokens') }),
    overloads: new Map(),
    documentSessions: new Map(),
    idRandom: createRandom('ids'),
    now,
    rhythm: paceRhythm(pace),
    paceFactor: paceFactor(pace),
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?')[0] ?? ''
}
