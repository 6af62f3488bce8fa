// Owns the text that copying a whole conversation gives: questions and answers as markdown, as the page shows them, without
// thoughts, steps and sources. Pure.
import type { Message } from '#shared/answer.ts'
import { groupTurns, type Choices } from '../../stores/group-turns.ts'
import { quoteLines, type CopyWords } from './answer-texts.ts'
import { getAnswerText } from './get-answer-text.ts'

/** What is needed of a message: a long conversation is not held whole for it. */
export type SpokenMessage = Pick<Message, 'id' | 'role'> & { readonly text: string }

export function getSpokenMessage(message: Message): SpokenMessage {
  return { id: message.id, role: message.role, text: getAnswerText(message) }
}

/** Of several answers to a question the one that is shown. Messages without words, such as a refusal, are left out. */
export function writeConversation(
  messages: readonly SpokenMessage[],
  choices: Choices,
  words: CopyWords,
): string {
  const { hidden } = groupTurns(messages, choices)
  return messages
    .filter(({ id, text }) => !hidden.has(id) && text.trim() !== '')
    .map(({ role, text }) =>
      role === 'user' ? `**${words.question}**\n\n${quoteLines(text)}` : `**${words.answer}**\n\n${text}`,
    )
    .join('\n\n')
}
