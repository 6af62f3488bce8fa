// Owns the attempts at one question: which way it takes, another way when that one is refused, and asking again when the
// service is too busy. Never once a part of an answer has come. One attempt is follow-turn.ts's; what counts as a refusal
// is access.ts's, what as too busy retry.ts's.
import { randomUUID } from 'node:crypto'
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import type { Clock } from '../clock.ts'
import { firstWay, nextWay, type AccessChoice, type Way } from './access.ts'
import type { AdpQuestion } from './client.ts'
import type { Turn } from './follow-turn.ts'
import { pause } from './pause.ts'
import { maxRetries, retryDelayMs } from './retry.ts'

export interface AnswerQuestionOptions {
  readonly choice: AccessChoice
  readonly question: AdpQuestion
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly random: () => number
  readonly openTurn: (way: Way, question: AdpQuestion) => Turn
  /** The service has accepted the question this way; `instead` says why not by a WebSocket, which was tried first. */
  readonly onAccepted: (way: Way, instead: Failure | undefined) => void
}

type AnswerEnd = Extract<AnswerEvent, { type: 'answer-end' }>

/** What an attempt has come to. */
interface Outcome {
  readonly end: AnswerEnd
  readonly isUnsent: boolean
  readonly hasBegun: boolean
  readonly hasParts: boolean
}

/** The events of the answer; the last is its only `answer-end`. */
export async function* answerQuestion(
  options: AnswerQuestionOptions,
): AsyncGenerator<readonly AnswerEvent[], undefined> {
  const { choice, signal, clock, random } = options
  const tried: Way[] = [firstWay(choice)]
  let { question } = options
  let retries = 0
  let hasRenewedToken = false
  let instead: Failure | undefined

  for (;;) {
    const way = tried.at(-1) ?? firstWay(choice)
    const outcome = yield* attempt(way)
    const { failure } = outcome.end
    if (failure === undefined || signal.aborted || outcome.hasParts) return yield [outcome.end]
    const next = nextWay(choice, tried, failure, outcome)
    const waitMs = next ? 0 : findWaitMs(way, failure, outcome)
    if (waitMs === undefined) return yield [outcome.end]
    if (next) {
      if (next.accessMethod === 'sse' && way.accessMethod === 'websocket') instead = failure
      tried.push(next)
    }
    if (waitMs > 0) {
      retries += 1
      const wait = { failure, retry: retries, maxRetries, resumesAt: Math.round(clock.now() + waitMs) }
      yield [{ type: 'answer-wait', wait }]
      await pause(clock, waitMs, signal)
      if (signal.aborted) return yield [{ type: 'answer-end', status: 'stopped' }]
    }
    // A request id names one request; the service may know this one already.
    question = { ...question, requestId: randomUUID() }
  }

  async function* attempt(way: Way): AsyncGenerator<readonly AnswerEvent[], Outcome> {
    const turn = options.openTurn(way, question)
    let hasBegun = false
    let hasParts = false
    let end: AnswerEnd | undefined
    for await (const events of turn.events) {
      const last = events.at(-1)
      end = last?.type === 'answer-end' ? last : undefined
      const said = end ? events.slice(0, -1) : events
      if (!hasBegun && said.length > 0) {
        hasBegun = true
        options.onAccepted(way, instead)
      }
      hasParts ||= said.some(isOfAnswer)
      if (said.length > 0) yield said
    }
    end ??= { type: 'answer-end', status: 'interrupted', failure: createFailure('cut-off') }
    return { end, isUnsent: turn.isUnsent, hasBegun, hasParts }
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
