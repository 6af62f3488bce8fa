// Owns the calls about what a person makes of answers and of what they point to. The whole is ../contract.ts.
import { z } from 'zod'
import { citedSliceSchema } from '../../cited-slice.ts'
import { deliverySchema } from '../../delivery.ts'
import { conversationIdSchema, messageIdSchema } from '../../ids.ts'
import { imageConsentChoiceSchema, imageConsentSchema, loadedImageSchema } from '../../image.ts'
import { keptFileSchema } from '../../kept-file.ts'
import { ratingSchema } from '../../rating.ts'
import { rawEventSchema } from '../../raw-event.ts'
import { defineCalls, nothing } from '../define.ts'

const fileOfAnswer = z.strictObject({
  conversationId: conversationIdSchema,
  url: z.string().min(1).max(4096),
})

export const shownAnswerSchema = z.strictObject({ questionId: messageIdSchema, answerId: messageIdSchema })

export const answerCalls = defineCalls({
  /** Stops the running answer of a conversation; no error when it has just ended. */
  'answer.stop': { input: z.strictObject({ conversationId: conversationIdSchema }), output: nothing },
  /** What was fetched before of the words behind the sources of an answer, in their order. Asks nobody. */
  'reference.findKept': {
    input: z.strictObject({ messageId: messageIdSchema }),
    output: z.strictObject({ slices: z.array(citedSliceSchema) }),
  },
  /**
   * The words behind these sources of an answer, kept from then on; a person has asked for them. Sources that the service has
   * no more are missing. Fails with `credentials-needed` when something has to be asked and there is nothing to ask with.
   */
  'reference.describe': {
    input: z.strictObject({
      messageId: messageIdSchema,
      referenceIds: z.array(z.string().min(1).max(200)).min(1).max(100),
    }),
    output: z.strictObject({ slices: z.array(citedSliceSchema) }),
  },
  /** Of questions with several answers, those of which not the newest is shown; in no order. */
  'answer.listShown': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.array(shownAnswerSchema),
  },
  'answer.show': {
    input: shownAnswerSchema.extend({ conversationId: conversationIdSchema }),
    output: nothing,
  },
  /**
   * What the service sent of an answer, as far as it was kept, from behind a place (0: from the first). `next`: the place to
   * go on from, null at the end.
   */
  'answer.listRaw': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      messageId: messageIdSchema,
      after: z.number().int().min(0),
    }),
    output: z.strictObject({ events: z.array(rawEventSchema), next: z.number().int().nullable() }),
  },
  /** In no order. */
  'rating.list': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.array(ratingSchema.extend({ messageId: messageIdSchema })),
  },
  /** Null takes it back. Fails with `not-ratable`, `rating-needs-credentials`, or what the service says. */
  'rating.set': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      messageId: messageIdSchema,
      rating: ratingSchema.nullable(),
    }),
    output: nothing,
  },
  /** The copy of an image that was shown before in the conversation; null when there is none. Asks nobody for it. */
  'image.findKept': {
    input: z.strictObject({ conversationId: conversationIdSchema, url: z.string().min(1).max(2048) }),
    output: z.strictObject({ image: loadedImageSchema.nullable() }),
  },
  /** Like `image.findKept`, or else fetches an image that a message of the conversation points to; the person has been asked, or has said once for all. */
  'image.load': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      url: z.string().min(1).max(2048),
      /** Nobody has asked for this one: fails with `image-refused` without a consent. */
      isUnasked: z.boolean().optional(),
    }),
    output: loadedImageSchema,
  },
  /** The newest first. */
  'imageConsent.list': { input: nothing, output: z.array(imageConsentSchema) },
  /** Images of this host, or of this conversation, are loaded without asking from now on. */
  'imageConsent.give': { input: imageConsentChoiceSchema, output: nothing },
  /** No error when there is none. */
  'imageConsent.take': { input: imageConsentChoiceSchema, output: nothing },
  /** The copy of a file of an answer that was downloaded before; null when there is none. Asks nobody for it. */
  'file.findKept': { input: fileOfAnswer, output: z.strictObject({ file: keptFileSchema.nullable() }) },
  /**
   * Downloads a file that a message of the conversation points to, and keeps it. Fails with `file-refused`, `file-failed`,
   * `file-expired`, `no-space`.
   */
  'file.load': { input: fileOfAnswer, output: keptFileSchema },
  /** Writes a kept file where the person wants it; null when they want none. Fails with `not-found` when none is kept. */
  'file.save': {
    input: fileOfAnswer.extend({ name: z.string().max(1000) }),
    output: deliverySchema.nullable(),
  },
})
