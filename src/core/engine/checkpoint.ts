// Owns "commit before paint": once a frame, what all running answers received is appended to the history in one
// transaction, and only then published. An answer that ended is folded into its final rows and flushed to the disk.
// When the history cannot be written, answers stay visible and are written as soon as it can.
import type { AnswerEvent, Message } from '#shared/answer.ts'
import { hasEnded } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import type { MessageId } from '#shared/ids.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import type { Database } from '#core/store/open.ts'
import { appendPieces, finishMessage } from '#core/store/messages.ts'
import type { EventHub } from './event-hub.ts'
import type { RunningAnswer } from './running-answer.ts'

/** Between two frames of a 60 Hz and of a 30 Hz display. */
const frameMs = 25
/** How long to wait before a history that refused to be written is tried again. */
const retryMs = 1000

export interface Checkpoint {
  /** Takes part from now on, until its end is in the history. */
  add(answer: RunningAnswer): void
  /** The answer, as long as its end is not in the history. */
  find(messageId: MessageId): RunningAnswer | undefined
  /** Asks for a flush within a frame. */
  schedule(): void
  /** Stores and publishes everything that is pending, at once. */
  flush(): void
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
  const unstored = new Map<MessageId, AnswerEvent[]>()
  let cancelTimer: (() => void) | undefined
  let isHistoryFailing = false

  function schedule(): void {
    cancelTimer ??= clock.after(isHistoryFailing ? retryMs : frameMs, () => {
      cancelTimer = undefined
      flush()
    })
  }

  function flush(): void {
    cancelTimer?.()
    cancelTimer = undefined
    const stretches = [...answers.values()]
      .filter((answer) => answer.hasPending)
      .map((answer) => answer.takeStretch())
    for (const { events, message } of stretches) {
      unstored.set(message.id, [...(unstored.get(message.id) ?? []), ...events])
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

  /** Writes what is not stored yet. What cannot be written stays in `unstored` and is tried again. */
  function store(): void {
    if (unstored.size === 0) return
    try {
      const batches = [...unstored].map(([messageId, events]) => ({ messageId, events }))
      const open = batches.filter(({ messageId }) => !isOver(messageId))
      if (open.length > 0) appendPieces(db, open)
      for (const { messageId } of open) unstored.delete(messageId)
      for (const { messageId } of batches) {
        const answer = answers.get(messageId)
        if (!answer || !hasEnded(answer.message)) continue
        finishMessage(db, answer.message)
        unstored.delete(messageId)
        answers.delete(messageId)
      }
      reportHistory(true)
    } catch (error) {
      log.error('history.write-failed', { cause: error instanceof Error ? error.message : String(error) })
      reportHistory(false)
      schedule()
    }
  }

  function isOver(messageId: MessageId): boolean {
    const answer = answers.get(messageId)
    return answer === undefined || hasEnded(answer.message)
  }

  function reportHistory(canWrite: boolean): void {
    if (isHistoryFailing === !canWrite) return
    isHistoryFailing = !canWrite
    hub.publish({
      name: 'history.changed',
      payload: { failure: canWrite ? null : createFailure('not-saved') },
    })
  }

  return {
    add: (answer) => void answers.set(answer.message.id, answer),
    find: (messageId) => answers.get(messageId),
    schedule,
    flush,
    close() {
      flush()
      cancelTimer?.()
      cancelTimer = undefined
      answers.clear()
      unstored.clear()
    },
  }
}
