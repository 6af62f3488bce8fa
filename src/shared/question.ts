// Owns what a person asks beside the words: how this one question is to be answered, and what they did with a card. What every question of a profile carries
// is in profile.ts; what is said here takes its place.
import { z } from 'zod'
import { requestDefaultsSchema } from './profile.ts'

/** What is absent is left to the profile, and what that does not say to the application. */
export const questionOptionsSchema = requestDefaultsSchema.omit({ streamingThrottle: true })
export type QuestionOptions = z.infer<typeof questionOptionsSchema>

/** What a person did with a card of an answer. The words of the question are then its name for those who read. */
export const widgetActionSchema = z.strictObject({
  widgetId: z.string().max(400),
  runId: z.string().max(400),
  actionType: z.string().min(1).max(200),
  /** JSON text: what the card says belongs to it, and what was filled in. */
  payload: z.string().max(100_000),
})
export type WidgetAction = z.infer<typeof widgetActionSchema>

/** Actions that say words to the application: whoever knows no actions can be told the words alone. */
export const spokenActions: readonly string[] = ['sys.chat', 'sys.clarify']
