// Owns Folder: a place in the list that a person puts conversations into. It holds those of every profile.
import { z } from 'zod'
import { folderIdSchema } from './ids.ts'

/** Longest name of a folder, in UTF-16 units. */
export const maxFolderNameLength = 60

/** No two folders have the same name, whatever the case. */
export const folderNameSchema = z.string().trim().min(1).max(maxFolderNameLength)

export const folderSchema = z.strictObject({ id: folderIdSchema, name: z.string() })
export type Folder = z.infer<typeof folderSchema>
