// Owns what every HTTP request and response of the simulator has in common.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { encodeJson } from './json.ts'

export const maxBodyBytes = 2 * 1024 * 1024

/** The bytes of the body, or undefined when there are more. Reads to the end, so that the client can read the answer. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let byteCount = 0
  for await (const chunk of request) {
    // Without an encoding a request yields buffers only.
    const bytes = chunk as Buffer
    byteCount += bytes.length
    if (byteCount <= maxBytes) chunks.push(bytes)
  }
  return byteCount <= maxBytes ? Buffer.concat(chunks) : undefined
}

export function parseBody(bytes: Buffer): { readonly isJson: boolean; readonly value: unknown } {
  const text = bytes.toString('utf8')
  try {
    return { isJson: true, value: JSON.parse(text) }
  } catch {
    return { isJson: false, value: text }
  }
}

export function sendHttpError(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(encodeJson({ error: { code: status, message } }))
}

/** For connections that are no longer HTTP's: those that ask to become a socket. */
export function refuseUpgrade(connection: NodeJS.WritableStream, status: string, message: string): void {
  const body = encodeJson({ error: { code: Number(status.slice(0, 3)), message } })
  connection.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
