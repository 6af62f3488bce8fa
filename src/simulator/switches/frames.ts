// Owns the switches about the frames of a socket.
import type { Frames } from '../frames.ts'
import type { LineStep } from '../scenario.ts'
import { withFirst, withMiddle, type Switch } from './switch.ts'

function framed(name: string, summary: string, frames: Partial<Frames>): Switch {
  return withFirst(name, summary, [{ type: 'frames', frames }], { transports: ['socket'] })
}

function left(name: string, summary: string, by: Extract<LineStep, { type: 'leave' }>['by']): Switch {
  return withMiddle(name, summary, [{ type: 'leave', by }], { transports: ['socket'] })
}

export const frameSwitches: readonly Switch[] = [
  framed('acks', 'each event asks for an acknowledgement by a number', { hasAckIds: true }),
  framed('binary', 'a binary frame before every event', { hasBinaryFrames: true }),
  framed('unknown-packets', 'packets of both layers that no document names', { hasUnknownPackets: true }),
  framed('ping-burst', 'a ping before every event', { hasPings: true }),
  framed('fragments', 'each message in several WebSocket frames, cut inside characters', {
    isFragmented: true,
  }),
  left('leave-41', 'the server sends 41 in the middle of the answer', 'disconnect-packet'),
  left('leave-1', 'the server sends 1 in the middle of the answer', 'close-packet'),
  left('leave-close', 'the server sends a close frame in the middle of the answer', 'close-frame'),
]
