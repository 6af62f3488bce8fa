// Owns what a person may change about the place of conversations in the lists, of one or of many at a time.
import { z } from 'zod'
import { folderIdSchema, tagIdSchema } from './ids.ts'

/** Most conversations that are arranged by one call. */
export const maxArranged = 5000
/** Most tags that are given or taken by one call. */
const maxArrangedTags = 200

/** What is absent stays as it is. */
export const arrangementSchema = z.strictObject({
  isPinned: z.boolean().optional(),
  isArchived: z.boolean().optional(),
  /** Null takes out of the folder. */
  folderId: folderIdSchema.nullable().optional(),
  addTagIds: z.array(tagIdSchema).max(maxArrangedTags).optional(),
  removeTagIds: z.array(tagIdSchema).max(maxArrangedTags).optional(),
})
export type Arrangement = z.infer<typeof arrangementSchema>
