// Owns the calls about how conversations go for ever. The whole is ../contract.ts.
import { z } from 'zod'
import { defineCalls, nothing } from '../define.ts'

const conversationCountSchema = z.strictObject({
  conversations: z.number().int(),
  messages: z.number().int(),
})

/** How many days the clock is ahead of the last time it was trusted, while that keeps something from being deleted. */
export const retentionStatusSchema = z.strictObject({ heldDays: z.number().int().nullable() })

export const removalCalls = defineCalls({
  'bin.count': { input: nothing, output: conversationCountSchema },
  'bin.empty': { input: nothing, output: nothing },
  /** What would be deleted at once if conversations were kept for so many days. */
  'retention.preview': {
    input: z.strictObject({ days: z.number().int().min(1).max(3650) }),
    output: conversationCountSchema,
  },
  'retention.describe': { input: nothing, output: retentionStatusSchema },
  /** The person says that the date of this computer is right. */
  'retention.confirmClock': { input: nothing, output: nothing },
  'history.count': { input: nothing, output: conversationCountSchema },
  /** Deletes all conversations for ever; `withBackups`: also the copies of the history in the data folder. */
  'history.eraseAll': { input: z.strictObject({ withBackups: z.boolean() }), output: nothing },
})
