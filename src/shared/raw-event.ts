// Owns RawEvent: something the service sent, as it was received but for secrets. Kept only while the person wants it.
import { z } from 'zod'

export const rawEventSchema = z.strictObject({
  at: z.number().int(),
  /** Outside of the body; empty where the body says it. */
  name: z.string(),
  text: z.string(),
})
export type RawEvent = z.infer<typeof rawEventSchema>

/** Characters that are kept of one answer; what comes then is left out. */
export const maxRawLength = 5_000_000
