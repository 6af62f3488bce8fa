// Owns the line of one turn on a socket that it shares with others: events in the frames of frames.ts. A client that
// vanishes does not stop the answer: it is carried out unheard, for the history. A client that asks to stop does.
import { once } from 'node:events'
import { documentedFrames, encodeEvent, packets, unknownPackets, type Frames } from './frames.ts'
import type { Line } from './line.ts'
import type { Random } from './random.ts'
import type { SocketWire } from './socket-wire.ts'
import type { WireEvent } from './speaker.ts'

interface SocketLineOptions {
  readonly stopSignal: AbortSignal
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal
  readonly random: Random
}

export function createSocketLine(wire: SocketWire, options: SocketLineOptions): Line {
  const { stopSignal, closing, random } = options
  let frames: Frames = documentedFrames
  let eventCount = 0

  function sendOnce(event: WireEvent): void {
    if (frames.hasBinaryFrames) wire.sendBinary(Buffer.from([4, eventCount % 256, 0xff]))
    if (frames.hasUnknownPackets) for (const packet of unknownPackets) wire.send(packet)
    if (frames.hasPings) wire.send(packets.ping)
    const message = encodeEvent(event.name, event.body, frames.hasAckIds ? eventCount : undefined)
    eventCount += 1
    if (frames.isFragmented) wire.sendInFragments(message, random)
    else wire.send(message)
  }

  return {
    signal: closing,
    stopSignal,
    prepare: () => undefined,
    async carry(event) {
      if (wire.isLeft()) return
      for (let copy = 0; copy < frames.copies; copy += 1) sendOnce(event)
      await wire.settle()
    },
    async act(step) {
      switch (step.type) {
        case 'framing':
          return 'open'
        case 'frames':
          frames = { ...frames, ...step.frames }
          return 'open'
        case 'raw':
          if (!wire.isLeft()) for (const frame of step.frames) wire.send(frame)
          return 'open'
        case 'reset':
          wire.reset()
          await untilAborted(AbortSignal.any([wire.gone, closing]))
          return 'open'
        case 'leave':
          wire.leave(step.by)
          return 'open'
        case 'silence':
          await untilAborted(AbortSignal.any([wire.gone, stopSignal, closing]))
          closing.throwIfAborted()
          return 'open'
      }
    },
    async cut(event, within) {
      wire.sendBeginning(encodeEvent(event.name, event.body), within)
      wire.drop()
    },
    // The end of a turn is said by its last event; the socket stays.
    end: async () => undefined,
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}
