// Owns the sockets to the pages: the contract as JSON text. Page → host: first {pageToken}, then {id, name, input}.
// Host → page: {id, reply} and {event}. Inputs are checked by contract/dispatch.ts, the requests that become sockets
// by host.ts. A page that falls behind is cut off: it connects again and takes a snapshot, which is cheaper than a queue.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { z } from 'zod'
import { createDispatch } from '#shared/contract/dispatch.ts'
import { parseJson } from '#shared/parse-json.ts'
import type { Clock } from '#core/clock.ts'
import type { RunningEngine } from '#core/engine/running-engine.ts'
import type { Log } from '#core/log.ts'
import type { Access } from './access.ts'
import { refuseSocket } from './response.ts'

export interface BridgeHost {
  /** Makes a socket of a request that was let in. */
  accept(request: IncomingMessage, connection: Duplex, head: Buffer): void
  /** Pages that have shown their token and are still there. */
  countPages(): number
  /** Tells the pages that the program ends, and cuts off those that do not answer. */
  close(): void
}

export interface BridgeHostOptions {
  readonly engine: Pick<RunningEngine, 'handlers' | 'subscribe'>
  readonly access: Access
  readonly clock: Clock
  readonly log: Log
}

const largestMessageBytes = 1024 * 1024
const pageTokenWaitMs = 5_000
const pingIntervalMs = 20_000
/** Unsent events, in UTF-16 units, at which a page has fallen behind. Replies are not counted: one may be large. */
const largestEventBacklog = 8 * 1024 * 1024
/** Unsent bytes of all kinds at which a page is not reading at all. */
const largestBacklogBytes = 64 * 1024 * 1024

/** Close codes of RFC 6455, 7.4.1. */
const goingAway = 1001
const policyViolation = 1008

const helloSchema = z.strictObject({ pageToken: z.string().min(1).max(200) })
const callSchema = z.strictObject({
  id: z.number().int().nonnegative(),
  name: z.string().max(100),
  input: z.unknown(),
})

export function createBridgeHost({ engine, access, clock, log }: BridgeHostOptions): BridgeHost {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessageBytes,
    perMessageDeflate: false,
  })
  server.on('wsClientError', (_error, connection) => refuseSocket(connection, 400))
  /** Pages that have shown their token, each with the length of its unsent events. */
  const pages = new Map<WebSocket, number>()
  /** Sockets that were opened, or have answered, since the last ping. */
  const alive = new WeakSet<WebSocket>()

  const unsubscribe = engine.subscribe((event) => {
    if (pages.size === 0) return
    const text = JSON.stringify({ event })
    for (const page of pages.keys()) sendEvent(page, text)
  })

  let cancelPing = clock.after(pingIntervalMs, ping)
  function ping(): void {
    for (const socket of server.clients) {
      if (alive.delete(socket)) socket.ping()
      else socket.terminate()
    }
    cancelPing = clock.after(pingIntervalMs, ping)
  }

  function openSocket(socket: WebSocket): void {
    alive.add(socket)
    const cancelWait = clock.after(pageTokenWaitMs, () => socket.terminate())
    /** What the next message is taken for: the page token, then calls, and nothing once the socket was refused. */
    let receive = receiveHello

    socket.on('pong', () => alive.add(socket))
    // The library closes the socket with the fitting code; a page that breaks the protocol is nobody's failure here.
    socket.on('error', (error) => log.warn('bridge.socket-error', { cause: error.name }))
    socket.on('close', () => {
      cancelWait()
      pages.delete(socket)
    })
    socket.on('message', (bytes, isBinary) => {
      // The default binary type of ws hands every message over as one Buffer.
      const json = isBinary ? undefined : parseJson((bytes as Buffer).toString('utf8'))
      receive(json?.ok ? json.value : undefined)
    })

    function receiveHello(value: unknown): void {
      cancelWait()
      const hello = helloSchema.safeParse(value)
      if (!hello.success || !access.isPageToken(hello.data.pageToken)) return refuseSocketMessage()
      const dispatch = createDispatch({
        handlers: engine.handlers,
        now: clock.now,
        onUnexpected: (name, error) =>
          log.error('bridge.handler-threw', {
            call: name,
            cause: error instanceof Error ? error.stack : 'unknown',
          }),
      })
      pages.set(socket, 0)
      receive = (value) => {
        const call = callSchema.safeParse(value)
        if (!call.success) return refuseSocketMessage()
        const { id, name, input } = call.data
        void dispatch(name, input).then((reply) => sendReply(socket, JSON.stringify({ id, reply })))
      }
    }

    function refuseSocketMessage(): void {
      receive = () => undefined
      pages.delete(socket)
      socket.close(policyViolation)
    }
  }

  function sendEvent(page: WebSocket, text: string): void {
    const backlog = pages.get(page) ?? 0
    if (backlog > largestEventBacklog) return cutOff(page)
    pages.set(page, backlog + text.length)
    page.send(text, () => {
      const unsent = pages.get(page)
      if (unsent !== undefined) pages.set(page, unsent - text.length)
    })
  }

  function sendReply(page: WebSocket, text: string): void {
    if (!pages.has(page)) return
    if (page.bufferedAmount > largestBacklogBytes) return cutOff(page)
    page.send(text)
  }

  function cutOff(page: WebSocket): void {
    log.warn('bridge.page-behind')
    pages.delete(page)
    page.terminate()
  }

  return {
    accept: (request, connection, head) => server.handleUpgrade(request, connection, head, openSocket),
    countPages: () => pages.size,
    close: () => {
      unsubscribe()
      cancelPing()
      pages.clear()
      for (const socket of server.clients) {
        socket.close(goingAway)
        const cancel = clock.after(1_000, () => socket.terminate())
        socket.once('close', cancel)
      }
    },
  }
}
