// Owns the questions that wait while an answer runs: when the next one is asked, and when all of them wait for a person.
// The next one is asked only when the answer before it has become complete. One that was stopped, failed or broke off pauses
// the queue, and so does a new start of the program: what a person meant to ask next may not fit any more.
import { randomUUID } from 'node:crypto'
import type { Message } from '#shared/answer.ts'
import { maxQueued, type QuestionQueue } from '#shared/contract/contract.ts'
import type { CheckedInput } from '#shared/contract/contract.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { queuedQuestionIdSchema, type ConversationId, type QueuedQuestionId } from '#shared/ids.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { getConversation } from '#core/store/conversations.ts'
import type { Database } from '#core/store/open.ts'
import {
  deleteQueued,
  insertQueued,
  listQueued,
  listQueuedConversations,
  orderQueued,
} from '#core/store/queued-questions.ts'
import { refuseInBin } from './bin-desk.ts'
import type { EventHub } from './event-hub.ts'
import { refuseRetired } from './profile-list-desk.ts'
import type { QuestionDesk } from './question-desk.ts'

export interface QueueDesk {
  /** Of all conversations in which questions wait. */
  list(): QuestionQueue[]
  /** Behind the others; at once when nothing runs and nothing waits. Throws as `QuestionDesk.ask` does, and `queue-full`. */
  add(question: CheckedInput<'queue.add'>): void
  /** Returns whether it still waited. */
  remove(conversationId: ConversationId, id: QueuedQuestionId): boolean
  /** Those that are not named come behind the others. */
  reorder(conversationId: ConversationId, ids: readonly QueuedQuestionId[]): void
  /** Goes on: asks the first question, unless an answer runs. Throws as `QuestionDesk.ask` does; the question then waits. */
  resume(conversationId: ConversationId): void
  /** An answer has ended. */
  onAnswered(answer: Pick<Message, 'conversationId' | 'status'>): void
  close(): void
}

export interface QueueDeskOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly hub: EventHub
  readonly questions: Pick<QuestionDesk, 'ask' | 'isRunning'>
}

export function createQueueDesk({ db, clock, log, hub, questions }: QueueDeskOptions): QueueDesk {
  /** Conversations whose questions wait for a person. */
  const paused = new Set(listQueuedConversations(db))
  let isClosed = false

  function describe(conversationId: ConversationId): QuestionQueue {
    const waiting = listQueued(db, conversationId)
    // What is empty has nothing that could wait for a person.
    if (waiting.length === 0) paused.delete(conversationId)
    return { conversationId, questions: waiting, isPaused: paused.has(conversationId) }
  }

  function announce(conversationId: ConversationId): void {
    hub.publish({ name: 'queue.changed', payload: describe(conversationId) })
  }

  /** Asks the first of those that wait; it leaves the queue in the same step. */
  function askNext(conversationId: ConversationId): void {
    const [next] = listQueued(db, conversationId)
    if (!next || questions.isRunning(conversationId)) return
    questions.ask(next.question, () => deleteQueued(db, next.id))
  }

  function goOn(conversationId: ConversationId): void {
    if (isClosed || paused.has(conversationId)) return
    try {
      askNext(conversationId)
    } catch (error) {
      // In the bin, retired, or the history cannot be written: the person decides when they are back.
      log.warn('queue.paused', { cause: String(error) })
      paused.add(conversationId)
    }
    announce(conversationId)
  }

  return {
    list: () => listQueuedConversations(db).map(describe),
    add(question) {
      const { conversationId, text } = question
      if (text.trim() === '') throw new FailureError(createFailure('empty-question'))
      const conversation = getConversation(db, conversationId)
      refuseInBin(db, conversationId)
      refuseRetired(db, conversation.profileId)
      const waiting = listQueued(db, conversationId)
      if (waiting.length === 0 && !questions.isRunning(conversationId)) {
        questions.ask(question)
        return
      }
      if (waiting.length >= maxQueued) throw new FailureError(createFailure('queue-full'))
      insertQueued(db, { id: queuedQuestionIdSchema.parse(randomUUID()), question }, clock.now())
      announce(conversationId)
    },
    remove(conversationId, id) {
      const isRemoved = deleteQueued(db, id)
      announce(conversationId)
      return isRemoved
    },
    reorder(conversationId, ids) {
      orderQueued(db, conversationId, ids)
      announce(conversationId)
    },
    resume(conversationId) {
      askNext(conversationId)
      paused.delete(conversationId)
      announce(conversationId)
    },
    onAnswered({ conversationId, status }) {
      if (listQueued(db, conversationId).length === 0) return
      if (status !== 'complete') {
        paused.add(conversationId)
        announce(conversationId)
        return
      }
      // The end of the answer is still being written: its turn is over first.
      queueMicrotask(() => goOn(conversationId))
    },
    close() {
      isClosed = true
    },
  }
}
