// Owns one HTTP request whose response is a stream of events: sending, judging the response, waiting no longer than makes
// sense, closing. Reading the bytes is in sse-reader.ts; which failure a response or an error is, in *-failure.ts.
import { createFailure, type FailureCode } from '#shared/failure.ts'
import type { Clock } from '../clock.ts'
import type { Channel, ChannelFailure, WireBody } from './channel.ts'
import { createHttpFailure } from './http-failure.ts'
import { createCutOffFailure, createNetworkFailure } from './network-failure.ts'
import { createSseReader } from './sse-reader.ts'

/** How long the head of a response may take: the service answers at once and thinks afterwards. */
const headDeadlineMs = 60_000

/**
 * How long a stream may go without an event; single bytes do not count. The official demo waits two minutes, and long
 * silence is normal when an answer comes in one piece. Node's `fetch` gives up by itself after 300 s without a byte.
 */
const silenceDeadlineMs = 150_000

/** Characters read of a body that is no stream; enough for any error message. */
const maxBodyLength = 64 * 1024

const eventStream = 'text/event-stream'

/** Content that is no stream for sure. Of any other it shows whether it has events: gateways change the type. */
const otherContent = /json|html|xml|image/

export function createSseChannel(url: URL, clock: Clock): Channel {
  return {
    async *open(body, signal) {
      if (signal.aborted) return
      if (isVerificationOff(url)) {
        yield [fail('not-secure', 'NODE_TLS_REJECT_UNAUTHORIZED')]
        return
      }
      const request = new AbortController()
      const deadline = createDeadline(clock, () => request.abort())
      // From the head of a stream on, an error cuts something off; before it, there was no way to the service.
      let hasBegun = false
      try {
        deadline.set(headDeadlineMs)
        const response = await post(url, body, AbortSignal.any([signal, request.signal]))
        deadline.set(silenceDeadlineMs)
        const contentType = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
        if (response.status !== 200 || response.body === null || otherContent.test(contentType ?? '')) {
          const text = await readBeginning(response.body)
          if (!signal.aborted) yield [{ type: 'failure', failure: createHttpFailure(response.status, text) }]
          return
        }
        hasBegun = true
        let hasEvents = false
        const reader = createSseReader()
        for await (const bytes of response.body) {
          const events = reader.feed(bytes)
          if (events.length === 0) continue
          hasEvents = true
          // While the consumer works on these, nobody waits for the service.
          deadline.cancel()
          yield events
          if (events.at(-1)?.type === 'failure') return
          deadline.set(silenceDeadlineMs)
        }
        deadline.cancel()
        const rest = reader.end()
        if (rest.length > 0) yield rest
        else if (!hasEvents && contentType !== eventStream) yield [fail('not-adp')]
      } catch (error) {
        if (signal.aborted) return
        if (deadline.hasPassed()) yield [fail('silent')]
        else
          yield [{ type: 'failure', failure: (hasBegun ? createCutOffFailure : createNetworkFailure)(error) }]
      } finally {
        deadline.cancel()
        // Closes the connection, unless the response was read to its end.
        request.abort()
      }
    },
  }
}

function post(url: URL, body: WireBody, signal: AbortSignal): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: eventStream,
      // A compressed stream arrives in lumps.
      'accept-encoding': 'identity',
    },
    body: JSON.stringify(body),
    // The body holds the AppKey, which goes to the address that the person gave and to no other.
    redirect: 'manual',
    signal,
  })
}

/** Whether the environment tells Node to trust every certificate. We would rather not connect than do that. */
function isVerificationOff(url: URL): boolean {
  return url.protocol === 'https:' && process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
}

/** What can be read of a body, up to a bound; an error while reading ends it. */
async function readBeginning(body: Response['body']): Promise<string> {
  const utf8 = new TextDecoder()
  let text = ''
  try {
    for await (const bytes of body ?? []) {
      text += utf8.decode(bytes, { stream: true })
      if (text.length >= maxBodyLength) break
    }
  } catch {
    // The status alone says what is wrong.
  }
  return text
}

function fail(code: FailureCode, cause?: string): ChannelFailure {
  return { type: 'failure', failure: createFailure(code, cause === undefined ? undefined : { cause }) }
}

interface Deadline {
  /** Starts over with so much time. */
  set(durationMs: number): void
  cancel(): void
  hasPassed(): boolean
}

function createDeadline(clock: Clock, onPass: () => void): Deadline {
  let hasPassed = false
  let cancel = (): void => undefined
  return {
    set(durationMs) {
      cancel()
      cancel = clock.after(durationMs, () => {
        hasPassed = true
        onPass()
      })
    },
    cancel: () => cancel(),
    hasPassed: () => hasPassed,
  }
}
