// Owns the attempts at one question: which way it takes, another way when that one is refused, and asking again when the
// service is too busy. Never once a part of an answer has come. One attempt is follow-turn.ts's; what counts as a refusal
// is access.ts's, what as too busy retry.ts's.
import { randomUUID } from 'node:crypto'
import type { AnswerEvent } from '#shared/answer.ts'
import type { Failure } from '#shared/failure.ts'
import type { Clock } from '../clock.ts'
import { firstWay, nextWay, type AccessChoice, type Way } from './access.ts'
import type { AdpQuestion } from './client.ts'
import type { AnswerEnd, TurnEnd } from './follow-turn.ts'
import { pause } from './pause.ts'
import { maxRetries, retryDelayMs } from './retry.ts'

export interface AnswerQuestionOptions {
  readonly choice: AccessChoice
  readonly question: AdpQuestion
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly random: () => number
  /** One attempt; `onEvents` is given all but the end. */
  readonly followTurn: (way: Way, question: AdpQuestion, onEvents: OnEvents) => Promise<TurnEnd>
  /** The service has accepted the question this way; `instead` says why not by a WebSocket, which was tried first. */
  readonly onAccepted: (way: Way, instead: Failure | undefined) => void
  readonly onEvents: OnEvents
}

type OnEvents = (events: readonly AnswerEvent[]) => void

/** What an attempt has come to. */
interface Outcome extends TurnEnd {
  readonly hasBegun: boolean
  readonly hasParts: boolean
}

/** Tells the events of the answer but for its end, and resolves with that. */
export async function answerQuestion(options: AnswerQuestionOptions): Promise<AnswerEnd> {
  const { choice, signal, clock, random, onEvents } = options
  const tried: Way[] = [firstWay(choice)]
  let { question } = options
  let retries = 0
  let hasRenewedToken = false
  let instead: Failure | undefined

  for (;;) {
    const way = tried.at(-1) ?? firstWay(choice)
    const outcome = await attempt(way)
    const { failure } = outcome.end
    if (failure === undefined || signal.aborted || outcome.hasParts) return outcome.end
    const next = nextWay(choice, tried, failure, outcome)
    const waitMs = next ? 0 : findWaitMs(way, failure, outcome)
    if (waitMs === undefined) return outcome.end
    if (next) {
      if (next.accessMethod === 'sse' && way.accessMethod === 'websocket') instead = failure
      tried.push(next)
    }
    if (waitMs > 0) {
      retries += 1
      const wait = { failure, retry: retries, maxRetries, resumesAt: Math.round(clock.now() + waitMs) }
      onEvents([{ type: 'answer-wait', wait }])
      await pause(clock, waitMs, signal)
      if (signal.aborted) return { type: 'answer-end', status: 'stopped' }
    }
    // A request id names one request; the service may know this one already.
    question = { ...question, requestId: randomUUID() }
  }

  async function attempt(way: Way): Promise<Outcome> {
    let hasBegun = false
    let hasParts = false
    const { end, isUnsent } = await options.followTurn(way, question, (events) => {
      if (!hasBegun) options.onAccepted(way, instead)
      hasBegun = true
      hasParts ||= events.some(isOfAnswer)
      onEvents(events)
    })
    return { end, isUnsent, hasBegun, hasParts }
  }

  /** How long to wait before the same way is tried again; 0 for at once, undefined when the failure stands. */
  function findWaitMs(way: Way, failure: Failure, { isUnsent }: Outcome): number | undefined {
    // A socket that was open when its token was refused: with a new one it may do. An unsent question has had its second.
    if (
      failure.code === 'token-refused' &&
      way.accessMethod === 'websocket' &&
      !isUnsent &&
      !hasRenewedToken
    ) {
      hasRenewedToken = true
      return 0
    }
    return retryDelayMs(failure, retries, random)
  }
}

/** Whether something of an answer has come that asking again would repeat. */
function isOfAnswer({ type }: AnswerEvent): boolean {
  return type !== 'answer-start' && type !== 'remote-set' && type !== 'usage-set'
}
