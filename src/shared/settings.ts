// Owns Settings: what a person chooses for the whole program. Kept in the database, one row a name.
import { z } from 'zod'
import { profileIdSchema } from './ids.ts'

export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'light', 'dark']),
  /** The profile whose conversations the sidebar shows. */
  selectedProfileId: profileIdSchema.nullable(),
})
export type Settings = z.infer<typeof settingsSchema>

/** Some of them, to be changed. */
export const settingsChangesSchema = settingsSchema.partial()
export type SettingsChanges = z.infer<typeof settingsChangesSchema>

export const defaultSettings: Settings = { language: 'system', theme: 'system', selectedProfileId: null }
