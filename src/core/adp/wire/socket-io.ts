// Owns the packets of Socket.IO (protocol 5, default namespace, no binary) inside of Engine.IO messages. Pure. When which
// packet is sent is socket.ts's. Spec: "Socket.IO protocol", version 5. Acknowledgements are not asked for and not given.
import type { ReceivedEvent, SocketMessage } from '../channel.ts'
import { parseWireJson } from '../parse-wire-json.ts'
import { isObject, readId } from '../wire-schema.ts'

export type SocketPacket =
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  /** CONNECT was refused; the words are the server's. */
  | { readonly type: 'refused'; readonly message: string }
  | ReceivedEvent
  /** Acknowledgements, binary packets, other namespaces, and what is none of them. */
  | { readonly type: 'other' }

const other: SocketPacket = { type: 'other' }

const doubleQuote = 0x22
const comma = 0x2c
const bracket = 0x5b
const closingBracket = 0x5d

/** Decodes the text of an Engine.IO message. Never throws. */
export function decodeSocketPacket(text: string): SocketPacket {
  const hasNamespace = text.charCodeAt(1) === 0x2f
  if (hasNamespace) return other
  switch (text.charCodeAt(0)) {
    case 0x30:
      return { type: 'connected' }
    case 0x31:
      return { type: 'disconnected' }
    case 0x32:
      return decodeEvent(text)
    case 0x34:
      return { type: 'refused', message: readRefusal(text.slice(1)) }
    default:
      return other
  }
}

/**
 * `2["name",{…}]`, with digits before the bracket when an acknowledgement is wanted. The name is cut off by hand, so that
 * the body is parsed alone and kept as it was received; whatever looks otherwise is parsed as a whole.
 */
function decodeEvent(text: string): SocketPacket {
  // Nearly always the bracket comes at once; looking at single characters is what costs least.
  const start = text.charCodeAt(1) === bracket ? 1 : text.indexOf('[')
  if (start === -1 || (start > 1 && !/^\d+$/.test(text.slice(1, start)))) return other
  const quote = text.indexOf('"', start + 2)
  const hasPlainName = text.charCodeAt(start + 1) === doubleQuote && text.charCodeAt(quote + 1) === comma
  if (hasPlainName && text.charCodeAt(text.length - 1) === closingBracket) {
    const name = text.slice(start + 2, quote)
    const bodyText = text.slice(quote + 2, -1)
    const body = name.includes('\\') ? undefined : parseWireJson(bodyText)
    if (body?.ok) return { type: 'event', name, body: body.value, text: bodyText }
  }
  return decodeUnusualEvent(text.slice(start))
}

/** White space, escapes, several arguments or none: the first argument is the body. */
function decodeUnusualEvent(text: string): SocketPacket {
  const json = parseWireJson(text)
  if (!json.ok) {
    const name = /^\[\s*"([^"\\]*)"/.exec(text)?.[1]
    return { type: 'unreadable', name, text }
  }
  // Safe: the text begins with a bracket, so this is a list.
  const [name, body] = json.value as unknown[]
  if (typeof name !== 'string') return other
  return { type: 'event', name, body, text: body === undefined ? '' : JSON.stringify(body) }
}

function readRefusal(text: string): string {
  const json = parseWireJson(text)
  if (!json.ok) return text
  return (isObject(json.value) ? readId(json.value['message']) : readId(json.value)) ?? text
}

export function encodeConnect(token: string): string {
  return `0${JSON.stringify({ token })}`
}

export const disconnectPacket = '1'

export function encodeEvent({ name, body }: SocketMessage): string {
  return `2${JSON.stringify([name, body])}`
}
