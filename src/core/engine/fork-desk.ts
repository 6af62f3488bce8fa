// Owns the copying of a conversation up to one of its messages. The copy lies in the bin until it is whole, so that a program
// that is killed leaves no half of one in the lists. The service does not know the copied messages: to it, the copy is a
// conversation in which nothing was said yet.
import { randomUUID } from 'node:crypto'
import { hasEnded, type Message } from '#shared/answer.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { conversationIdSchema, messageIdSchema, type ConversationId, type MessageId } from '#shared/ids.ts'
import type { Clock } from '#core/clock.ts'
import { moveToBin, restoreFromBin } from '#core/store/bin.ts'
import { getConversation, insertConversation, newConversation } from '#core/store/conversations.ts'
import { write } from '#core/store/database.ts'
import { copyShownFiles, setForkedFrom } from '#core/store/forks.ts'
import { getMessage, insertTurn, readMessages } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import { listRatings, setRating } from '#core/store/ratings.ts'
import { findSeenTime } from '#core/store/seen-time.ts'
import { listShownAnswers, setShownAnswer } from '#core/store/shown-answers.ts'
import { refuseInBin } from './bin-desk.ts'
import { refuseRetired } from './profile-list-desk.ts'
import type { QuestionDesk } from './question-desk.ts'

export interface ForkDesk {
  /**
   * A new conversation with copies of the messages up to this one, this one included. Rejects with FailureError, among them
   * `answer-running` when one of the messages has not ended; nothing is left of the copy then.
   */
  fork(conversationId: ConversationId, messageId: MessageId, title: string): Promise<ConversationId>
  close(): void
}

export interface ForkDeskOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly questions: Pick<QuestionDesk, 'latest'>
  /** Deletes for ever. */
  readonly discard: (conversationId: ConversationId) => Promise<void>
  readonly announce: (conversationId: ConversationId) => void
}

/** Messages that are copied in one transaction. */
const stepLength = 50

export function createForkDesk({ db, clock, questions, discard, announce }: ForkDeskOptions): ForkDesk {
  let isClosed = false

  async function pause(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (isClosed) throw new FailureError(createFailure('cut-off', { cause: 'ABORTED' }))
  }

  /** Gives the ids of the copies by those of the messages. */
  async function copyMessages(
    from: ConversationId,
    to: ConversationId,
    lastId: MessageId,
  ): Promise<Map<MessageId, MessageId>> {
    const copies = new Map<MessageId, MessageId>()
    for (const page of readMessages(db, from, stepLength)) {
      const end = page.findIndex(({ id }) => id === lastId)
      const messages = (end === -1 ? page : page.slice(0, end + 1)).map((message) =>
        questions.latest(message),
      )
      if (!messages.every(hasEnded)) throw new FailureError(createFailure('answer-running'))
      insertTurn(
        db,
        messages.map((message): Message => {
          const id = messageIdSchema.parse(randomUUID())
          copies.set(message.id, id)
          return { ...message, id, conversationId: to }
        }),
      )
      if (end !== -1) return copies
      await pause()
    }
    throw new FailureError(createFailure('not-found'))
  }

  /** What a person made of the messages. */
  function copyMarks(
    from: ConversationId,
    to: ConversationId,
    copies: ReadonlyMap<MessageId, MessageId>,
  ): void {
    const now = clock.now()
    write(db, () => {
      for (const shown of listShownAnswers(db, from)) {
        const questionId = copies.get(shown.questionId)
        const answerId = copies.get(shown.answerId)
        if (questionId && answerId) setShownAnswer(db, { questionId, answerId }, now)
      }
      for (const { messageId, ...rating } of listRatings(db, from)) {
        const copy = copies.get(messageId)
        if (copy) setRating(db, copy, rating, now)
      }
      copyShownFiles(db, from, to)
    })
  }

  return {
    async fork(conversationId, messageId, title) {
      const original = getConversation(db, conversationId)
      refuseInBin(db, conversationId)
      refuseRetired(db, original.profileId)
      const last = getMessage(db, messageId)
      if (last.conversationId !== conversationId) throw new FailureError(createFailure('not-found'))
      const { profileId, folderId, tagIds } = original
      const createdAt = clock.now()
      const id = conversationIdSchema.parse(randomUUID())
      write(db, () => {
        insertConversation(db, newConversation({ id, profileId, folderId, tagIds, title, createdAt }))
        setForkedFrom(db, id, conversationId)
        // Under a clock that is behind, it would seem to have been there for long, and be deleted.
        moveToBin(db, [id], Math.max(createdAt, findSeenTime(db) ?? 0))
      })
      try {
        copyMarks(conversationId, id, await copyMessages(conversationId, id, messageId))
      } catch (error) {
        // A history that is being closed takes nothing any more; the bin keeps the rest as long as anything in it.
        if (!isClosed) await discard(id)
        throw error
      }
      restoreFromBin(db, [id])
      announce(id)
      return id
    },
    close() {
      isClosed = true
    },
  }
}
