// Owns how this host answers: the headers that go with every response, whatever it is, and the ways to send one.
import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { contentSecurityPolicy } from '#core/shell/content-security-policy.ts'

/** No header here opens anything to another origin, and none may be added: there is no CORS. */
const everyHeader = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

type Headers = Readonly<Record<string, string>>

/** Sends a whole response. Nothing is kept by the browser unless the headers say otherwise. */
export function respond(
  response: ServerResponse,
  status: number,
  body: string | Uint8Array,
  headers: Headers,
): void {
  response.writeHead(status, {
    ...everyHeader,
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

/** Begins a response whose body is piped into it. Nothing is kept by the browser. */
export function respondStream(
  response: ServerResponse,
  headers: Readonly<Record<string, string | number>>,
): void {
  response.writeHead(200, { ...everyHeader, 'Cache-Control': 'no-store', ...headers })
}

/** Sends a refusal and ends the connection: whatever else the other side is sending is not read. */
export function refuse(response: ServerResponse, status: number, headers?: Headers): void {
  respond(response, status, formatReason(status), { ...plainText, Connection: 'close', ...headers })
}

/** Refuses on a connection that has no response: an upgrade, or bytes that are no HTTP. */
export function refuseSocket(socket: Duplex, status: number): void {
  const body = formatReason(status)
  const headers = Object.entries({
    ...everyHeader,
    ...plainText,
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  // A peer that never ends its side would keep the connection, and so the host, open.
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${formatReason(status).trim()}\r\n${headers.join('')}\r\n${body}`)
}

const plainText = { 'Content-Type': 'text/plain; charset=utf-8' }

function formatReason(status: number): string {
  return `${STATUS_CODES[status] ?? 'Refused'}\n`
}
