// Owns one HTTP request of this folder: sent to exactly the address that was given, with a JSON body or with none, and the head and body of
// what comes back. No redirect is followed, no connection is used twice, nothing is sent over a connection whose other
// end is not verified. Which failure a response or an error is, http-failure.ts and network-failure.ts say.
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline, type Readable } from 'node:stream'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
  constants,
} from 'node:zlib'
import { stopsReadingWhenPaused } from './listening-pace.ts'

export interface HttpResponse {
  readonly status: number
  /** Names in lower case; a header that came several times is joined. */
  readonly headers: Readonly<Record<string, string>>
  /** Decompressed. Emits `error` when it is cut off. */
  readonly body: Readable
}

/** Asks for what is at an address; as `postJson` otherwise. */
export function getBody(url: URL, signal: AbortSignal): Promise<HttpResponse> {
  return send(url, { method: 'GET', headers: { 'accept-encoding': 'identity' }, signal })
}

/**
 * Sends a POST and resolves with the head of the response. Rejects with the system's error when there is none, and when
 * `signal` aborts. Aborting later destroys the body.
 */
export function postJson(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const bytes = Buffer.from(body)
  const withLength = { ...headers, 'content-length': String(bytes.length) }
  return send(url, { method: 'POST', headers: withLength, signal }, bytes)
}

function send(
  url: URL,
  options: {
    readonly method: 'GET' | 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly signal: AbortSignal
  },
  bytes?: Buffer,
): Promise<HttpResponse> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      ...options,
      // A connection that is kept may be closed by the service in the moment it is used again; whether the question was
      // accepted then is anybody's guess. TLS sessions are resumed all the same.
      agent: false,
      ...stopsReadingWhenPaused,
    })
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => {
      // From here on errors are the body's.
      outgoing.on('error', () => undefined)
      resolve({
        status: incoming.statusCode ?? 0,
        headers: readHeaders(incoming),
        body: decompress(incoming),
      })
    })
    outgoing.end(bytes)
  })
}

/** Whether the environment tells Node to trust every certificate. We would rather not connect than do that. */
export function isVerificationOff(url: URL): boolean {
  return url.protocol.endsWith('s:') && process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
}

/** What can be read of a body as text, up to a bound in characters; an error while reading ends it. */
export async function readBeginning(body: Readable, maxLength: number): Promise<string> {
  const utf8 = new TextDecoder()
  let text = ''
  try {
    for await (const bytes of body) {
      // Without an encoding a stream of bytes yields buffers only.
      text += utf8.decode(bytes as Buffer, { stream: true })
      if (text.length >= maxLength) break
    }
  } catch {
    // What has come says enough, or the status alone does.
  }
  return text
}

export function readHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}

/** We ask for no compression; a gateway may do it nevertheless. */
function decompress(incoming: IncomingMessage): Readable {
  const decoder = createDecompressor(incoming.headers['content-encoding']?.trim().toLowerCase())
  // The callback is there because `pipeline` wants one; errors also reach the last stream, where they are listened for.
  return decoder === undefined ? incoming : pipeline(incoming, decoder, () => undefined)
}

function createDecompressor(encoding: string | undefined) {
  // A stream has to give away what it has without waiting for more.
  const flush = constants.Z_SYNC_FLUSH
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip({ flush, finishFlush: flush })
  if (encoding === 'deflate') return createInflate({ flush, finishFlush: flush })
  if (encoding === 'br') return createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH })
  if (encoding === 'zstd') return createZstdDecompress({ flush: constants.ZSTD_e_flush })
  return undefined
}
