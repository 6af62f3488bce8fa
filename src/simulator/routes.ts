// Owns where a request goes, by its path and method, and which connections become sockets.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import {
  avatarPath,
  chatPaths,
  cloudPath,
  parsePath,
  picturePath,
  socketPaths,
  tokenPath,
  uploadPath,
} from './addresses.ts'
import { answerAvatar } from './avatars.ts'
import { answerChat } from './chat.ts'
import { createCloud } from './cloud.ts'
import { answerParsing } from './doc-parse.ts'
import { maxBodyBytes, refuseUpgrade, sendHttpError } from './http.ts'
import type { Observations } from './observations.ts'
import { answerPicture } from './picture.ts'
import type { Generation, Transport } from './scenario.ts'
import type { Service } from './service.ts'
import { holdSocket } from './socket.ts'
import type { SocketWire } from './socket-wire.ts'
import { answerTokenRequest } from './token-endpoint.ts'

export interface Routes {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void
  /** Ends every open socket. */
  endSockets(by: 'reset' | 'drop'): void
}

interface RouteOptions {
  readonly service: Service
  readonly observations: Observations
  readonly without: readonly (Generation | Transport)[]
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal
}

const generations = ['v1', 'v2'] as const

export function createRoutes(options: RouteOptions): Routes {
  const { service, observations, without, pingIntervalMs, pingTimeoutMs, closing } = options
  const cloud = createCloud(service, observations)
  const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: maxBodyBytes })
  const wires = new Set<SocketWire>()

  /** The generation whose chat this path is, unless the simulator was started without it. */
  function findGeneration(path: string, transport: Transport): Generation | undefined {
    const paths = transport === 'sse' ? chatPaths : socketPaths
    const generation = generations.find((candidate) => paths[candidate] === path)
    const isThere = generation !== undefined && !without.includes(generation) && !without.includes(transport)
    return isThere ? generation : undefined
  }

  return {
    async answer(request, response) {
      const path = pathOf(request)
      const generation = findGeneration(path, 'sse')
      if (findGeneration(path, 'socket') !== undefined)
        return sendHttpError(response, 400, 'Only WebSocket connections are answered here.')
      if (path.startsWith(avatarPath) && request.method === 'GET') return answerAvatar(path, response)
      if (path.startsWith(`${uploadPath}/`)) return service.uploads.answer(request, response)
      if (path === picturePath) return answerPicture(request, response)
      const isPosted =
        generation !== undefined || [cloudPath, parsePath].includes(path) || path.startsWith(tokenPath)
      if (!isPosted) return sendHttpError(response, 404, 'There is nothing at this path.')
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST')
        return sendHttpError(response, 405, 'Only POST is answered here.')
      }
      const shared = { service, observations, path, closing }
      if (generation !== undefined) return answerChat(request, response, { ...shared, generation })
      if (path === cloudPath) return cloud.answer(request, response)
      if (path === parsePath) return answerParsing(request, response, shared)
      return answerTokenRequest(request, response, service)
    },

    upgrade(request, connection, head) {
      // A client that resets the connection now is not there to be told.
      connection.on('error', () => undefined)
      const path = pathOf(request)
      const generation = findGeneration(path, 'socket')
      if (generation === undefined) {
        refuseUpgrade(connection, '404 Not Found', 'There is no socket at this path.')
        return
      }
      const query = new URL(request.url ?? '', 'http://localhost').searchParams
      // An HTTP server on TCP gives nothing but sockets.
      const isSocket = connection instanceof Socket
      if (!isSocket || query.get('EIO') !== '4' || query.get('transport') !== 'websocket') {
        refuseUpgrade(connection, '400 Bad Request', 'The query must say EIO=4&transport=websocket.')
        return
      }
      upgrades.handleUpgrade(request, connection, head, (socket) => {
        const holding = { service, observations, generation, path, pingIntervalMs, pingTimeoutMs, closing }
        const wire = holdSocket(socket, connection, holding)
        wires.add(wire)
        wire.gone.addEventListener('abort', () => wires.delete(wire))
      })
    },

    endSockets(by) {
      for (const wire of wires) wire[by]()
    },
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?')[0] ?? ''
}
