// Owns the file that history is exported to and imported from: its format, line by line, and what is made of a line that a
// person brings. It never holds a secret; docs/history-export.md describes it for other programs. Who writes it is
// core/export/history-writer.ts, who reads it core/worker/read-history-file.ts.
import { z } from 'zod'
import { messageSchema } from './answer.ts'
import { citedSliceSchema } from './cited-slice.ts'
import { conversationSummarySchema } from './conversation.ts'
import { folderNameSchema, folderSchema } from './folder.ts'
import { conversationIdSchema, messageIdSchema, profileIdSchema } from './ids.ts'
import { parseJson } from './parse-json.ts'
import { profileSettingsSchema } from './profile.ts'
import { ratingSchema } from './rating.ts'
import { tagNameSchema, tagSchema } from './tag.ts'

const format = 'adp-desk-history'
const version = 1

/** A longer line is not read, in bytes: no message of the service's is nearly as long. */
export const maxLineBytes = 64 * 1024 * 1024

/** A profile without its secrets, and without the hints that tell them apart. */
const exportedProfileSchema = profileSettingsSchema
  .extend({
    id: profileIdSchema,
    isDemo: z.boolean(),
    isRetired: z.boolean(),
    createdAt: z.number().int(),
  })
  .refine(({ site, serviceUrl }) => site !== 'custom' || serviceUrl !== undefined, { path: ['serviceUrl'] })
export type ExportedProfile = z.infer<typeof exportedProfileSchema>

const exportedFolderSchema = folderSchema.extend({ name: folderNameSchema })
const exportedTagSchema = tagSchema.extend({ name: tagNameSchema })

const exportedFileSchema = z.strictObject({
  /** The address under which it was shown. */
  url: z.string(),
  /** SHA-256 of its bytes in hexadecimal digits. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.string().max(200),
  bytes: z.number().int().nonnegative(),
  addedAt: z.number().int(),
})

const exportedConversationSchema = conversationSummarySchema.omit({ isRunning: true }).extend({
  createdAt: z.number().int().nonnegative(),
  updatedAt: z.number().int().nonnegative(),
  /** Images and files that are kept here. */
  files: z.array(exportedFileSchema),
})
export type ExportedConversation = z.infer<typeof exportedConversationSchema>

/** Nothing runs in a file. */
const exportedMessageSchema = messageSchema
  .omit({ wait: true })
  .extend({ status: messageSchema.shape.status.exclude(['sending', 'streaming']) })

/**
 * One line each. A profile, a folder, a tag comes before the first conversation that it belongs to, a conversation before
 * its messages, and the bytes of a file behind the first conversation that shows it. What is said of a message, or of two, comes
 * behind the later one; the words of a source behind the first message that names it.
 */
const historyEntrySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('profile'), profile: exportedProfileSchema }),
  z.strictObject({ type: z.literal('folder'), folder: exportedFolderSchema }),
  z.strictObject({ type: z.literal('tag'), tag: exportedTagSchema }),
  z.strictObject({ type: z.literal('conversation'), conversation: exportedConversationSchema }),
  /** The conversation is a copy of this one, as far as that went. */
  z.strictObject({
    type: z.literal('origin'),
    origin: z.strictObject({ conversationId: conversationIdSchema, originalId: conversationIdSchema }),
  }),
  z.strictObject({ type: z.literal('message'), message: exportedMessageSchema }),
  /** What the person thinks of an answer. */
  z.strictObject({ type: z.literal('rating'), rating: ratingSchema.extend({ messageId: messageIdSchema }) }),
  /** Of several answers to a question, this is the one to show; the newest where nothing is said. */
  z.strictObject({
    type: z.literal('shown-answer'),
    shownAnswer: z.strictObject({ questionId: messageIdSchema, answerId: messageIdSchema }),
  }),
  /** The words behind a source that messages of the conversation name. */
  z.strictObject({
    type: z.literal('slice'),
    slice: citedSliceSchema.extend({ conversationId: conversationIdSchema }),
  }),
  z.strictObject({
    type: z.literal('file'),
    file: exportedFileSchema.pick({ hash: true }).extend({ base64: z.base64() }),
  }),
  /** How many there are above; a file without it has lost its end. */
  z.strictObject({
    type: z.literal('end'),
    conversations: z.number().int().nonnegative(),
    messages: z.number().int().nonnegative(),
  }),
])
export type HistoryEntry = z.infer<typeof historyEntrySchema>

/** The whole file as one document. */
export const historyExportSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  exportedAt: z.iso.datetime(),
  entries: z.array(historyEntrySchema),
})

/** `rewritten`: ours, but not line by line any more. */
export const historyProblemSchema = z.enum(['not-ours', 'newer-version', 'rewritten'])
export type HistoryProblem = z.infer<typeof historyProblemSchema>

/** Everything before the first entry, with its line feed. */
export function encodeHistoryStart(exportedAt: number): string {
  const start = JSON.stringify({ format, version, exportedAt: new Date(exportedAt).toISOString() })
  return `${start.slice(0, -1)},"entries":[\n`
}

/** A line with its line feed; every entry but the last is followed by another one. */
export function encodeHistoryEntry(entry: Exclude<HistoryEntry, { type: 'end' }>): string {
  return `${JSON.stringify(entry)},\n`
}

/** The last line and what closes the document. */
export function encodeHistoryEnd(conversations: number, messages: number): string {
  const entry: HistoryEntry = { type: 'end', conversations, messages }
  return `${JSON.stringify(entry)}\n]}\n`
}

const startSchema = z.object({ format: z.literal(format), version: z.number().int().min(1) })

/** What is wrong with a file that begins with this line, or undefined when it can be read on. */
export function findHistoryProblem(line: string): HistoryProblem | undefined {
  const text = line.replace(/^\ufeff/, '').trim()
  const json = parseJson(`${text}]}`)
  const start = startSchema.safeParse(json.ok ? json.value : undefined)
  if (start.success) return start.data.version > version ? 'newer-version' : undefined
  return text.startsWith('{') && text.includes(`"${format}"`) ? 'rewritten' : 'not-ours'
}

/** The entry of a line behind the first, undefined when it is damaged, `closing` for the one that closes the document. */
export function parseHistoryLine(line: string): HistoryEntry | 'closing' | undefined {
  const text = line.trim().replace(/,$/, '')
  if (text === ']}') return 'closing'
  const json = parseJson(text)
  return historyEntrySchema.safeParse(json.ok ? json.value : undefined).data
}
