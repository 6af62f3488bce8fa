// Owns one answer while it is written: what has arrived, what of it is already in the history, and how it ends.
// It neither stores nor publishes; checkpoint.ts does both, for all running answers at once.
import { applyAnswerEvent, type AnswerEvent, type Message } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import { mergeAnswerEvents } from '#shared/merge-answer-events.ts'

/** A stretch of events, and the message as it is after them. */
export interface Stretch {
  readonly events: readonly AnswerEvent[]
  readonly message: Message
}

export interface RunningAnswer {
  /** The message as the pages know it: everything up to the last stretch that was taken. */
  readonly message: Message
  readonly hasPending: boolean
  /** Takes an event in. After the end, nothing any more. */
  receive(event: AnswerEvent): void
  /** What arrived since the last call, neighbouring pieces joined. The caller stores it, then publishes it. */
  takeStretch(): Stretch
  /** Ends it now, whatever the service still sends. */
  end(status: 'stopped' | 'interrupted'): void
  /** Takes in everything until `ask` resolves. Never rejects. */
  follow(ask: () => Promise<void>): Promise<void>
}

export interface RunningAnswerOptions {
  readonly message: Message
  /** Ends the request at the service. */
  readonly abort: AbortController
  readonly now: () => number
  /** Called when something is pending that was not before. */
  readonly onPending: () => void
  readonly onUnexpected: (error: unknown) => void
}

export function createRunningAnswer(options: RunningAnswerOptions): RunningAnswer {
  const { abort, now, onPending, onUnexpected } = options
  let message = options.message
  /** Events after `message`, in the order of arrival. */
  let pending: AnswerEvent[] = []
  /** Set by the first `answer-end`, which may still be pending. */
  let isOver = false

  function receive(event: AnswerEvent): void {
    if (isOver) return
    if (event.type === 'answer-end') {
      isOver = true
      // Not before it began, whatever somebody did to the clock meanwhile.
      pending.push({ ...event, endedAt: Math.max(now(), message.createdAt) })
    } else {
      pending.push(event)
    }
    onPending()
  }

  return {
    get message() {
      return message
    },
    get hasPending() {
      return pending.length > 0
    },
    receive,
    takeStretch() {
      const events = mergeAnswerEvents(pending)
      pending = []
      message = events.reduce(applyAnswerEvent, message)
      return { events, message }
    },
    end(status) {
      receive(
        status === 'stopped'
          ? { type: 'answer-end', status }
          : { type: 'answer-end', status, failure: createFailure('stopped-with-program') },
      )
      abort.abort()
    },
    async follow(ask) {
      try {
        await ask()
        // Without an end of its own, something has got lost.
        receive({ type: 'answer-end', status: 'interrupted', failure: createFailure('cut-off') })
      } catch (error) {
        onUnexpected(error)
        receive({ type: 'answer-end', status: 'failed', failure: createFailure('unexpected') })
      }
    },
  }
}
