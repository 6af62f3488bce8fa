// Owns the answers to the calls about what a person makes of messages that are there, in terms of answer-desk.ts and fork-desk.ts.
import type { Handlers } from '#shared/contract/dispatch.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import { getConversation, hasConversation, type StoredConversation } from '#core/store/conversations.ts'
import { findForkedFrom } from '#core/store/forks.ts'
import type { Database } from '#core/store/open.ts'
import type { AnswerDesk } from './answer-desk.ts'
import type { ForkDesk } from './fork-desk.ts'

type AnswerHandlers = Pick<
  Handlers,
  | 'conversation.fork'
  | 'conversation.findOrigin'
  | 'message.delete'
  | 'answer.listShown'
  | 'answer.show'
  | 'answer.listRaw'
  | 'rating.list'
  | 'rating.set'
>

export interface AnswerHandlersOptions {
  readonly db: Database
  readonly answers: AnswerDesk
  readonly forks: ForkDesk
  readonly summarize: (conversation: StoredConversation) => ConversationSummary
}

export function createAnswerHandlers({
  db,
  answers,
  forks,
  summarize,
}: AnswerHandlersOptions): AnswerHandlers {
  return {
    'conversation.fork': async ({ conversationId, messageId, title }) =>
      summarize(getConversation(db, await forks.fork(conversationId, messageId, title))),
    'conversation.findOrigin': ({ conversationId }) => {
      const original = findForkedFrom(db, conversationId)
      const isThere = original !== undefined && hasConversation(db, original)
      return {
        isFork: original !== undefined,
        original: isThere ? summarize(getConversation(db, original)) : null,
      }
    },
    'message.delete': ({ conversationId, messageIds }) => {
      answers.remove(conversationId, messageIds)
      return {}
    },
    'answer.listShown': ({ conversationId }) => answers.listShown(conversationId),
    'answer.show': ({ conversationId, ...shown }) => {
      answers.show(conversationId, shown)
      return {}
    },
    'answer.listRaw': ({ conversationId, messageId, after }) =>
      answers.listRaw(conversationId, messageId, after),
    'rating.list': ({ conversationId }) => answers.listRatings(conversationId),
    'rating.set': async ({ conversationId, messageId, rating }) => {
      await answers.rate(conversationId, messageId, rating)
      return {}
    },
  }
}
