// Owns the keeping of what the service sends of one answer: collected for a moment, then written together, up to a limit.
import type { MessageId } from '#shared/ids.ts'
import { maxRawLength, type RawEvent } from '#shared/raw-event.ts'
import type { Clock } from '#core/clock.ts'
import { appendRawEvents } from '#core/store/raw-events.ts'
import type { Database } from '#core/store/open.ts'

export interface RawRecorder {
  take(event: Omit<RawEvent, 'at'>): void
  /** Writes what is left. Nothing is taken any more. */
  end(): void
}

export interface RawRecorderOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly messageId: MessageId
  /** Does what an answer must not end of when the history refuses it. */
  readonly attempt: (work: () => void) => void
}

/** Characters that are collected before they are written: a death of the process loses no more. */
const batchLength = 64_000

export function createRawRecorder({ db, clock, messageId, attempt }: RawRecorderOptions): RawRecorder {
  let waiting: RawEvent[] = []
  let waitingLength = 0
  let length = 0

  function flush(): void {
    const events = waiting
    waiting = []
    waitingLength = 0
    if (events.length > 0) attempt(() => appendRawEvents(db, messageId, events))
  }

  return {
    take({ name, text }) {
      length += name.length + text.length
      if (length > maxRawLength) return
      waiting.push({ at: Math.round(clock.now()), name, text })
      waitingLength += name.length + text.length
      if (waitingLength >= batchLength) flush()
    },
    end() {
      flush()
      length = Number.POSITIVE_INFINITY
    },
  }
}
