// Owns Draft: a question that was not sent yet, and whose it is.
import { z } from 'zod'
import { conversationIdSchema, profileIdSchema } from './ids.ts'

/** A conversation, or the profile of one that is still to be made. */
export const draftOwnerSchema = z.union([conversationIdSchema, profileIdSchema])
export type DraftOwner = z.infer<typeof draftOwnerSchema>

/** The longest that is kept, in UTF-16 units: more than can be asked, so that what is too long is not lost either. */
export const maxDraftLength = 1_000_000

export const draftSchema = z.strictObject({
  owner: draftOwnerSchema,
  /** Empty when there is none. */
  text: z.string().max(maxDraftLength),
})
export type Draft = z.infer<typeof draftSchema>
