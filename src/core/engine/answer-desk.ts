// Owns what a person makes of messages that are there: which of several answers is shown, what they think of an answer, which
// messages are not to be kept, what the service sent. Questions and answers themselves are question-desk.ts's.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId, MessageId, ProfileId } from '#shared/ids.ts'
import type { Rating } from '#shared/rating.ts'
import type { AdpClient } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import { wipeTraces } from '#core/store/bin.ts'
import { getConversation } from '#core/store/conversations.ts'
import { write } from '#core/store/database.ts'
import { deleteMessage, getMessage } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import { findPlace } from '#core/store/places.ts'
import { listRatings, setRating, type StoredRating } from '#core/store/ratings.ts'
import { listRawEvents } from '#core/store/raw-events.ts'
import { listShownAnswers, setShownAnswer, type ShownAnswer } from '#core/store/shown-answers.ts'
import { refuseInBin } from './bin-desk.ts'
import type { EventHub } from './event-hub.ts'
import type { QuestionDesk } from './question-desk.ts'

export interface AnswerDesk {
  listShown(conversationId: ConversationId): ShownAnswer[]
  /** Throws `not-found` when one of the messages is not in the conversation. */
  show(conversationId: ConversationId, shown: ShownAnswer): void
  listRatings(conversationId: ConversationId): StoredRating[]
  /**
   * Tells the service, then keeps it; null takes it back. Rejects with FailureError: `not-ratable` when the service takes no
   * rating of this answer, `rating-needs-credentials`, or what the service says. Nothing is changed then.
   */
  rate(conversationId: ConversationId, messageId: MessageId, rating: Rating | null): Promise<void>
  /** Those that are gone already are left alone. Throws `answer-running` while one is written in the conversation. */
  remove(conversationId: ConversationId, messageIds: readonly MessageId[]): void
  /** What was kept, a stretch at a time. */
  listRaw(
    conversationId: ConversationId,
    messageId: MessageId,
    after: number,
  ): ReturnType<typeof listRawEvents>
  close(): void
}

export interface AnswerDeskOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly hub: EventHub
  readonly questions: Pick<QuestionDesk, 'isRunning' | 'latest'>
  /** With all that there is to ask the cloud API with. */
  readonly openClient: (profileId: ProfileId) => Promise<AdpClient>
  readonly announce: (conversationId: ConversationId) => void
}

/** Characters of raw events that cross the bridge at once. */
const rawStretch = 500_000

export function createAnswerDesk(options: AnswerDeskOptions): AnswerDesk {
  const { db, clock, hub, questions, openClient, announce } = options
  const closing = new AbortController()
  /** The last rating of each answer that is on its way. The service keeps the one that comes last, so they go one by one. */
  const ratingTurns = new Map<MessageId, Promise<void>>()

  async function tellRating(
    conversationId: ConversationId,
    messageId: MessageId,
    rating: Rating | null,
  ): Promise<void> {
    refuseElsewhere(conversationId, [messageId])
    const { remote } = questions.latest(getMessage(db, messageId))
    if (remote.recordId === undefined || remote.canRate === false)
      throw new FailureError(createFailure('not-ratable'))
    const client = await openClient(getConversation(db, conversationId).profileId)
    const rated = await client.rate(remote.recordId, rating, closing.signal)
    if (!rated.ok) throw new FailureError(rated.failure)
    setRating(db, messageId, rating, clock.now())
    hub.publish({ name: 'answer.rated', payload: { conversationId, messageId, rating } })
  }

  function refuseElsewhere(conversationId: ConversationId, messageIds: readonly MessageId[]): void {
    const isElsewhere = messageIds.some((id) => findPlace(db, id)?.conversationId !== conversationId)
    if (isElsewhere) throw new FailureError(createFailure('not-found'))
  }

  return {
    listShown: (conversationId) => listShownAnswers(db, conversationId),
    show(conversationId, shown) {
      refuseElsewhere(conversationId, [shown.questionId, shown.answerId])
      setShownAnswer(db, shown, clock.now())
      hub.publish({ name: 'answer.shown', payload: { conversationId, ...shown } })
    },

    listRatings: (conversationId) => listRatings(db, conversationId),
    async rate(conversationId, messageId, rating) {
      const before = ratingTurns.get(messageId) ?? Promise.resolve()
      const told = before.then(() => tellRating(conversationId, messageId, rating))
      const turn = told.catch(() => undefined)
      ratingTurns.set(messageId, turn)
      try {
        await told
      } finally {
        if (ratingTurns.get(messageId) === turn) ratingTurns.delete(messageId)
      }
    },

    remove(conversationId, messageIds) {
      getConversation(db, conversationId)
      refuseInBin(db, conversationId)
      if (questions.isRunning(conversationId)) throw new FailureError(createFailure('answer-running'))
      const present = [...new Set(messageIds)].filter((id) => findPlace(db, id) !== undefined)
      refuseElsewhere(conversationId, present)
      if (present.length === 0) return
      write(db, () => {
        for (const id of present) deleteMessage(db, id)
      })
      for (const messageId of present) {
        const revision = hub.nextRevision(conversationId)
        hub.publish({ name: 'message.removed', payload: { conversationId, revision, messageId } })
      }
      announce(conversationId)
      wipeTraces(db)
    },

    listRaw(conversationId, messageId, after) {
      refuseElsewhere(conversationId, [messageId])
      return listRawEvents(db, messageId, after, rawStretch)
    },
    close: () => closing.abort(),
  }
}
