// Owns the life of one WebSocket that speaks Socket.IO: the handshake with its token, heartbeats, noticing that the other
// side is gone, closing. A socket lives once; when to open another is socket-connection.ts's matter. The frames are in
// engine-io.ts and socket-io.ts. Order and times: the dialogue documents (WebSocket) of both generations, section 2.
import { WebSocket } from 'ws'
import { createFailure, type Failure } from '#shared/failure.ts'
import type { Clock } from '../../clock.ts'
import type { ReceivedEvent, SocketMessage } from '../channel.ts'
import { createHttpFailure } from '../http-failure.ts'
import { isVerificationOff, readBeginning, readHeaders } from '../http-request.ts'
import { stopsReadingWhenPaused } from '../listening-pace.ts'
import { createCutOffFailure, createNetworkFailure } from '../network-failure.ts'
import type { FindProxy } from '../proxy.ts'
import { createRemoteFailure, findRemoteError } from '../remote-error.ts'
import { openTunnelFor, ProxyError, type TunnelOptions } from '../tunnel.ts'
import { closeFrame, decodeEnginePacket, encodeMessageFrame, pongFrame } from './engine-io.ts'
import {
  decodeSocketPacket,
  disconnectPacket,
  encodeConnect,
  encodeEvent,
  type SocketPacket,
} from './socket-io.ts'

/** From the start of the connection to the accepted token; what known clients allow. A proxy is given as much before. */
const handshakeMs = 10_000
/** How long the other side may take to show a sign of life after a sleep of this computer. */
const probeMs = 3_000
/** How long a closing handshake may take before the connection is cut. */
const closingMs = 1_000
const maxFrameBytes = 16 * 1024 * 1024
/** Beyond this much that the other side does not read, pings are not answered: it would only make it more. */
const maxUnreadBytes = 64 * 1024
/** Characters read of an HTTP response in place of a WebSocket. */
const maxRefusalLength = 64 * 1024

export interface SocketOptions {
  readonly url: URL
  /** Good for this one socket. */
  readonly token: string
  readonly clock: Clock
  readonly findProxy: FindProxy
  /** In order; only while the socket is open. */
  readonly onEvent: (event: ReceivedEvent) => void
  /** Once, when an open socket ends without having been closed from here. */
  readonly onLost: (failure: Failure) => void
}

export interface Socket {
  send(message: SocketMessage): void
  /** Finds out whether the other side is still there; if not, the socket is lost within seconds. */
  probe(): void
  /** Leaves what comes to the system, for fractions of a second, until `resume`. */
  pause(): void
  resume(): void
  /** Takes leave in good order. Nothing is called back any more. */
  close(): void
}

export type SocketOpening =
  { readonly ok: true; readonly socket: Socket } | { readonly ok: false; readonly failure: Failure }

/** Opens a socket; never rejects. `signal` gives up an opening, and has no meaning for a socket that is open. */
export async function openSocket(options: SocketOptions, signal: AbortSignal): Promise<SocketOpening> {
  const { url, clock, findProxy } = options
  if (isVerificationOff(url)) {
    return refuse(createFailure('not-secure', { cause: 'NODE_TLS_REJECT_UNAUTHORIZED' }))
  }
  const waiting = new AbortController()
  const cancelWaiting = clock.after(handshakeMs, () => waiting.abort(new ProxyError('PROXY_SILENT')))
  try {
    const tunnel = await openTunnelFor(url, findProxy, AbortSignal.any([signal, waiting.signal]))
    cancelWaiting()
    return await openOver(tunnel, options, signal)
  } catch (error) {
    if (signal.aborted) return refuse(createFailure('cut-off', { cause: 'GIVEN_UP' }))
    return refuse(createNetworkFailure(waiting.signal.aborted ? waiting.signal.reason : error))
  } finally {
    cancelWaiting()
  }
}

