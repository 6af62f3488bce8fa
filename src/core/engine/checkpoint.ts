// Owns "commit before paint": what all running answers received is appended to the history in one transaction, and only then
// published; at once when nothing came just before, else a moment later together with what comes meanwhile. An answer that
// ended is folded into its final rows and flushed to the disk. When the history cannot be written, messages stay visible and
// are written as soon as it can.
import type { AnswerEvent, Message } from '#shared/answer.ts'
import { hasEnded } from '#shared/answer.ts'
import { countAddedUnits } from '#shared/count-added-units.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import type { MessageId } from '#shared/ids.ts'
import { mergeAnswerEvents } from '#shared/merge-answer-events.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { isLockError } from '#core/store/database.ts'
import { appendPieces, finishMessages, updateMessage } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import { describeRefusal } from './describe-refusal.ts'
import type { EventHub } from './event-hub.ts'
import type { RunningAnswer } from './running-answer.ts'

/** From one flush to the next: less than a frame, and, for what pours in, less than the page takes to show it. */
const restMs = { short: 12, long: 40 }
/** UTF-16 units in a millisecond from which on text pours in: faster than anybody reads. */
const pouring = 1
/** How long to wait before a history that refused to be written is tried again. */
const retryMs = 1000

export interface Checkpoint {
  /** Takes part from now on, until its end is in the history. */
  add(answer: RunningAnswer): void
  /** Writes a message anew, a question or an answer that runs no more; at once, or when the history can be written again. */
  update(message: Message): void
  /** The message as the pages know it, which is newer than the history while that cannot be written. */
  latest(message: Message): Message
  /** Asks for a flush soon. */
  schedule(): void
  /** Stores and publishes everything that is pending, at once. */
  flush(): void
  /** Whether something that was published is not in the history. */
  isBehind(): boolean
  /** Flushes a last time and takes no more. */
  close(): void
}

export interface CheckpointOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly hub: EventHub
  /** Called after the end of an answer is published. */
  readonly onEnded: (message: Message) => void
}

export function createCheckpoint({ db, clock, log, hub, onEnded }: CheckpointOptions): Checkpoint {
  const answers = new Map<MessageId, RunningAnswer>()
  /** Events that are published but not stored; empty unless the history refused to be written. */
  const unstored = new Map<MessageId, readonly AnswerEvent[]>()
  /** Messages to be written anew; empty unless the history refused to be written. */
  const changed = new Map<MessageId, Message>()
  let cancelFlush: (() => void) | undefined
  let flushedAt = Number.NEGATIVE_INFINITY
  let rest = restMs.short
  /** Set while a history that refused to be written is left alone for a moment. */
  let cancelRetry: (() => void) | undefined
  let isHistoryFailing = false

  function schedule(): void {
    // Never within the call: what arrives in one packet goes together.
    cancelFlush ??= clock.after(Math.max(0, flushedAt + rest - clock.elapsed()), flush)
  }

  function flush(): void {
    cancelFlush?.()
    cancelFlush = undefined
    const stretches = [...answers.values()]
      .filter((answer) => answer.hasPending)
      .map((answer) => answer.takeStretch())
    chooseRest(stretches.reduce((sum, { events }) => sum + countAddedUnits(events), 0))
    for (const { events, message } of stretches) {
      const waiting = unstored.get(message.id)
      unstored.set(message.id, waiting ? mergeAnswerEvents([...waiting, ...events]) : events)
    }
    store()
    for (const { events, message } of stretches) {
      hub.publish({
        name: 'answer.progressed',
        payload: {
          conversationId: message.conversationId,
          revision: hub.nextRevision(message.conversationId),
          messageId: message.id,
          events: [...events],
        },
      })
      if (hasEnded(message)) onEnded(message)
    }
  }

  function chooseRest(units: number): void {
    const now = clock.elapsed()
    rest = units > (now - flushedAt) * pouring ? restMs.long : restMs.short
    flushedAt = now
  }

  /** Writes what is not stored yet. What cannot be written is kept and tried again. */
  function store(): void {
    if (cancelRetry || !isBehind()) return
    const errors: unknown[] = []
    function attempt(write: () => void): void {
      // Waiting for a lock that somebody holds is done once, not for every message.
      if (errors.some(isLockError)) return
      try {
        write()
      } catch (error) {
        errors.push(error)
      }
    }

    const ended = [...answers.values()].map(({ message }) => message).filter(hasEnded)
    attempt(storePieces)
    for (const message of changed.values()) attempt(() => storeChanged(message))
    // Answers that end together are flushed together; once that has failed, none of them holds up another.
    for (const group of isHistoryFailing ? ended.map((message) => [message]) : [ended]) {
      attempt(() => storeEnded(group))
    }
    reportHistory(errors[0])
    if (errors.length > 0) cancelRetry = clock.after(retryMs, retry)
  }

  function retry(): void {
    cancelRetry?.()
    cancelRetry = undefined
    store()
  }

  function isBehind(): boolean {
    return unstored.size > 0 || changed.size > 0
  }

  function storePieces(): void {
    const running = [...unstored].filter(([messageId]) => !isOver(messageId))
    if (running.length === 0) return
    appendPieces(
      db,
      running.map(([messageId, events]) => ({ messageId, events })),
    )
    for (const [messageId] of running) unstored.delete(messageId)
  }

  function storeChanged(message: Message): void {
    updateMessage(db, message)
    changed.delete(message.id)
  }

  function storeEnded(messages: readonly Message[]): void {
    if (messages.length === 0) return
    finishMessages(db, messages)
    for (const { id } of messages) {
      unstored.delete(id)
      answers.delete(id)
    }
  }

  function isOver(messageId: MessageId): boolean {
    const answer = answers.get(messageId)
    return answer === undefined || hasEnded(answer.message)
  }

  /** Every failure is told, for pages that have opened since the first. */
  function reportHistory(error: unknown): void {
    const wasFailing = isHistoryFailing
    isHistoryFailing = error !== undefined
    if (!wasFailing && !isHistoryFailing) return
    if (!wasFailing) log.error('history.write-failed', { cause: String(error) })
    hub.publish({
      name: 'history.changed',
      payload: { failure: isHistoryFailing ? describeNotSaved(error, db) : null },
    })
  }

  return {
    add: (answer) => void answers.set(answer.message.id, answer),
    update(message) {
      changed.set(message.id, message)
      store()
    },
    latest: (message) => answers.get(message.id)?.message ?? changed.get(message.id) ?? message,
    schedule,
    flush,
    isBehind,
    close() {
      flush()
      retry()
      cancelRetry?.()
      answers.clear()
      unstored.clear()
      changed.clear()
    },
  }
}

/** The words without the cause, which may change from one frame to the next. */
function describeNotSaved(error: unknown, db: Database): Failure {
  return createFailure(describeRefusal(error, db)?.code ?? 'not-saved')
}
