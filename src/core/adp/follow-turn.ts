// Owns one attempt at a turn: what a channel brings, through a decoder, to the end of the answer; and how long silence is
// borne. Which channel and which decoder, and whether there is another attempt, is answer-question.ts's matter.
import type { AnswerEvent } from '#shared/answer.ts'
import { assert } from '#shared/assert-never.ts'
import { createFailure } from '#shared/failure.ts'
import type { Clock } from '../clock.ts'
import type { Channel, Decoder, TransportEnd, WireEvent } from './channel.ts'
import { createDeadline } from './deadline.ts'

/**
 * A transport that ends with the turn is waited for at least as long, in milliseconds, when as far as is known all has
 * been said: its end is a better sign than its silence.
 */
const minPatienceMs = 10_000

export type AnswerEnd = Extract<AnswerEvent, { type: 'answer-end' }>

export interface TurnOptions {
  readonly channel: Channel
  readonly decoder: Decoder
  /** How long the turn may go without any event. */
  readonly silenceMs: number
  readonly clock: Clock
  /** A person stops the answer. */
  readonly signal: AbortSignal
  /** What the service says before the end, as it comes; one call for each event of the service. */
  readonly onEvents: (events: readonly AnswerEvent[]) => void
}

export interface TurnEnd {
  readonly end: AnswerEnd
  /** Whether the question has certainly not been sent. */
  readonly isUnsent: boolean
}

/** Asks, and resolves at the end of the answer. Rejects only with what the decoder or `onEvents` throw. */
export function followTurn(options: TurnOptions): Promise<TurnEnd> {
  const { channel, decoder, silenceMs, clock, signal, onEvents } = options
  const { promise, resolve, reject } = Promise.withResolvers<TurnEnd>()
  const deadline = createDeadline(clock, onSilence)
  let isOver = false

  function receive(received: WireEvent): void {
    if (received.type === 'failure') {
      const { failure, isUnsent = false } = received
      finish(decoder.end({ type: 'broken', failure }), isUnsent)
      return
    }
    const events = decoder.decode(received)
    if (events.at(-1)?.type === 'answer-end') {
      finish(events)
      return
    }
    deadline.set(waitMs())
    if (events.length > 0) onEvents(events)
  }

  function waitMs(): number {
    const { patienceMs } = decoder
    if (patienceMs === undefined) return silenceMs
    return channel.endsWithTurn ? Math.max(patienceMs, minPatienceMs) : patienceMs
  }

  function onSilence(): void {
    const isMissing = decoder.patienceMs === undefined
    stopBy(isMissing ? { type: 'broken', failure: createFailure('silent') } : { type: 'closed' })
  }

  function stopBy(how: TransportEnd): void {
    open?.stop()
    attempt(endBy, how)
  }

  function endBy(how: TransportEnd): void {
    finish(decoder.end(how))
  }

  function onAbort(): void {
    stopBy({ type: 'stopped' })
  }

  /** `last`: the last events of the answer; the very last is its end. */
  function finish(last: readonly AnswerEvent[], isUnsent = false): void {
    settle()
    const end = last.at(-1)
    assert(end?.type === 'answer-end', 'A decoder ends with the end of the answer.')
    if (last.length > 1) onEvents(last.slice(0, -1))
    resolve({ end, isUnsent })
  }

  function settle(): void {
    isOver = true
    deadline.cancel()
    signal.removeEventListener('abort', onAbort)
    open?.leave()
  }

  /** An error of ours ends the turn, and not whatever has called us. */
  function attempt<Value>(work: (value: Value) => void, value: Value): void {
    if (isOver) return
    try {
      work(value)
    } catch (error) {
      settle()
      // Safe: it is passed on as it was thrown.
      reject(error as Error)
    }
  }

  const open = signal.aborted
    ? undefined
    : channel.open({
        onEvent: (event) => attempt(receive, event),
        onEnd: () => attempt(endBy, { type: 'closed' }),
      })
  if (signal.aborted) {
    onAbort()
  } else {
    signal.addEventListener('abort', onAbort)
    deadline.set(silenceMs)
  }
  return promise
}
