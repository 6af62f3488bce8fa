// Owns the calls about what is asked: questions, those that wait, drafts, their files and templates. The whole is
// ../contract.ts.
import { z } from 'zod'
import {
  attachmentOwnerSchema,
  attachmentSchema,
  maxAttachments,
  sendingFilesSchema,
} from '../../attachment.ts'
import { draftOwnerSchema, draftSchema } from '../../draft.ts'
import { failureSchema } from '../../failure.ts'
import {
  attachmentIdSchema,
  conversationIdSchema,
  messageIdSchema,
  profileIdSchema,
  promptTemplateIdSchema,
  queuedQuestionIdSchema,
} from '../../ids.ts'
import { loadedImageSchema } from '../../image.ts'
import {
  maxTemplateFileLength,
  maxTemplates,
  promptTemplateSchema,
  templateNameSchema,
  templateTextSchema,
} from '../../prompt-template.ts'
import { questionOptionsSchema, widgetActionSchema } from '../../question.ts'
import { defineCalls, nothing } from '../define.ts'

/** Longest question in UTF-16 units; the service has a limit of its own that depends on the model. */
export const maxQuestionLength = 200_000

/** What is kept of a question that waits in its conversation; its attachments are its own by their owner. */
export const waitingQuestionSchema = z.strictObject({
  conversationId: conversationIdSchema,
  text: z.string().max(maxQuestionLength),
  options: questionOptionsSchema.optional(),
  /** Sent in the place of the words, which then only name it. */
  widgetAction: widgetActionSchema.optional(),
})

/** A question as it is asked. The text may be empty when there are files. */
const newQuestionSchema = waitingQuestionSchema.extend({
  /** Of the conversation, or of the profile that it was made for. */
  attachmentIds: z.array(attachmentIdSchema).max(maxAttachments).optional(),
  /** Files of an earlier question of the conversation, by the keys of its parts: they go along again. */
  repeatedFiles: z
    .strictObject({ questionId: messageIdSchema, keys: z.array(z.string().max(400)).max(maxAttachments) })
    .optional(),
})

/** Questions that may wait in one conversation. */
export const maxQueued = 10

const queuedQuestionSchema = z.strictObject({ id: queuedQuestionIdSchema, question: waitingQuestionSchema })

export type QueuedQuestion = z.infer<typeof queuedQuestionSchema>

/** The questions that wait in a conversation, in the order in which they will be asked. */
export const questionQueueSchema = z.strictObject({
  conversationId: conversationIdSchema,
  questions: z.array(queuedQuestionSchema),
  /** Nothing of it is asked until a person says so: an answer did not become complete, or the program was started anew. */
  isPaused: z.boolean(),
  /** Why the next one could not be asked when its turn came; the queue is paused then. */
  failure: failureSchema.nullable(),
})

export type QuestionQueue = z.infer<typeof questionQueueSchema>

const turnSchema = z.strictObject({ questionId: messageIdSchema, answerId: messageIdSchema })

