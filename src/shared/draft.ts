// Owns Draft: a question that was not sent yet, how it is to be answered, and whose it is.
import { z } from 'zod'
import { conversationIdSchema, profileIdSchema } from './ids.ts'
import { questionOptionsSchema } from './question.ts'

/** A conversation, or the profile of one that is still to be made. */
export const draftOwnerSchema = z.union([conversationIdSchema, profileIdSchema])
export type DraftOwner = z.infer<typeof draftOwnerSchema>

/** The longest that is kept, in UTF-16 units: more than can be asked, so that what is too long is not lost either. */
export const maxDraftLength = 1_000_000

export const draftSchema = z.strictObject({
  owner: draftOwnerSchema,
  /** Empty when there is none. */
  text: z.string().max(maxDraftLength),
  /** How the next question is to be answered; they stay when it has been asked. */
  options: questionOptionsSchema.optional(),
})
export type Draft = z.infer<typeof draftSchema>
