// Owns the connections of the program: one for each application, visitor and generation, found again by the next question.
// Where a service's ids do not tell turns apart, turns that run at the same time get one each. What a connection does is
// socket-connection.ts's.
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Channel, Generation } from './channel.ts'
import type { AdpConnection, AdpQuestion } from './client.ts'
import { findSocketEndpoint } from './endpoints.ts'
import { createFailedChannel } from './failed-channel.ts'
import type { ListeningPace } from './listening-pace.ts'
import type { FindProxy } from './proxy.ts'
import {
  createSocketConnection,
  type FetchToken,
  type SocketConnection,
  type SocketState,
} from './socket-connection.ts'

export interface SocketPoolOptions {
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  readonly pace: ListeningPace
  readonly findProxy: FindProxy
}

/** What a question wants of the pool. */
export interface SocketRequest {
  readonly connection: AdpConnection
  readonly generation: Generation
  readonly question: AdpQuestion
  readonly fetchToken: FetchToken
  /** Told of the connection's state, as it is now and from now on; the last to ask hears it. */
  readonly onState: OnState
}

export interface SocketPool {
  createChannel(request: SocketRequest): Channel
  /** The network is back, or the computer has slept. */
  wake(): void
  /** Takes leave of all services. Nothing is opened any more. */
  close(): void
}

interface Shared {
  readonly connections: Set<SocketConnection>
  isAmbiguous: boolean
  onState: OnState
}

type OnState = (state: SocketState, version: Generation['version']) => void

export function createSocketPool({ clock, log, random, pace, findProxy }: SocketPoolOptions): SocketPool {
  const pool = new Map<string, Shared>()

  function getConnection(request: SocketRequest, url: URL): SocketConnection {
    const key = keyOf(request, url)
    const shared = pool.get(key) ?? { connections: new Set(), isAmbiguous: false, onState: request.onState }
    pool.set(key, shared)
    const { version } = request.generation
    const isNewListener = shared.onState !== request.onState
    shared.onState = request.onState
    for (const connection of shared.connections) shared.isAmbiguous ||= connection.isAmbiguous
    const known = [...shared.connections].find(
      ({ isRetired, turnCount }) => !isRetired && (turnCount === 0 || !shared.isAmbiguous),
    )
    if (known) {
      if (isNewListener) request.onState(known.state, version)
      return known
    }
    const connection = createSocketConnection({
      url,
      generation: request.generation,
      fetchToken: request.fetchToken,
      clock,
      log,
      random,
      pace,
      findProxy,
      onState(state) {
        if (state.type === 'closed') shared.connections.delete(connection)
        else shared.connections.add(connection)
        // Of several, one that stands speaks for all.
        const isAnotherOpen = [...shared.connections].some(
          (other) => other !== connection && other.state.type === 'open',
        )
        if (state.type === 'open' || !isAnotherOpen) shared.onState(state, version)
      },
    })
    shared.connections.add(connection)
    return connection
  }

  return {
    createChannel(request) {
      const { connection, generation, question } = request
      const endpoint = findSocketEndpoint(connection, generation.socketPath)
      if (!endpoint.ok) return createFailedChannel(endpoint.failure)
      return {
        endsWithTurn: false,
        // Chosen when the question is sent, and not before: which one is free changes all the time.
        open: (receiver) =>
          getConnection(request, endpoint.url).ask(
            question,
            generation.encodeSocketQuestion(question),
            receiver,
          ),
      }
    },
    wake() {
      for (const { connections } of pool.values()) for (const connection of connections) connection.wake()
    },
    close() {
      for (const { connections } of pool.values())
        for (const connection of [...connections]) connection.close()
      pool.clear()
    },
  }
}

/** What a token is bound to, and what gets it. */
function keyOf({ connection }: SocketRequest, url: URL): string {
  const { appKey, visitorId, credentials, cloudApiUrl, tokenEndpointUrl } = connection
  return JSON.stringify([url.href, appKey, visitorId, credentials, cloudApiUrl, tokenEndpointUrl])
}
