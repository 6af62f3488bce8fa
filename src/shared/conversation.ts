// Owns Conversation as lists and headers show it. Its messages are in answer.ts.
import { z } from 'zod'
import { conversationIdSchema, folderIdSchema, profileIdSchema, tagIdSchema } from './ids.ts'

export const conversationTitleSchema = z.string().trim().min(1).max(200)

/** Where a conversation lies: in the lists, put aside, or deleted and not yet gone. */
export const shelfSchema = z.enum(['open', 'archive', 'bin'])
export type Shelf = z.infer<typeof shelfSchema>

/** How long a deleted conversation can be had back. */
export const daysInBin = 30

export const conversationSummarySchema = z.strictObject({
  id: conversationIdSchema,
  profileId: profileIdSchema,
  /** Empty until the first question gives it one; the renderer then says "New conversation". */
  title: z.string().max(200),
  createdAt: z.number().int(),
  /** When the last question was asked or the last answer ended. Lists are sorted by it, newest first, pinned ones above. */
  updatedAt: z.number().int(),
  isPinned: z.boolean(),
  shelf: shelfSchema,
  /** When it was moved to the bin; null outside of it. */
  deletedAt: z.number().int().nullable(),
  folderId: folderIdSchema.nullable(),
  tagIds: z.array(tagIdSchema),
  /** Whether an answer ended in it that nobody has looked at yet. */
  isUnread: z.boolean(),
  /** Whether an answer is being written at this moment. */
  isRunning: z.boolean(),
})
export type ConversationSummary = z.infer<typeof conversationSummarySchema>

/** A place in a list that is sorted by pin and `updatedAt`, newest first; the id tells equals apart. */
export const conversationPlaceSchema = z.strictObject({
  isPinned: z.boolean(),
  updatedAt: z.number().int().nonnegative(),
  id: conversationIdSchema,
})
export type ConversationPlace = z.infer<typeof conversationPlaceSchema>

const titleLength = 60

/** The title a conversation gets from its first question: the first words of its first line, without markdown marks. */
export function titleFromQuestion(question: string): string {
  const line = question.split(/\r\n|\r|\n/).find((candidate) => candidate.trim() !== '') ?? ''
  const words =
    line
      .replace(/^[\s#>*\-`]+/, '')
      .replace(/\s+/g, ' ')
      .trim() || line.trim()
  const characters = Array.from(words)
  if (characters.length <= titleLength) return words
  const cut = characters.slice(0, titleLength).join('')
  const lastSpace = cut.lastIndexOf(' ')
  return `${(lastSpace > titleLength / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`
}