export const questionCalls = defineCalls({
  /** All questions that were not sent. */
  'draft.list': { input: nothing, output: z.array(draftSchema) },
  /** Keeps what is written and how it is to be answered; without either there is none. */
  'draft.set': { input: draftSchema, output: nothing },
  /**
   * Takes a file that was sent whole, for the next question of its owner, and begins to bring it to the service. Fails with
   * `attachment-unsupported`, `attachment-too-large`, `attachment-empty`, `too-many-attachments`.
   */
  'attachment.add': {
    input: z.strictObject({ owner: draftOwnerSchema, uploadId: z.uuid() }),
    output: attachmentSchema,
  },
  /** In the order in which they were added. Those that are not at the service yet are brought there from now on. */
  'attachment.list': {
    input: z.strictObject({ owner: attachmentOwnerSchema }),
    output: z.array(attachmentSchema),
  },
  /** Ends its upload, too; no error when it is gone. */
  'attachment.remove': { input: z.strictObject({ attachmentId: attachmentIdSchema }), output: nothing },
  /** Tries one again that has failed. */
  'attachment.retry': { input: z.strictObject({ attachmentId: attachmentIdSchema }), output: nothing },
  /** The copy of one that is an image; null for another. */
  'attachment.findImage': {
    input: z.strictObject({ attachmentId: attachmentIdSchema }),
    output: z.strictObject({ image: loadedImageSchema.nullable() }),
  },
  /** Returns when question and answer are in the history; the answer itself comes by events. */
  'question.ask': {
    input: newQuestionSchema,
    output: turnSchema,
  },
  /** How far the files of the running question are; null when none is on its way. */
  'question.findSendingFiles': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.strictObject({ sending: sendingFilesSchema.nullable() }),
  },
  /** Asks the question of the conversation's last answer again. An answer without any text is replaced by the new one. */
  'question.retry': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      /** What is to be different from how the question was asked, this time. */
      options: questionOptionsSchema.optional(),
    }),
    output: turnSchema,
  },
  /**
   * What was asked lately, newest first: the questions of the conversation, then those of the profile's others. Each text once.
   */
  'question.listRecent': {
    input: z.strictObject({
      profileId: profileIdSchema,
      conversationId: conversationIdSchema.optional(),
      limit: z.number().int().min(1).max(100),
    }),
    output: z.strictObject({ texts: z.array(z.string()) }),
  },
  /** Of all conversations in which questions wait. */
  'queue.list': { input: nothing, output: z.array(questionQueueSchema) },
  /**
   * Puts a question behind the others of its conversation. It is asked when the running answer has become complete, and at
   * once when nothing runs. Fails with `queue-full`, and as `question.ask` does.
   */
  'queue.add': { input: newQuestionSchema.omit({ repeatedFiles: true }), output: nothing },
  /** With its files. No error when it is gone: it may have been asked a moment ago. */
  'queue.remove': {
    input: z.strictObject({ conversationId: conversationIdSchema, queuedId: queuedQuestionIdSchema }),
    output: z.strictObject({ isRemoved: z.boolean() }),
  },
  /**
   * Takes it out to be changed: its files are those of the conversation's next question then. Fails with
   * `too-many-attachments` when that has no room for them; no error when it is gone.
   */
  'queue.take': {
    input: z.strictObject({ conversationId: conversationIdSchema, queuedId: queuedQuestionIdSchema }),
    output: z.strictObject({ isTaken: z.boolean() }),
  },
  /** Those that are not named come behind the others, in the order that they have. */
  'queue.reorder': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      queuedIds: z.array(queuedQuestionIdSchema).max(maxQueued),
    }),
    output: nothing,
  },
  /** Goes on with a paused queue, and asks its first question unless an answer runs. Fails as `question.ask` does. */
  'queue.resume': { input: z.strictObject({ conversationId: conversationIdSchema }), output: nothing },
  /** In the person's order. */
  'template.list': { input: nothing, output: z.array(promptTemplateSchema) },
  /** At the end, or before another one. Fails with `name-taken` and `too-many-templates`. */
  'template.add': {
    input: z.strictObject({
      name: templateNameSchema,
      text: templateTextSchema,
      before: promptTemplateIdSchema.optional(),
    }),
    output: promptTemplateSchema,
  },
  /** Fails with `name-taken`. */
  'template.change': {
    input: z.strictObject({
      templateId: promptTemplateIdSchema,
      name: templateNameSchema,
      text: templateTextSchema,
    }),
    output: promptTemplateSchema,
  },
  /** Those that are not named come behind the others, in the order that they have. */
  'template.reorder': {
    input: z.strictObject({ templateIds: z.array(promptTemplateIdSchema).max(maxTemplates) }),
    output: nothing,
  },
  'template.delete': { input: z.strictObject({ templateId: promptTemplateIdSchema }), output: nothing },
  /**
   * Adds the templates in the text of a file, all or none; those that are here already are left out. Fails with
   * `templates-unreadable` and `too-many-templates`.
   */
  'template.import': {
    input: z.strictObject({ text: z.string().max(maxTemplateFileLength) }),
    output: z.strictObject({ added: z.number().int() }),
  },
})
