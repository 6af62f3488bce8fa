// Owns one attempt at a turn: what a channel brings, through a decoder, to the end of the answer; and how long silence is
// borne. Which channel and which decoder, and whether there is another attempt, is client.ts's matter.
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import type { Clock } from '../clock.ts'
import type { Channel, Decoder, TransportEnd, WireEvent } from './channel.ts'
import { createDeadline } from './deadline.ts'

/**
 * A transport that ends with the turn is waited for at least as long, in milliseconds, when as far as is known all has
 * been said: its end is a better sign than its silence.
 */
const minPatienceMs = 10_000

export interface TurnOptions {
  readonly channel: Channel
  readonly decoder: Decoder
  /** How long the turn may go without any event. */
  readonly silenceMs: number
  readonly clock: Clock
  readonly signal: AbortSignal
}

export interface Turn {
  /** What arrived together is yielded together. Never throws; the last event is the only `answer-end`. Read once. */
  readonly events: AsyncIterable<readonly AnswerEvent[]>
  /** Whether the question has certainly not been sent; known when the events have been read. */
  readonly isUnsent: boolean
}

export function createTurn({ channel, decoder, silenceMs, clock, signal }: TurnOptions): Turn {
  let isUnsent = false
  let broken: TransportEnd | undefined

  async function* follow(): AsyncGenerator<readonly AnswerEvent[], undefined> {
    const waiting = new AbortController()
    const deadline = createDeadline(clock, () => waiting.abort())
    try {
      deadline.set(silenceMs)
      for await (const batch of channel.open(AbortSignal.any([signal, waiting.signal]))) {
        // While the consumer works on these, nobody waits for the service.
        deadline.cancel()
        if (signal.aborted) break
        const events = decodeBatch(batch)
        if (events.length > 0) yield events
        if (events.at(-1)?.type === 'answer-end') return
        if (broken) break
        deadline.set(waitMs())
      }
      yield decoder.end(readEnd(deadline.hasPassed()))
    } finally {
      deadline.cancel()
    }
  }

  function decodeBatch(batch: readonly WireEvent[]): AnswerEvent[] {
    const events: AnswerEvent[] = []
    for (const received of batch) {
      if (received.type === 'failure') {
        isUnsent = received.isUnsent === true
        broken = { type: 'broken', failure: received.failure }
        break
      }
      for (const event of decoder.decode(received)) events.push(event)
      if (events.at(-1)?.type === 'answer-end') break
    }
    return events
  }

  function waitMs(): number {
    const { patienceMs } = decoder
    if (patienceMs === undefined) return silenceMs
    return channel.endsWithTurn ? Math.max(patienceMs, minPatienceMs) : patienceMs
  }

  function readEnd(isSilent: boolean): TransportEnd {
    if (signal.aborted) return { type: 'stopped' }
    if (broken) return broken
    const isMissing = isSilent && decoder.patienceMs === undefined
    return isMissing ? { type: 'broken', failure: createFailure('silent') } : { type: 'closed' }
  }

  return {
    events: { [Symbol.asyncIterator]: follow },
    get isUnsent() {
      return isUnsent
    },
  }
}
