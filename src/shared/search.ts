// Owns what a search over the history asks for and what it finds. The searching is core/search's, showing it the page's.
import { z } from 'zod'
import { conversationSummarySchema } from './conversation.ts'
import { folderIdSchema, messageIdSchema, profileIdSchema, tagIdSchema } from './ids.ts'

/** Longest text that is searched for, in UTF-16 units. */
export const maxSearchLength = 200

/** What the words that were found are to a person. Names of files count for questions and answers alike. */
export const searchKindSchema = z.enum(['question', 'answer', 'thought', 'reference', 'file'])
export type SearchKind = z.infer<typeof searchKindSchema>

/** All that are given must hold; without any, everything outside the bin is searched. */
export const searchFiltersSchema = z.strictObject({
  profileIds: z.array(profileIdSchema).max(1000).optional(),
  /** Milliseconds since the epoch: not before, and before. */
  from: z.number().int().nonnegative().optional(),
  until: z.number().int().nonnegative().optional(),
  kinds: z.array(searchKindSchema).min(1).max(5).optional(),
  /** Only messages with a file or an image. */
  hasFile: z.boolean().optional(),
  folderId: folderIdSchema.optional(),
  /** A conversation must have all of them. */
  tagIds: z.array(tagIdSchema).max(50).optional(),
  /** Leave out what is archived. */
  skipsArchive: z.boolean().optional(),
})
export type SearchFilters = z.infer<typeof searchFiltersSchema>

/** Where a list of hits goes on; opaque to the page. */
export const searchPlaceSchema = z.string().max(200)

/** A stretch of text around a hit, cut into pieces that were searched for and pieces that were not. */
export const snippetSchema = z.array(z.strictObject({ text: z.string(), isHit: z.boolean() }))
export type Snippet = z.infer<typeof snippetSchema>

export const searchHitSchema = z.strictObject({
  conversation: conversationSummarySchema,
  messageId: messageIdSchema,
  kind: searchKindSchema,
  createdAt: z.number().int(),
  snippet: snippetSchema,
})
export type SearchHit = z.infer<typeof searchHitSchema>

export const searchResultSchema = z.strictObject({
  /** Newest first. */
  hits: z.array(searchHitSchema),
  /** Null at the end. */
  next: searchPlaceSchema.nullable(),
  /** False while the index is being made: what is older than the hits may be missing. */
  isComplete: z.boolean(),
})
export type SearchResult = z.infer<typeof searchResultSchema>

/** A message of one conversation in which the text stands. */
export const conversationHitSchema = z.strictObject({
  messageId: messageIdSchema,
  kind: searchKindSchema,
  /** How often it stands there. */
  count: z.number().int().min(1),
})
export type ConversationHit = z.infer<typeof conversationHitSchema>
