// Owns the entrance to ADP: one question in, the events of its answer out. All that the engine sees of this folder.
// How questions travel is in sse-channel.ts, what the packets mean in v1/, which failure is which in remote-error.ts.
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { AccessMethod, ProtocolVersion, Site } from '#shared/profile.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Channel, TransportEnd } from './channel.ts'
import { findEndpoint } from './endpoints.ts'
import { hideKey } from './hide-key.ts'
import { createPartLimit } from './part-limit.ts'
import { createSseChannel } from './sse-channel.ts'
import { v1 } from './v1/generation.ts'

/** One application and the way to it. */
export interface AdpConnection {
  readonly site: Site
  /** Replaces `https://HOST`; required for the site `custom`. */
  readonly serviceUrl?: string
  readonly appKey: string
  readonly visitorId: string
  readonly accessMethod: AccessMethod
  readonly protocolVersion: ProtocolVersion
}

export interface AdpQuestion {
  /** Names this turn to the service; another one for every question. */
  readonly requestId: string
  readonly conversationId: ConversationId
  readonly text: string
}

export interface AdpClient {
  /**
   * Sends the question when iteration starts and yields the answer's events. Never throws: the last event is always
   * exactly one `answer-end`, without `endedAt`. The request is closed when `signal` aborts (the answer then ends as
   * stopped) and when the consumer leaves the iteration.
   */
  ask(question: AdpQuestion, signal: AbortSignal): AsyncIterable<AnswerEvent>
}

export type Connect = (connection: AdpConnection) => AdpClient

export function createAdpClient(
  connection: AdpConnection,
  environment: { readonly clock: Clock; readonly log: Log },
): AdpClient {
  const { clock, log } = environment
  const generation = v1
  const channel = createChannel()

  return {
    ask(question, signal) {
      return {
        [Symbol.asyncIterator]() {
          // The consumer may leave while an event is being waited for, where a generator alone would go on waiting.
          const left = new AbortController()
          const events = answer(question, AbortSignal.any([signal, left.signal]))
          return {
            next: () => events.next(),
            return() {
              left.abort()
              return events.return(undefined)
            },
          }
        },
      }
    },
  }

  function createChannel(): Channel {
    const endpoint = findEndpoint(connection, generation.ssePath)
    if (endpoint.ok) return createSseChannel(endpoint.url, clock)
    const { failure } = endpoint
    return {
      async *open() {
        yield [{ type: 'failure', failure }]
      },
    }
  }

  async function* answer(question: AdpQuestion, signal: AbortSignal): AsyncGenerator<AnswerEvent, undefined> {
    const { requestId } = question
    log.info('adp.asked', { requestId })
    const decoder = generation.createDecoder(question)
    const isWithinLimit = createPartLimit()
    let end: TransportEnd = { type: 'closed' }
    try {
      const body = generation.encodeQuestion(question, connection)
      for await (const batch of channel.open(body, signal)) {
        for (const received of batch) {
          if (received.type === 'failure') {
            end = { type: 'broken', failure: received.failure }
            continue
          }
          for (const event of decoder.decode(received)) {
            if (signal.aborted) break
            if (!isWithinLimit(event)) continue
            yield finish(event, requestId)
            if (event.type === 'answer-end') return
          }
        }
      }
      if (signal.aborted) end = { type: 'stopped' }
      for (const event of decoder.end(end)) yield finish(event, requestId)
    } catch (error) {
      log.error('adp.unexpected', { requestId, error: error instanceof Error ? error.name : typeof error })
      yield { type: 'answer-end', status: 'failed', failure: createFailure('unexpected', { requestId }) }
    }
  }

  /** The event as it leaves: without the AppKey, and noted in the log when it is the end. */
  function finish(event: AnswerEvent, requestId: string): AnswerEvent {
    if (event.type !== 'answer-end') return hideKey(event, connection.appKey)
    const { code, detail } = event.failure ?? {}
    const fields = {
      requestId,
      status: event.status,
      code,
      remoteCode: detail?.remoteCode,
      cause: detail?.cause,
    }
    if (event.failure === undefined) log.info('adp.ended', fields)
    else log.warn('adp.ended', fields)
    return hideKey(event, connection.appKey)
  }
}
