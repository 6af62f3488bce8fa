// Owns what is known of the health of the history: what a check looked at and found, and what was recovered of a damaged
// one. How it is checked is in core/store/check.ts and scrub.ts, how recovered in core/store/salvage.
import { z } from 'zod'
import { conversationIdSchema, messageIdSchema } from './ids.ts'

/** Where a look through everything has come to; the order is that of the stages. */
export const scrubPlaceSchema = z.discriminatedUnion('stage', [
  z.strictObject({ stage: z.literal('messages'), after: z.number() }),
  z.strictObject({ stage: z.literal('conversations'), after: z.number() }),
  z.strictObject({ stage: z.literal('files'), after: z.string() }),
])
export type ScrubPlace = z.infer<typeof scrubPlaceSchema>

export const findingSchema = z.discriminatedUnion('type', [
  /** A message that is not what was written. */
  z.strictObject({
    type: z.literal('message'),
    conversationId: conversationIdSchema,
    messageId: messageIdSchema,
  }),
  /** A message that was damaged before, and says so where it is shown. */
  z.strictObject({
    type: z.literal('known'),
    conversationId: conversationIdSchema,
    messageId: messageIdSchema,
  }),
  /** A conversation in which messages are missing. */
  z.strictObject({ type: z.literal('gap'), conversationId: conversationIdSchema }),
  /** Something that cannot be read; whose it was is not known. */
  z.strictObject({ type: z.literal('row') }),
  /** The copy of an image or a file that is missing or not what it was. */
  z.strictObject({ type: z.literal('file'), hash: z.string() }),
])
export type Finding = z.infer<typeof findingSchema>

export const integrityReportSchema = z.strictObject({
  checkedAt: z.number(),
  /** After the program had not ended properly; while nothing else was to do; because somebody asked. */
  reason: z.enum(['unclean-end', 'idle', 'asked']),
  /** Messages that were read and compared with their checksums; 0 when only SQLite's own check ran. */
  checked: z.number().int(),
  /** Messages that are not what was written. */
  damaged: z.number().int(),
  /** Messages that were damaged before and say so. */
  known: z.number().int(),
  /** Copies of images and files that are missing or not what they were. */
  files: z.number().int(),
  /** The conversations that are touched, with their titles; not all of them when there are very many. */
  conversations: z.array(z.strictObject({ id: conversationIdSchema, title: z.string() })).max(100),
  /** What SQLite finds wrong with the file, in its own words. */
  faults: z.array(z.string().max(1000)).max(20),
})
export type IntegrityReport = z.infer<typeof integrityReportSchema>

export const recoveryReportSchema = z.strictObject({
  recoveredAt: z.number(),
  profiles: z.number().int(),
  conversations: z.number().int(),
  /** Messages as they were written. */
  whole: z.number().int(),
  /** Messages of which something is left. */
  damaged: z.number().int(),
  /** Messages of which only the place is known. */
  lost: z.number().int(),
  /** The folder in which the damaged files lie. */
  damagedFolder: z.string(),
})
export type RecoveryReport = z.infer<typeof recoveryReportSchema>

export const integrityStatusSchema = z.strictObject({
  /** The last whole look; null before the first one. */
  report: integrityReportSchema.nullable(),
  /** Whether something was found that nobody has been told of yet. */
  isNews: z.boolean(),
  isChecking: z.boolean(),
  recovery: recoveryReportSchema.nullable(),
  isRecoveryNews: z.boolean(),
})
export type IntegrityStatus = z.infer<typeof integrityStatusSchema>

/** Whether a report says that something is wrong that was not known before. */
export function hasDamage({ damaged, files, conversations, faults }: IntegrityReport): boolean {
  return damaged > 0 || files > 0 || conversations.length > 0 || faults.length > 0
}
