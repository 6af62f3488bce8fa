// Owns what a page is told of a file of exported history: what is in it before anything is added, how far the adding is, and
// what came of it. The file itself is history-export.ts's matter.
import { z } from 'zod'
import { historyProblemSchema } from './history-export.ts'

const count = z.number().int().nonnegative()

export const historyPreviewSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('cancelled') }),
  z.strictObject({ type: z.literal('unreadable'), problem: historyProblemSchema }),
  z.strictObject({
    type: z.literal('readable'),
    conversations: count,
    messages: count,
    /** Of them, those that are not in this history. */
    newConversations: count,
    newMessages: count,
    /** AppKeys that are not here, and will be asked for when they are needed; at most 50 are named. */
    newProfiles: z.array(z.strictObject({ name: z.string(), serviceUrl: z.string().optional() })).max(50),
    /** Lines that cannot be read, and messages that another conversation of this history has. */
    damaged: count,
    /** Whether the end of the file is there, and says the same. */
    isWhole: z.boolean(),
  }),
])
export type HistoryPreview = z.infer<typeof historyPreviewSchema>

export const importProgressSchema = z.strictObject({
  step: z.enum(['reading', 'adding']),
  /** Of the file, that were looked at in this step. */
  bytes: count,
  totalBytes: count,
})
export type ImportProgress = z.infer<typeof importProgressSchema>

export const importedHistorySchema = z.strictObject({
  /** What was added until then stays, each conversation whole. */
  isCancelled: z.boolean(),
  conversations: count,
  messages: count,
  /** Conversations that were here and got messages that they did not have. */
  completedConversations: count,
  /** Messages that were here, and stayed as they are. */
  presentMessages: count,
  profiles: count,
  files: count,
  damaged: count,
})
export type ImportedHistory = z.infer<typeof importedHistorySchema>
