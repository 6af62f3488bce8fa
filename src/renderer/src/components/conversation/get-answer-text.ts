// Owns the text that copying an answer gives: its markdown as it came, without thoughts, steps and sources.
import type { Message } from '#shared/answer.ts'

export function getAnswerText(message: Message): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n')
}
