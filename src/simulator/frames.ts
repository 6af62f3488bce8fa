// Owns the text frames of a socket: Engine.IO 4 packets around Socket.IO 5 packets, written and read, and the ways in
// which the server may write them otherwise than the documents show. Nothing is sent here; that is socket.ts's.

/** Deviations from the documented frames that a client must bear. */
export interface Frames {
  /** Every event this many times. */
  readonly copies: number
  /** Each event asks for an acknowledgement. */
  readonly hasAckIds: boolean
  /** A binary frame before every event. */
  readonly hasBinaryFrames: boolean
  /** Packets of both layers that no document names, before every event. */
  readonly hasUnknownPackets: boolean
  /** A ping before every event. */
  readonly hasPings: boolean
  /** Each message in several WebSocket frames, cut inside characters. */
  readonly isFragmented: boolean
}

export const documentedFrames: Frames = {
  copies: 1,
  hasAckIds: false,
  hasBinaryFrames: false,
  hasUnknownPackets: false,
  hasPings: false,
  isFragmented: false,
}

export const packets = { ping: '2', pong: '3', close: '1', disconnect: '41' } as const

/** Noop, upgrade, types beyond both protocols, an acknowledgement nobody asked for, another namespace, nothing at all. */
export const unknownPackets: readonly string[] = [
  '6',
  '5',
  '9{"odd":true}',
  '4',
  '43[]',
  '48["reply"]',
  '42/other,["reply",{"payload":{"content":"FOR SOMEONE ELSE"}}]',
  '42/other,["text.delta",{"Type":"text.delta","Text":"FOR SOMEONE ELSE"}]',
  '',
]

export function encodeOpen(options: {
  readonly sid: string
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
  readonly maxPayload?: number
}): string {
  const { sid, pingIntervalMs, pingTimeoutMs, maxPayload } = options
  return `0${JSON.stringify({
    sid,
    upgrades: [],
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    maxPayload,
  })}`
}

export function encodeConnected(sid: string): string {
  return `40${JSON.stringify({ sid })}`
}

export function encodeConnectError(message: string): string {
  return `44${JSON.stringify({ message })}`
}

/** The body is JSON text. */
export function encodeEvent(name: string, body: string, ackId?: number): string {
  return `42${ackId ?? ''}[${JSON.stringify(name)},${body}]`
}

/** What a client may say. Anything else is `broken`, for which a server of the real protocol closes the connection. */
export type ClientPacket =
  | { readonly type: 'pong' | 'ping' | 'close' | 'disconnect' | 'broken' }
  | { readonly type: 'connect'; readonly token: unknown }
  | { readonly type: 'event'; readonly name: string; readonly body: unknown }

export function decodePacket(text: string): ClientPacket {
  if (text === packets.pong) return { type: 'pong' }
  if (text === packets.ping) return { type: 'ping' }
  if (text === packets.close) return { type: 'close' }
  if (text === packets.disconnect) return { type: 'disconnect' }
  const [, type, json] = /^(40|42)([^]*)$/.exec(text) ?? []
  if (type === '40') return decodeConnect(json ?? '')
  if (type === '42') return decodeEvent(json ?? '')
  return { type: 'broken' }
}

function decodeConnect(json: string): ClientPacket {
  const auth = json === '' ? {} : parseJson(json)
  if (typeof auth !== 'object' || auth === null) return { type: 'broken' }
  return { type: 'connect', token: 'token' in auth ? auth.token : undefined }
}

function decodeEvent(json: string): ClientPacket {
  const [name, body] = toArray(parseJson(json.replace(/^\d+/, '')))
  return typeof name === 'string' ? { type: 'event', name, body } : { type: 'broken' }
}

function toArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
