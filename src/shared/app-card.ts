// Owns AppCard: what an application says of itself, as it was when it was last asked. Kept, so that it is there without a
// network. What a person calls a profile, and which colour it has, is in profile.ts.
import { z } from 'zod'
import { profileIdSchema } from './ids.ts'

/** Bounds of what is kept, in UTF-16 units, items and bytes; a service that says more is cut short. */
export const appCardLimits = {
  name: 200,
  text: 4000,
  question: 1000,
  questions: 20,
  models: 200,
  avatarBytes: 256 * 1024,
} as const

/** Formats that hold nothing but a picture. */
export const avatarSchema = z.strictObject({
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
  base64: z.base64().max(Math.ceil(appCardLimits.avatarBytes / 3) * 4),
})
export type Avatar = z.infer<typeof avatarSchema>

/** Of a question, in characters (code points). */
const questionLengthSchema = z.number().int().positive()

const modelSchema = z.strictObject({
  /** Names it to the service. */
  name: z.string().min(1).max(appCardLimits.name),
  title: z.string().min(1).max(appCardLimits.name),
  maxQuestionLength: questionLengthSchema.optional(),
})
export type AppCardModel = z.infer<typeof modelSchema>

export const appCardSchema = z.strictObject({
  profileId: profileIdSchema,
  name: z.string().max(appCardLimits.name).optional(),
  avatar: avatarSchema.optional(),
  description: z.string().max(appCardLimits.text).optional(),
  mode: z.enum(['standard', 'agent', 'single-workflow', 'claw']).optional(),
  /** Whether it answers: it is published and enabled. */
  isRunning: z.boolean().optional(),
  /** What the application says before any question. */
  greeting: z.string().max(appCardLimits.text).optional(),
  openingQuestions: z.array(z.string().max(appCardLimits.question)).max(appCardLimits.questions),
  /** With the model that the application was given; undefined where the service does not say. */
  maxQuestionLength: questionLengthSchema.optional(),
  /** That the account may choose for a question; an application that is not in standard mode takes no choice. */
  models: z.array(modelSchema).max(appCardLimits.models),
  canSearchWeb: z.boolean().optional(),
  fetchedAt: z.number().int(),
})
export type AppCard = z.infer<typeof appCardSchema>
