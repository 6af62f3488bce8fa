// Owns one HTTP request whose response is a stream of events: sending, judging the head of the response, closing.
// Reading the bytes is in sse-reader.ts; which failure a response or an error is, in *-failure.ts; how long a silent
// stream is worth waiting for, client.ts decides.
import { createFailure, type FailureCode } from '#shared/failure.ts'
import type { Clock } from '../clock.ts'
import { createBatchQueue } from './batch-queue.ts'
import type { Channel, ChannelFailure, WireBody, WireEvent } from './channel.ts'
import { createDeadline } from './deadline.ts'
import { createHttpFailure } from './http-failure.ts'
import { isVerificationOff, postJson, readBeginning, type HttpResponse } from './http-request.ts'
import { createCutOffFailure, createNetworkFailure } from './network-failure.ts'
import { createSseReader } from './sse-reader.ts'

/** How long the head of a response, or an answer that is no stream, may take: the service thinks after the head. */
const headDeadlineMs = 60_000

/** Characters read of a body that is no stream; enough for any error message. */
const maxBodyLength = 64 * 1024

const eventStream = 'text/event-stream'

/** Content that is no stream for sure. Of any other it shows whether it has events: gateways change the type. */
const otherContent = /json|html|xml|image/

/** A channel for one question with this body. */
export function createSseChannel(url: URL, body: WireBody, clock: Clock): Channel {
  return {
    endsWithTurn: true,
    async *open(signal) {
      if (signal.aborted) return
      if (isVerificationOff(url)) {
        yield [fail('not-secure', 'NODE_TLS_REJECT_UNAUTHORIZED')]
        return
      }
      const request = new AbortController()
      const deadline = createDeadline(clock, () => request.abort())
      deadline.set(headDeadlineMs)
      try {
        const response = await post(url, body, AbortSignal.any([signal, request.signal]))
        const contentType = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
        if (response.status !== 200 || otherContent.test(contentType)) {
          const text = await readBeginning(response.body, maxBodyLength)
          if (!signal.aborted) yield [{ type: 'failure', failure: createHttpFailure(response, text) }]
          return
        }
        deadline.cancel()
        let hasEvents = false
        for await (const events of readStream(response, signal)) {
          hasEvents = true
          yield events
        }
        if (!hasEvents && contentType !== eventStream && !signal.aborted) yield [fail('not-adp')]
      } catch (error) {
        if (signal.aborted) return
        yield [
          deadline.hasPassed() ? fail('silent') : { type: 'failure', failure: createNetworkFailure(error) },
        ]
      } finally {
        deadline.cancel()
        // Closes the connection, unless the response was read to its end.
        request.abort()
      }
    },
  }
}

function post(url: URL, body: WireBody, signal: AbortSignal): Promise<HttpResponse> {
  const headers = {
    'content-type': 'application/json',
    accept: eventStream,
    // A compressed stream arrives in lumps.
    'accept-encoding': 'identity',
  }
  return postJson(url, JSON.stringify(body), headers, signal)
}

/** The events of a body; its last one is a failure when the body is cut off. Ends silently when `signal` aborts. */
function readStream({ body }: HttpResponse, signal: AbortSignal): AsyncIterable<readonly WireEvent[]> {
  const queue = createBatchQueue<WireEvent>()
  const reader = createSseReader()

  function end(...last: readonly WireEvent[]): void {
    if (!signal.aborted) queue.push(...last)
    queue.end()
  }

  body.on('data', (bytes: Buffer) => {
    const events = reader.feed(bytes)
    if (events.at(-1)?.type === 'failure') end(...events)
    else queue.push(...events)
  })
  body.once('end', () => end(...reader.end()))
  body.once('error', (error) => end({ type: 'failure', failure: createCutOffFailure(error) }))
  signal.addEventListener('abort', () => end(), { once: true })
  return queue
}

function fail(code: FailureCode, cause?: string): ChannelFailure {
  return { type: 'failure', failure: createFailure(code, cause === undefined ? undefined : { cause }) }
}
