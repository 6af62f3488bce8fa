// Owns the questions that wait while an answer runs: when the next one is asked, and when all of them wait for a person.
// The next one is asked only when the answer before it has become complete. One that was stopped, failed or broke off pauses
// the queue, and so does a new start of the program: what a person meant to ask next may not fit any more.
import { randomUUID } from 'node:crypto'
import type { Message } from '#shared/answer.ts'
import { maxQueued, type QuestionQueue } from '#shared/contract/contract.ts'
import type { CheckedInput } from '#shared/contract/contract.ts'
import { maxAttachments } from '#shared/attachment.ts'
import { createFailure, FailureError, type Failure } from '#shared/failure.ts'
import { queuedQuestionIdSchema, type ConversationId, type QueuedQuestionId } from '#shared/ids.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { deleteAttachment, listAttachments, moveAttachments } from '#core/store/attachments.ts'
import { getConversation } from '#core/store/conversations.ts'
import { write } from '#core/store/database.ts'
import type { Database } from '#core/store/open.ts'
import {
  deleteQueued,
  findQueuePlace,
  insertQueued,
  listQueued,
  listQueuedConversations,
  orderQueued,
} from '#core/store/queued-questions.ts'
import type { AttachmentDesk } from './attachment-desk.ts'
import { refuseInBin } from './bin-desk.ts'
import { describeRefusal } from './describe-refusal.ts'
import type { EventHub } from './event-hub.ts'
import { refuseRetired } from './profile-list-desk.ts'
import type { QuestionDesk } from './question-desk.ts'
import type { QuestionFiles } from './question-files.ts'

export interface QueueDesk {
  /** Of all conversations in which questions wait. */
  list(): QuestionQueue[]
  /** Behind the others; at once when nothing runs and nothing waits. Throws as `QuestionDesk.ask` does, and `queue-full`. */
  add(question: CheckedInput<'queue.add'>): void
  /** With its files. Returns whether it still waited. */
  remove(conversationId: ConversationId, id: QueuedQuestionId): boolean
  /**
   * Takes it out to be changed; its files are the draft's then. Returns whether it still waited. Throws
   * `too-many-attachments` when the draft has no room for them: it waits on then.
   */
  take(conversationId: ConversationId, id: QueuedQuestionId): boolean
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
  readonly files: Pick<QuestionFiles, 'find'>
  readonly attachments: Pick<AttachmentDesk, 'announce' | 'onDropped'>
}

export function createQueueDesk(options: QueueDeskOptions): QueueDesk {
  const { db, clock, log, hub, questions, files, attachments } = options
  /** Conversations whose questions wait for a person, and why the next one could not be asked where that is the reason. */
  const paused = new Map<ConversationId, Failure | null>(listQueuedConversations(db).map((id) => [id, null]))
  let isClosed = false

  function describe(conversationId: ConversationId): QuestionQueue {
    const waiting = listQueued(db, conversationId)
    // What is empty has nothing that could wait for a person.
    if (waiting.length === 0) paused.delete(conversationId)
    return {
      conversationId,
      questions: waiting,
      isPaused: paused.has(conversationId),
      failure: paused.get(conversationId) ?? null,
    }
  }

  function announce(conversationId: ConversationId, asked: QueuedQuestionId | null = null): void {
    hub.publish({ name: 'queue.changed', payload: { ...describe(conversationId), asked } })
  }

  /** A page that says otherwise has missed something, and is told. */
  function isWaiting(conversationId: ConversationId, id: QueuedQuestionId): boolean {
    if (findQueuePlace(db, id) === conversationId) return true
    announce(conversationId)
    return false
  }

  /** Asks the first of those that wait; it leaves the queue in the same step. Gives which one that was. */
  function askNext(conversationId: ConversationId): QueuedQuestionId | null {
    const [next] = listQueued(db, conversationId)
    if (!next || questions.isRunning(conversationId)) return null
    const { id, question } = next
    const attachmentIds = listAttachments(db, id).map((attachment) => attachment.id)
    questions.ask({ ...question, attachmentIds }, { id, leave: () => void deleteQueued(db, id) })
    return id
  }

  function goOn(conversationId: ConversationId): void {
    if (isClosed || paused.has(conversationId)) return
    let asked: QueuedQuestionId | null = null
    try {
      asked = askNext(conversationId)
    } catch (error) {
      // In the bin, retired, or the history cannot be written: the person decides when they are back.
      log.warn('queue.paused', { cause: String(error) })
      const failure = error instanceof FailureError ? error.failure : describeRefusal(error, db)
      paused.set(conversationId, failure ?? createFailure('unexpected'))
    }
    announce(conversationId, asked)
  }

  return {
    list: () => listQueuedConversations(db).map(describe),
    add(question) {
      const { conversationId, attachmentIds = [], ...words } = question
      if (words.text.trim() === '' && attachmentIds.length === 0)
        throw new FailureError(createFailure('empty-question'))
      const conversation = getConversation(db, conversationId)
      refuseInBin(db, conversationId)
      refuseRetired(db, conversation.profileId)
      const waiting = listQueued(db, conversationId)
      if (waiting.length === 0 && !questions.isRunning(conversationId)) {
        questions.ask(question)
        return
      }
      if (waiting.length >= maxQueued) throw new FailureError(createFailure('queue-full'))
      const found = files.find(conversation, { attachmentIds }).attachments
      const id = queuedQuestionIdSchema.parse(randomUUID())
      write(db, () => {
        insertQueued(db, { id, question: { conversationId, ...words } }, clock.now())
        moveAttachments(db, attachmentIds, id)
      })
      announce(conversationId)
      if (found.length > 0) attachments.announce([...found.map(({ owner }) => owner), id])
    },
    remove(conversationId, id) {
      if (!isWaiting(conversationId, id)) return false
      const dropped = listAttachments(db, id)
      write(db, () => {
        for (const attachment of dropped) deleteAttachment(db, attachment.id)
        deleteQueued(db, id)
      })
      announce(conversationId)
      if (dropped.length > 0) attachments.onDropped(id)
      return true
    },
    take(conversationId, id) {
      if (!isWaiting(conversationId, id)) return false
      const taken = listAttachments(db, id).map((attachment) => attachment.id)
      if (taken.length + listAttachments(db, conversationId).length > maxAttachments)
        throw new FailureError(createFailure('too-many-attachments'))
      write(db, () => {
        moveAttachments(db, taken, conversationId)
        deleteQueued(db, id)
      })
      announce(conversationId)
      if (taken.length > 0) attachments.announce([id, conversationId])
      return true
    },
    reorder(conversationId, ids) {
      orderQueued(db, conversationId, ids)
      announce(conversationId)
    },
    resume(conversationId) {
      const asked = askNext(conversationId)
      paused.delete(conversationId)
      announce(conversationId, asked)
    },
    onAnswered({ conversationId, status }) {
      if (listQueued(db, conversationId).length === 0) return
      if (status !== 'complete') {
        paused.set(conversationId, null)
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
