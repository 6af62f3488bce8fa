// Owns the packets of Engine.IO 4 as text frames: a digit for the type, then what it carries. Pure. What messages carry is
// socket-io.ts's; when which packet is sent, socket.ts's. Spec: "Engine.IO protocol", version 4.
import { z } from 'zod'
import { parseWireJson } from '../parse-wire-json.ts'

export type EnginePacket =
  | { readonly type: 'open'; readonly pingIntervalMs: number; readonly pingTimeoutMs: number }
  | { readonly type: 'close' }
  | { readonly type: 'ping' }
  | { readonly type: 'message'; readonly text: string }
  /** Everything that a client has nothing to do about: pong, upgrade, noop, and what is none of them. */
  | { readonly type: 'other' }

/** Of the document's sample; what a server that says nothing else is taken to mean. */
const documentedPing = { pingIntervalMs: 25_000, pingTimeoutMs: 5_000 }

/** Nobody waits a day for a heartbeat, and timers of Node overflow at 2^31. */
const duration = z.number().min(1).max(86_400_000)
const openSchema = z.object({ pingInterval: duration, pingTimeout: duration })

export function decodeEnginePacket(frame: string): EnginePacket {
  switch (frame.charCodeAt(0)) {
    case 0x30:
      return decodeOpen(frame.slice(1))
    case 0x31:
      return { type: 'close' }
    case 0x32:
      return { type: 'ping' }
    case 0x34:
      return { type: 'message', text: frame.slice(1) }
    default:
      return { type: 'other' }
  }
}

function decodeOpen(text: string): EnginePacket {
  const json = parseWireJson(text)
  const parsed = json.ok ? openSchema.safeParse(json.value).data : undefined
  if (!parsed) return { type: 'open', ...documentedPing }
  return { type: 'open', pingIntervalMs: parsed.pingInterval, pingTimeoutMs: parsed.pingTimeout }
}

/** The answer to a ping. */
export const pongFrame = '3'
export const closeFrame = '1'

export function encodeMessageFrame(text: string): string {
  return `4${text}`
}
