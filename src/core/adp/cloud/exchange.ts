// Owns one HTTP exchange of this folder: a JSON body out, a whole text back, within bounds of time and size. What the text
// says is the caller's matter; how a request is sent is in ../http-request.ts.
import type { Readable } from 'node:stream'
import type { Clock } from '../../clock.ts'
import { createDeadline } from '../deadline.ts'
import { isVerificationOff, postJson, type Departure, type HttpResponse } from '../http-request.ts'
import { createCutOffFailure, createNetworkFailure } from '../network-failure.ts'
import { fail, type Result } from '../result.ts'

/** For the whole exchange, from the connection to the last byte. */
const deadlineMs = 30_000

/** Of the body, decompressed. A page of history is the longest; one of 50 records is some hundred kilobytes. */
const maxBodyBytes = 8 * 1024 * 1024

export interface TextResponse extends Pick<HttpResponse, 'status' | 'headers'> {
  readonly text: string
  /** When its head came, by our clock. */
  readonly receivedAt: number
}

/** What an exchange needs beside what is said. */
export interface Around extends Departure {
  readonly clock: Clock
}

/**
 * Sends a POST and resolves with whatever answers, any status. Never rejects: when there is no whole answer, the failure
 * says why. When `signal` aborts it is `cut-off` with the cause `ABORTED`, which nobody needs to see.
 */
export async function exchange(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  { clock, findProxy, signal }: Around,
): Promise<Result<TextResponse>> {
  if (signal.aborted) return fail('cut-off', { cause: 'ABORTED' })
  if (isVerificationOff(url)) return fail('not-secure', { cause: 'NODE_TLS_REJECT_UNAUTHORIZED' })
  const request = new AbortController()
  const deadline = createDeadline(clock, () => request.abort())
  deadline.set(deadlineMs)
  let hasHead = false
  try {
    const response = await postJson(
      url,
      body,
      { ...headers, 'accept-encoding': 'identity' },
      { findProxy, signal: AbortSignal.any([signal, request.signal]) },
    )
    hasHead = true
    const { status, headers: received } = response
    const receivedAt = clock.now()
    const text = await readWhole(response.body)
    if (text !== undefined) return { ok: true, value: { status, headers: received, receivedAt, text } }
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

/** The body as text, or undefined when it is longer than anything the service has to say. */
async function readWhole(body: Readable): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    // Without an encoding a stream of bytes yields buffers only.
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > maxBodyBytes) return undefined
    chunks.push(bytes)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
