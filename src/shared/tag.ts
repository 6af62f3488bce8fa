// Owns Tag: a coloured word that a person marks conversations with.
import { z } from 'zod'
import { tagIdSchema } from './ids.ts'
import { profileColorSchema } from './profile.ts'

/** Longest name of a tag, in UTF-16 units. */
export const maxTagNameLength = 60

/** No two tags have the same name, whatever the case. */
export const tagNameSchema = z.string().trim().min(1).max(maxTagNameLength)

export const tagSchema = z.strictObject({ id: tagIdSchema, name: z.string(), color: profileColorSchema })
export type Tag = z.infer<typeof tagSchema>
