// Owns what a person can choose about an export: which conversations, in which form, with what in them. What is written is
// core/export's matter.
import { z } from 'zod'
import { deliverySchema } from './delivery.ts'
import { failureSchema } from './failure.ts'
import { conversationIdSchema, messageIdSchema, profileIdSchema } from './ids.ts'

/** Conversations that can be named one by one; for more there is a whole profile, or everything. */
export const maxExportedConversations = 10_000

export const exportScopeSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('conversations'),
    conversationIds: z.array(conversationIdSchema).min(1).max(maxExportedConversations),
  }),
  /** One message of a conversation, and nothing else of it. */
  z.strictObject({
    type: z.literal('message'),
    conversationId: conversationIdSchema,
    messageId: messageIdSchema,
  }),
  /** All that are not in the bin. */
  z.strictObject({ type: z.literal('profile'), profileId: profileIdSchema }),
  z.strictObject({ type: z.literal('all') }),
])
export type ExportScope = z.infer<typeof exportScopeSchema>

/** What is written by the worker. A PDF is the HTML, printed by the shell. */
export const writtenFormatSchema = z.enum(['markdown', 'html', 'text', 'json'])
export type WrittenFormat = z.infer<typeof writtenFormatSchema>

export const exportFormatSchema = z.enum([...writtenFormatSchema.options, 'pdf'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

/** What goes into an export beside questions and answers. */
export const exportContentsSchema = z.strictObject({
  hasThoughts: z.boolean(),
  hasSteps: z.boolean(),
  hasReferences: z.boolean(),
  /** Copies of images and files, as far as they are kept on this computer. */
  hasFiles: z.boolean(),
})
export type ExportContents = z.infer<typeof exportContentsSchema>

/** Of the words that the program puts around questions and answers. */
export const exportLanguageSchema = z.enum(['en', 'zh-CN'])
export type ExportLanguage = z.infer<typeof exportLanguageSchema>

export const exportProgressSchema = z.strictObject({
  conversations: z.number().int(),
  totalConversations: z.number().int(),
  bytes: z.number().int(),
})
export type ExportProgress = z.infer<typeof exportProgressSchema>

/** An export from its start until the person has no more use for it. */
export const exportStateSchema = z.strictObject({
  exportId: z.uuid(),
  format: exportFormatSchema,
  status: z.enum(['running', 'done', 'cancelled', 'failed']),
  progress: exportProgressSchema,
  /** When it is done. */
  delivery: deliverySchema.nullable(),
  /** When it has failed. */
  failure: failureSchema.nullable(),
})
export type ExportState = z.infer<typeof exportStateSchema>
