// Owns Rating: what a person thinks of an answer, within what the service takes. Whether an answer can be rated, the service
// says in `Message.remote`.
import { z } from 'zod'

/** The service takes no longer ones; in UTF-16 units, of which a character has at least one. */
export const maxReasonLength = 20

export const ratingSchema = z.strictObject({
  score: z.enum(['good', 'bad']),
  /** Why it is bad, in the words of the person's language. */
  reasons: z.array(z.string().trim().min(1).max(maxReasonLength)).max(10),
  /** Empty when there is none. */
  comment: z.string().max(1000),
})
export type Rating = z.infer<typeof ratingSchema>
