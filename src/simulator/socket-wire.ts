// Owns the bytes of one WebSocket: messages whole, in fragments or broken off, and the ways in which it comes to an end.
// What the messages say is socket.ts's.
import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { packets } from './frames.ts'
import { cutBytes, tearBytes } from './framing.ts'
import { pause } from './pace.ts'
import type { Random } from './random.ts'

export interface SocketWire {
  /** Aborted when the connection is gone, whoever ended it. */
  readonly gone: AbortSignal
  /** Whether the server has left: no event is sent any more, even where the connection is still there. */
  isLeft(): boolean
  send(message: string): void
  sendBinary(bytes: Uint8Array): void
  /** The same as one message in several WebSocket frames. */
  sendInFragments(message: string, random: Random): void
  /** The beginning of a message whose end never comes. */
  sendBeginning(message: string, within: 'character' | 'event'): void
  /** Resolves when the client has taken enough of what was sent. */
  settle(): Promise<void>
  /** From now on nothing is read and nothing is written; the connection stays. */
  freeze(): void
  /** In good order: by a packet that leaves the connection to the client to close, or by one before a close frame. */
  leave(by: 'disconnect-packet' | 'close-packet' | 'close-frame'): void
  /** The end of the TCP connection without a close frame, after everything was sent. */
  drop(): void
  /** TCP reset. */
  reset(): void
}

/** More than this must not wait for the client. */
const maxWaitingBytes = 256 * 1024
/** Long enough for the loopback interface to deliver what was written before. */
const beforeEndMs = 50

export function createSocketWire(socket: WebSocket, connection: Socket): SocketWire {
  const gone = new AbortController()
  let isLeft = false
  let isFrozen = false
  /** Shared by all turns that wait for the client at once. */
  let draining: Promise<unknown> | undefined
  socket.on('close', () => gone.abort())
  // A client that breaks the protocol or vanishes is reported by the close that follows.
  socket.on('error', () => undefined)

  const canSend = () => !isFrozen && socket.readyState === socket.OPEN

  function leaveAfterDelivery(leave: () => void): void {
    isLeft = true
    // What the client still says is lost on the way, as it is with a line that breaks.
    socket.pause()
    void pause(beforeEndMs, gone.signal).then(leave, () => undefined)
  }

  return {
    gone: gone.signal,
    isLeft: () => isLeft,
    send(message) {
      if (canSend()) socket.send(message)
    },
    sendBinary(bytes) {
      if (canSend()) socket.send(bytes, { binary: true })
    },
    sendInFragments(message, random) {
      const scraps = tearBytes(Buffer.from(message), random)
      for (const [index, scrap] of scraps.entries()) {
        if (canSend()) socket.send(scrap, { binary: false, fin: index === scraps.length - 1 })
      }
    },
    sendBeginning(message, within) {
      if (canSend()) socket.send(cutBytes(Buffer.from(message), within), { binary: false, fin: false })
    },
    async settle() {
      if (socket.bufferedAmount <= maxWaitingBytes || gone.signal.aborted) return
      draining ??= once(connection, 'drain', { signal: gone.signal })
        .catch(() => undefined)
        .finally(() => {
          draining = undefined
        })
      await draining
    },
    freeze() {
      isFrozen = true
      socket.pause()
    },
    leave(by) {
      if (by === 'disconnect-packet' && canSend()) socket.send(packets.disconnect)
      if (by === 'close-packet' && canSend()) socket.send(packets.close)
      isLeft = true
      if (by !== 'disconnect-packet') socket.close()
    },
    drop: () => leaveAfterDelivery(() => connection.destroy()),
    reset: () => leaveAfterDelivery(() => connection.resetAndDestroy()),
  }
}
