// Owns the listening: loopback only, and this table, which is all there is. Everything else is 404, other methods 405.
//   GET, HEAD  the files of the page         static.ts
//   GET        /outgoing/TOKEN, once        outgoing.ts
//   POST       /session                      session-endpoint.ts
//   GET        /bridge, as a WebSocket       bridge-host.ts
// Every request passes request-check.ts before it is looked up.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '#core/clock.ts'
import type { RunningEngine } from '#core/engine/running-engine.ts'
import type { Log } from '#core/log.ts'
import { listStaticFiles } from '#core/shell/static-files.ts'
import { createAccess } from './access.ts'
import { createBridgeHost } from './bridge-host.ts'
import { answerOutgoing, isOutgoing } from './outgoing.ts'
import { findRefusal } from './request-check.ts'
import { refuse, refuseSocket } from './response.ts'
import { answerSession } from './session-endpoint.ts'
import { answerStatic } from './static.ts'

export interface HostOptions {
  /** 0: the system picks a free one. */
  readonly port: number
  /** The folder of the built page. */
  readonly rendererDir: string
  readonly engine: Pick<RunningEngine, 'handlers' | 'subscribe' | 'takeOutgoing'>
  readonly clock: Clock
  readonly log: Log
  /** Told of the address to open, once at the start and again when an old one was tried (see access.ts). */
  readonly onAddress: (address: string) => void
  /** Told once, when nobody new is let in any more. */
  readonly onLocked: () => void
}

export interface Host {
  readonly port: number
  countPages(): number
  /** Ends when no connection is left. */
  close(): Promise<void>
}

/** Listens. Rejects when the port is taken, and when the page was not built. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { rendererDir, engine, clock, log, onAddress, onLocked } = options
  const files = listStaticFiles(rendererDir)
  let port = options.port
  const access = createAccess({
    clock,
    onLaunchToken: (token) => onAddress(`http://127.0.0.1:${port}/#token=${token}`),
    onLocked,
  })

  const server = createLoopbackServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port, not on a pipe, has an address of this form.
  port = (server.address() as AddressInfo).port
  const servers = [server]

  // `localhost` may mean ::1 first. Where that cannot be had, browsers go on to 127.0.0.1.
  const ipv6 = createLoopbackServer()
  try {
    ipv6.listen({ port, host: '::1', ipv6Only: true })
    await once(ipv6, 'listening')
    servers.push(ipv6)
  } catch {
    log.warn('host.no-ipv6-loopback')
  }

  const bridge = createBridgeHost({ engine, access, clock, log })
  access.issueLaunchToken()

  return {
    port,
    countPages: bridge.countPages,
    close: async () => {
      bridge.close()
      await Promise.all(servers.map(closeServer))
    },
  }

  function createLoopbackServer(): Server {
    // A request without Host is refused by request-check.ts, with our headers, instead of by Node.
    const server = createServer({ requireHostHeader: false, headersTimeout: 10_000, requestTimeout: 30_000 })
    server.on('request', (request, response) => {
      answer(request, response).catch((error: unknown) => {
        log.error('host.request-failed', { cause: error instanceof Error ? error.message : 'unknown' })
        if (response.headersSent) response.destroy()
        else refuse(response, 500)
      })
    })
    server.on('upgrade', upgrade)
    server.on('clientError', (_error, connection) => {
      if (connection.writable) refuseSocket(connection, 400)
      else connection.destroy()
    })
    return server
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = findRefusal(request, port, 'request')
    if (refusal) return refuse(response, refusal, refusal === 405 ? { Allow: 'GET, HEAD, POST' } : {})
    if (isOutgoing(request)) return answerOutgoing(request, response, (token) => engine.takeOutgoing(token))
    if (request.method !== 'POST') return answerStatic(request, response, files)
    if (request.url === '/session') return answerSession(request, response, access)
    refuse(response, 404)
  }

  function upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    connection.on('error', () => connection.destroy())
    const refusal = findRefusal(request, port, 'upgrade')
    if (refusal) return refuseSocket(connection, refusal)
    if (request.url !== '/bridge') return refuseSocket(connection, 404)
    if (!access.hasSession(request.headers.cookie)) return refuseSocket(connection, 401)
    bridge.accept(request, connection, head)
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
