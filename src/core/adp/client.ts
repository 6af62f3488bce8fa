// Owns the entrance to ADP: one question in, the events of its answer out. All that the engine sees of this folder.
// How questions travel is in sse-channel.ts, what the packets mean in v1/, which failure is which in remote-error.ts.
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { AccessMethod, ProtocolVersion, Site } from '#shared/profile.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Channel } from './channel.ts'
import { findSseEndpoint } from './endpoints.ts'
import { createTurn } from './follow-turn.ts'
import { hideKey } from './hide-key.ts'
import { createPartLimit } from './part-limit.ts'
import { createSseChannel } from './sse-channel.ts'
import { v1 } from './v1/generation.ts'
import { v2 } from './v2/generation.ts'

/** One application and the way to it. */
export interface AdpConnection {
  readonly site: Site
  /** Replaces `https://HOST`; required for the site `custom`. */
  readonly serviceUrl?: string
  /** Replaces the host of the cloud API. */
  readonly cloudApiUrl?: string
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
   * Sends the question when iteration starts and yields the answer's events; what arrived together is yielded together.
   * Never throws: the last event is always exactly one `answer-end`, without `endedAt`. The request is closed when
   * `signal` aborts (the answer then ends as stopped) and when the consumer leaves the iteration.
   */
  ask(question: AdpQuestion, signal: AbortSignal): AsyncIterable<readonly AnswerEvent[]>
}

export type Connect = (connection: AdpConnection) => AdpClient

export function createAdpClient(
  connection: AdpConnection,
  environment: { readonly clock: Clock; readonly log: Log },
): AdpClient {
  const { clock, log } = environment
  const generation = connection.protocolVersion === 'v2' ? v2 : v1

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

  function createChannel(question: AdpQuestion): Channel {
    const endpoint = findSseEndpoint(connection, generation.ssePath)
    if (endpoint.ok) {
      return createSseChannel(endpoint.url, generation.encodeQuestion(question, connection), clock)
    }
    const { failure } = endpoint
    return {
      endsWithTurn: true,
      async *open() {
        yield [{ type: 'failure', failure }]
      },
    }
  }

  async function* answer(
    question: AdpQuestion,
    signal: AbortSignal,
  ): AsyncGenerator<readonly AnswerEvent[], undefined> {
    const { requestId } = question
    log.info('adp.asked', { requestId })
    const isWithinLimit = createPartLimit()
    try {
      const turn = createTurn({
        channel: createChannel(question),
        decoder: generation.createDecoder(question),
        silenceMs: generation.silenceMs,
        clock,
        signal,
      })
      for await (const events of turn.events) {
        const allowed = events.filter(isWithinLimit).map((event) => hideKey(event, connection.appKey))
        if (allowed.length > 0) yield allowed
        note(allowed.at(-1), requestId)
      }
    } catch (error) {
      log.error('adp.unexpected', { requestId, error: error instanceof Error ? error.name : typeof error })
      yield [{ type: 'answer-end', status: 'failed', failure: createFailure('unexpected', { requestId }) }]
    }
  }

  /** Notes in the log how an answer has ended. */
  function note(event: AnswerEvent | undefined, requestId: string): void {
    if (event?.type !== 'answer-end') return
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
  }
}