/** The same over a connection that a proxy has made, or over one of its own. */
function openOver(
  tunnel: TunnelOptions | undefined,
  { url, token, clock, onEvent, onLost }: SocketOptions,
  signal: AbortSignal,
): Promise<SocketOpening> {
  const { promise, resolve } = Promise.withResolvers<SocketOpening>()
  let status: 'opening' | 'open' | 'over' = 'opening'
  /** `clock.elapsed()` of the last frame. */
  let heardAt = clock.elapsed()
  /** How long the other side may be silent; from the open packet. */
  let silenceMs = Infinity
  /** Cancels the timer that looks after the silence. */
  let cancelWatch = (): void => undefined
  let cancelProbe = (): void => undefined
  const cancelHandshake = clock.after(handshakeMs, () => end(createFailure('silent')))

  const ws = new WebSocket(url, {
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
    // Broken characters are replaced when the frame is decoded; looking for them first costs as much again.
    skipUTF8Validation: true,
    followRedirects: false,
    ...tunnel,
    ...stopsReadingWhenPaused,
  })
  ws.on('message', (data, isBinary) => {
    heardAt = clock.elapsed()
    cancelProbe()
    // Safe: with the default `binaryType`, frames are buffers.
    if (!isBinary && status !== 'over') takeFrame((data as Buffer).toString())
  })
  ws.on('pong', () => {
    heardAt = clock.elapsed()
    cancelProbe()
  })
  ws.once('unexpected-response', (request, response) => {
    const head = { status: response.statusCode ?? 0, headers: readHeaders(response) }
    void readBeginning(response, maxRefusalLength).then((text) => {
      end(createHttpFailure(head, text))
      request.destroy()
    })
  })
  ws.on('error', (error) => end(failureOf(error, status === 'open')))
  ws.once('close', (code) => end(createFailure('cut-off', { cause: `CLOSE_${code}` })))
  const onAbort = (): void => end(createFailure('cut-off', { cause: 'GIVEN_UP' }))
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()

  function takeFrame(frame: string): void {
    const packet = decodeEnginePacket(frame)
    switch (packet.type) {
      case 'message':
        return takePacket(decodeSocketPacket(packet.text))
      case 'ping':
        if (ws.bufferedAmount < maxUnreadBytes) sendFrame(pongFrame)
        return
      case 'open':
        if (status !== 'opening') return
        silenceMs = packet.pingIntervalMs + packet.pingTimeoutMs
        watch(silenceMs)
        return sendFrame(encodeMessageFrame(encodeConnect(token)))
      case 'close':
        return end(createFailure('cut-off', { cause: 'ENGINE_CLOSE' }))
      case 'other':
        return
    }
  }

  function takePacket(packet: SocketPacket): void {
    if (packet.type === 'event' || packet.type === 'unreadable') {
      if (status === 'open') onEvent(packet)
      else takeEarlyEvent(packet)
    } else if (packet.type === 'connected' && status === 'opening') {
      status = 'open'
      cancelHandshake()
      signal.removeEventListener('abort', onAbort)
      const socket: Socket = {
        send: sendMessage,
        probe,
        pause: () => ws.pause(),
        resume: () => ws.resume(),
        close,
      }
      resolve({ ok: true, socket })
    } else if (packet.type === 'refused') {
      // The words are not documented; that it comes at this place says that the token was refused.
      end(createFailure('token-refused', { remoteMessage: packet.message.slice(0, 4000) }))
    } else if (packet.type === 'disconnected') {
      end(createFailure('cut-off', { cause: 'SOCKET_DISCONNECT' }))
    }
  }

  /** A refused token has been seen to come as an error event in place of the refusal that Socket.IO has for it. */
  function takeEarlyEvent(event: ReceivedEvent): void {
    if (event.name !== 'error') return
    const error = event.type === 'event' ? findRemoteError(event.body) : undefined
    end(createRemoteFailure(error ?? { message: event.text }))
  }

  /** Ends the socket unless somebody stays silent for less than is allowed. Counted by a clock that nobody sets. */
  function watch(afterMs: number): void {
    cancelWatch = clock.after(afterMs, () => {
      const leftMs = heardAt + silenceMs - clock.elapsed()
      if (leftMs > 0) watch(leftMs)
      else end(createFailure('cut-off', { cause: 'HEARTBEAT_MISSED' }))
    })
  }

  function probe(): void {
    if (status !== 'open') return
    cancelProbe()
    cancelProbe = clock.after(probeMs, () => end(createFailure('cut-off', { cause: 'PROBE_MISSED' })))
    ws.ping()
  }

  function sendMessage(message: SocketMessage): void {
    if (status === 'open') sendFrame(encodeMessageFrame(encodeEvent(message)))
  }

  function sendFrame(frame: string): void {
    if (ws.readyState === WebSocket.OPEN) ws.send(frame)
  }

  function close(): void {
    if (status === 'over') return
    forget()
    sendFrame(encodeMessageFrame(disconnectPacket))
    sendFrame(closeFrame)
    ws.close(1000)
    const cancel = clock.after(closingMs, () => ws.terminate())
    ws.once('close', cancel)
  }

  /** The socket is over, and it was not us who closed it. */
  function end(failure: Failure): void {
    if (status === 'over') return
    const wasOpen = status === 'open'
    forget()
    ws.terminate()
    if (wasOpen) onLost(failure)
    else resolve(refuse(failure))
  }

  function forget(): void {
    status = 'over'
    cancelHandshake()
    cancelWatch()
    cancelProbe()
    signal.removeEventListener('abort', onAbort)
  }

  return promise
}

function refuse(failure: Failure): SocketOpening {
  return { ok: false, failure }
}

/**
 * `ws` has names of its own for what breaks the WebSocket protocol, and none for an upgrade that is answered by something
 * that is no WebSocket.
 */
function failureOf(error: Error, wasOpen: boolean): Failure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
    return createFailure('cut-off', { cause: 'FRAME_TOO_LONG' })
  if (code.startsWith('WS_ERR_')) return createFailure('cut-off', { cause: code })
  if (wasOpen) return createCutOffFailure(error)
  const isNamed = code !== '' || error instanceof AggregateError
  return isNamed ? createNetworkFailure(error) : createFailure('not-adp', { cause: 'NO_WEBSOCKET' })
}
