// Owns Settings: what a person chooses for the whole program. Kept in the database, one row a name. How AppKeys are kept is
// chosen elsewhere: it belongs to the machine, not to the history.
import { z } from 'zod'
import { conversationIdSchema, profileIdSchema } from './ids.ts'
import { findServiceUrlProblem } from './profile.ts'

/** `custom` sends everything but calls to this machine through one HTTP proxy. */
export const proxySchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('system') }),
  z.strictObject({ mode: z.literal('none') }),
  z.strictObject({
    mode: z.literal('custom'),
    /** The proxy itself may be reached without encryption: what goes through it is encrypted end to end. */
    url: z
      .string()
      .trim()
      .max(500)
      .refine((text) => findServiceUrlProblem(text.replace(/^http:/i, 'https:')) === undefined, {
        message: 'must be an http or https address without credentials',
      }),
  }),
])
export type ProxySetting = z.infer<typeof proxySchema>

export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'light', 'dark']),
  textSize: z.enum(['small', 'medium', 'large', 'largest']),
  /** The key that sends a question; the other one of the two makes a new line. */
  sendKey: z.enum(['enter', 'command-enter']),
  /** What the page does while an answer grows: go along with its end, or stay where the answer began. */
  scrolling: z.enum(['follow-end', 'stay-at-start']),
  /** Whether the system tells of answers that end while nobody looks at the program. */
  notifications: z.enum(['unseen', 'off']),
  proxy: proxySchema,
  /** Whether images that an answer points to are fetched: they tell their server who reads, and when. */
  remoteImages: z.enum(['ask', 'always', 'never']),
  /** Whether what the service sends is kept beside each answer, word by word. */
  keepsRawEvents: z.boolean(),
  /** Whether the program copies the history once a day by itself. */
  backups: z.enum(['daily', 'off']),
  /** The profile whose conversations the sidebar shows, and whose application the next new question goes to. */
  selectedProfileId: profileIdSchema.nullable(),
  /** Whether the sidebar shows the conversations of all profiles together. */
  showsAllProfiles: z.boolean(),
  /** The conversation that each profile was left at; it is open there again at the next start. */
  selectedConversations: z
    .array(z.strictObject({ profileId: profileIdSchema, conversationId: conversationIdSchema }))
    .max(1000),
  /** Days without a question or an answer after which a conversation is deleted for ever; null keeps all. */
  retention: z.number().int().min(1).max(3650).nullable(),
})
export type Settings = z.infer<typeof settingsSchema>

/** What of them is needed before the history is open; kept beside it as well. */
export type StartSettings = Pick<Settings, 'language' | 'theme' | 'textSize'>

/** Some of them, to be changed. */
export const settingsChangesSchema = settingsSchema.partial()
export type SettingsChanges = z.infer<typeof settingsChangesSchema>

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  textSize: 'medium',
  sendKey: 'enter',
  scrolling: 'follow-end',
  notifications: 'unseen',
  proxy: { mode: 'system' },
  remoteImages: 'ask',
  keepsRawEvents: false,
  backups: 'daily',
  selectedProfileId: null,
  showsAllProfiles: false,
  selectedConversations: [],
  retention: null,
}
