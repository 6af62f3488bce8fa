// Owns the calls about conversations and the messages in them. The whole is ../contract.ts.
import { z } from 'zod'
import { messageSchema } from '../../answer.ts'
import { arrangementSchema, maxArranged } from '../../arrangement.ts'
import {
  conversationPlaceSchema,
  conversationSummarySchema,
  conversationTitleSchema,
  shelfSchema,
} from '../../conversation.ts'
import { conversationIdSchema, messageIdSchema, profileIdSchema } from '../../ids.ts'
import { outlinedQuestionSchema } from '../../outline.ts'
import { defineCalls, nothing } from '../define.ts'

/** A stretch of a conversation, oldest message first. */
export const conversationPageSchema = z.strictObject({
  conversation: conversationSummarySchema,
  messages: z.array(messageSchema),
  hasEarlier: z.boolean(),
  hasLater: z.boolean(),
  /** How many messages of the conversation lie before the first and after the last of these. */
  earlier: z.number().int().nonnegative(),
  later: z.number().int().nonnegative(),
  /** The first answer that nobody has looked at yet. */
  firstUnread: messageIdSchema.nullable(),
  /** Revision of the conversation that the page shows: the next event about it carries one more. */
  revision: z.number().int(),
})

export type ConversationPage = z.infer<typeof conversationPageSchema>

/** Which stretch of a list of conversations: all that come after a place, unless there is a limit. */
const stretch = {
  /** The open ones, unless another is named. */
  shelf: shelfSchema.optional(),
  before: conversationPlaceSchema.optional(),
  limit: z.number().int().min(1).max(5000).optional(),
}

const severalConversations = z.strictObject({
  conversationIds: z.array(conversationIdSchema).min(1).max(20_000),
})

export const conversationCalls = defineCalls({
  /**
   * Asks the service for its own record of a conversation and adds the messages that are not here. Fails with
   * `credentials-missing` without credentials to ask with.
   */
  'conversation.backfill': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.strictObject({ added: z.number().int() }),
  },
  /** Pinned ones first, newest first. */
  'conversation.list': {
    input: z.strictObject({ profileId: profileIdSchema, ...stretch }),
    output: z.array(conversationSummarySchema),
  },
  /** Of all profiles together, pinned ones first, newest first. */
  'conversation.listAll': { input: z.strictObject(stretch), output: z.array(conversationSummarySchema) },
  /** Those with a running answer, of all profiles, in no order. */
  'conversation.listRunning': { input: nothing, output: z.array(conversationSummarySchema) },
  /** Those of all profiles whose title contains the text, in capitals or not, newest first. */
  'conversation.findByTitle': {
    input: z.strictObject({ text: z.string().max(200), limit: z.number().int().min(1).max(50) }),
    output: z.array(conversationSummarySchema),
  },
  'conversation.create': {
    input: z.strictObject({ profileId: profileIdSchema }),
    output: conversationSummarySchema,
  },
  /**
   * The newest messages, or those before `before`, after `after`, or on both sides of `around` or of the message at
   * `position`, counted from 1, which is among them. Of several that are named, `around` counts before `position`, `after`
   * and `before`, in this order.
   */
  'conversation.open': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      before: messageIdSchema.optional(),
      after: messageIdSchema.optional(),
      around: messageIdSchema.optional(),
      position: z.number().int().positive().optional(),
      limit: z.number().int().min(1).max(200).optional(),
    }),
    output: conversationPageSchema,
  },
  /** All questions of a conversation, oldest first, each by its first words. */
  'conversation.listQuestions': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.array(outlinedQuestionSchema),
  },
  'conversation.rename': {
    input: z.strictObject({ conversationId: conversationIdSchema, title: conversationTitleSchema }),
    output: conversationSummarySchema,
  },
  /** Moves conversations to the bin and stops their answers. Those that are gone or there already are left alone. */
  'conversation.delete': { input: severalConversations, output: nothing },
  /** Takes conversations out of the bin again. */
  'conversation.restore': { input: severalConversations, output: nothing },
  /** Of these, those that are in the bin. Resolves when nothing of them is left on the disk. */
  'conversation.deleteForever': { input: severalConversations, output: nothing },
  /** Those of all profiles in which an answer ended that nobody has looked at, in no order. */
  'conversation.listUnread': { input: nothing, output: z.array(conversationSummarySchema) },
  /** A person looks at it. */
  'conversation.markRead': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: nothing,
  },
  /** Many are done in turns. Those that are gone or in the bin are left out; pages hear what became of the others. */
  'conversation.arrange': {
    input: z.strictObject({
      conversationIds: z.array(conversationIdSchema).max(maxArranged),
      changes: arrangementSchema,
    }),
    output: nothing,
  },
  /**
   * A conversation of its own with copies of the messages up to this one, which the service does not know. Fails with
   * `answer-running` when one of them has not ended.
   */
  'conversation.fork': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      messageId: messageIdSchema,
      title: conversationTitleSchema,
    }),
    output: conversationSummarySchema,
  },
  /** Whether the conversation is such a copy; `original` is null when what it was copied from is gone. */
  'conversation.findOrigin': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.strictObject({ isFork: z.boolean(), original: conversationSummarySchema.nullable() }),
  },
  /** Here only: the service keeps its own record. Fails with `answer-running`. Those that are gone are left alone. */
  'message.delete': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      messageIds: z.array(messageIdSchema).min(1).max(1000),
    }),
    output: nothing,
  },
})
