// Owns one HTTP exchange of this folder: a request out, a whole body back, within bounds of time and size. What the body says
// is the caller's matter; how a request is sent is in ../http-request.ts.
import type { Readable } from 'node:stream'
import type { Clock } from '../../clock.ts'
import { createDeadline } from '../deadline.ts'
import { isVerificationOff, postJson, type HttpResponse } from '../http-request.ts'
import { createCutOffFailure, createNetworkFailure } from '../network-failure.ts'
import { fail, type Result } from '../result.ts'

/** For the whole exchange, from the connection to the last byte. */
const deadlineMs = 30_000

/** Of the body, decompressed. A page of history is the longest; one of 50 records is some hundred kilobytes. */
const maxBodyBytes = 8 * 1024 * 1024

interface WholeResponse extends Pick<HttpResponse, 'status' | 'headers'> {
  readonly bytes: Buffer
  /** When its head came, by our clock. */
  readonly receivedAt: number
}

export interface TextResponse extends Omit<WholeResponse, 'bytes'> {
  readonly text: string
}

export interface ExchangeBounds {
  readonly clock: Clock
  readonly signal: AbortSignal
}

/**
 * Sends a POST and resolves with whatever answers, any status. Never rejects: when there is no whole answer, the failure
 * says why. When `signal` aborts it is `cut-off` with the cause `ABORTED`, which nobody needs to see.
 */
export async function exchange(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  bounds: ExchangeBounds,
): Promise<Result<TextResponse>> {
  const plain = { ...headers, 'accept-encoding': 'identity' }
  const response = await receiveWhole(
    url,
    (signal) => postJson(url, body, plain, signal),
    maxBodyBytes,
    bounds,
  )
  if (!response.ok) return response
  const { bytes, ...rest } = response.value
  return { ok: true, value: { ...rest, text: new TextDecoder().decode(bytes) } }
}

/** The same for any request: `send` is given a signal that also ends it when it takes too long. */
export async function receiveWhole(
  url: URL,
  send: (signal: AbortSignal) => Promise<HttpResponse>,
  maxBytes: number,
  { clock, signal }: ExchangeBounds,
): Promise<Result<WholeResponse>> {
  if (signal.aborted) return fail('cut-off', { cause: 'ABORTED' })
  if (isVerificationOff(url)) return fail('not-secure', { cause: 'NODE_TLS_REJECT_UNAUTHORIZED' })
  const request = new AbortController()
  const deadline = createDeadline(clock, () => request.abort())
  deadline.set(deadlineMs)
  let hasHead = false
  try {
    const response = await send(AbortSignal.any([signal, request.signal]))
    hasHead = true
    const { status, headers: received } = response
    const receivedAt = clock.now()
    const bytes = await readWhole(response.body, maxBytes)
    if (bytes !== undefined) return { ok: true, value: { status, headers: received, receivedAt, bytes } }
    return fail('cloud-failed', { httpStatus: status, cause: 'BODY_TOO_LONG' }, { retryable: false })
  } catch (error) {
    if (signal.aborted) return fail('cut-off', { cause: 'ABORTED' })
    if (deadline.hasPassed()) return fail('silent')
    return { ok: false, failure: hasHead ? createCutOffFailure(error) : createNetworkFailure(error) }
  } finally {
    deadline.cancel()
    // Closes the connection, unless the response was read to its end.
    request.abort()
  }
}

/** The body, or undefined when it is longer than that. */
async function readWhole(body: Readable, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    // Without an encoding a stream of bytes yields buffers only.
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > maxBytes) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
