// Owns how a question is named in the outline of its conversation.
import { z } from 'zod'
import type { Message } from './answer.ts'
import { titleFromQuestion } from './conversation.ts'
import { messageIdSchema } from './ids.ts'

export const outlinedQuestionSchema = z.strictObject({
  id: messageIdSchema,
  /** The first words; empty for a question without any, such as one that only brings a picture. */
  words: z.string(),
  createdAt: z.number().int(),
})
export type OutlinedQuestion = z.infer<typeof outlinedQuestionSchema>

export function outlineQuestion({ id, parts, createdAt }: Message): OutlinedQuestion {
  const part = parts.find(({ type }) => type === 'text')
  return { id, words: titleFromQuestion(part?.type === 'text' ? part.text : ''), createdAt }
}
