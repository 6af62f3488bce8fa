// Owns what a person asks beside the words: how this one question is to be answered. What every question of a profile carries
// is in profile.ts; what is said here takes its place.
import type { z } from 'zod'
import { requestDefaultsSchema } from './profile.ts'

/** What is absent is left to the profile, and what that does not say to the application. */
export const questionOptionsSchema = requestDefaultsSchema.omit({ streamingThrottle: true })
export type QuestionOptions = z.infer<typeof questionOptionsSchema>
