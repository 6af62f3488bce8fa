// Owns one HTTP request whose response is a stream of events: sending, judging the head of the response, closing.
// Reading the bytes is in sse-reader.ts; which failure a response or an error is, in *-failure.ts; how long a silent
// stream is worth waiting for, follow-turn.ts decides.
import type { Readable } from 'node:stream'
import { createFailure, type FailureCode } from '#shared/failure.ts'
import type { Clock } from '../clock.ts'
import type { Channel, ChannelFailure, WireBody, WireEvent } from './channel.ts'
import { createDeadline } from './deadline.ts'
import { createHttpFailure } from './http-failure.ts'
import {
  isVerificationOff,
  postJson,
  readBeginning,
  type Departure,
  type HttpResponse,
} from './http-request.ts'
import { createCutOffFailure, createNetworkFailure } from './network-failure.ts'
import type { ListeningPace } from './listening-pace.ts'
import type { FindProxy } from './proxy.ts'
import { createSseReader } from './sse-reader.ts'

/** How long the head of a response, or an answer that is no stream, may take: the service thinks after the head. */
const headDeadlineMs = 60_000

/** Characters read of a body that is no stream; enough for any error message. */
const maxBodyLength = 64 * 1024

const eventStream = 'text/event-stream'

/** Content that is no stream for sure. Of any other it shows whether it has events: gateways change the type. */
const otherContent = /json|html|xml|image/

type Tell = (event: WireEvent) => void

export interface SseOptions {
  readonly url: URL
  /** The question. */
  readonly body: WireBody
  readonly clock: Clock
  readonly pace: ListeningPace
  readonly findProxy: FindProxy
  /** Told of the head of the response, whatever it says. */
  readonly onHead?: ((head: Pick<HttpResponse, 'status' | 'headers'>) => void) | undefined
}

/** A channel for one question. */
export function createSseChannel(options: SseOptions): Channel {
  return {
    endsWithTurn: true,
    open(receiver) {
      const left = new AbortController()
      const { signal } = left
      queueMicrotask(() => {
        const tell: Tell = (event) => {
          if (!signal.aborted) receiver.onEvent(event)
        }
        void exchange({ ...options, signal, tell }).then(() => {
          if (!signal.aborted) receiver.onEnd()
        })
      })
      // Who closes the connection stops the answer.
      const leave = (): void => left.abort()
      return { stop: leave, leave }
    },
  }
}

interface Exchange extends SseOptions {
  /** Aborts when nobody listens any more. */
  readonly signal: AbortSignal
  readonly tell: Tell
}

/** One request and its response, to the end of its body. Never rejects. */
async function exchange(options: Exchange): Promise<void> {
  const { url, body, clock, pace, findProxy, onHead, signal, tell } = options
  if (signal.aborted) return
  if (isVerificationOff(url)) return tell(fail('not-secure', 'NODE_TLS_REJECT_UNAUTHORIZED'))
  const request = new AbortController()
  const deadline = createDeadline(clock, () => request.abort())
  deadline.set(headDeadlineMs)
  try {
    const response = await post(url, body, { findProxy, signal: AbortSignal.any([signal, request.signal]) })
    if (!signal.aborted) onHead?.(response)
    const contentType = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
    if (response.status !== 200 || otherContent.test(contentType)) {
      const text = await readBeginning(response.body, maxBodyLength)
      return tell({ type: 'failure', failure: createHttpFailure(response, text) })
    }
    deadline.cancel()
    let hasEvents = false
    const endListening = pace.add(response.body)
    await readEventStream(response.body, signal, (event) => {
      hasEvents = true
      tell(event)
    })
    endListening()
    if (!hasEvents && contentType !== eventStream) tell(fail('not-adp'))
  } catch (error) {
    tell(deadline.hasPassed() ? fail('silent') : { type: 'failure', failure: createNetworkFailure(error) })
  } finally {
    deadline.cancel()
    // Closes the connection, unless the response was read to its end.
    request.abort()
  }
}

function post(url: URL, body: WireBody, departure: Departure): Promise<HttpResponse> {
  const headers = {
    'content-type': 'application/json',
    accept: eventStream,
    // A compressed stream arrives in lumps.
    'accept-encoding': 'identity',
  }
  return postJson(url, JSON.stringify(body), headers, departure)
}

/** Tells the events of a body; the last one is a failure when it is cut off. Resolves at its end, and when `signal` aborts. */
export function readEventStream(body: Readable, signal: AbortSignal, tell: Tell): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const reader = createSseReader()

  function take(events: readonly WireEvent[]): void {
    for (const event of events) tell(event)
    if (events.at(-1)?.type === 'failure') resolve()
  }

  body.on('data', (bytes: Buffer) => take(reader.feed(bytes)))
  body.once('end', () => {
    take(reader.end())
    resolve()
  })
  body.once('error', (error) => take([{ type: 'failure', failure: createCutOffFailure(error) }]))
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}

function fail(code: FailureCode, cause?: string): ChannelFailure {
  return { type: 'failure', failure: createFailure(code, cause === undefined ? undefined : { cause }) }
}
