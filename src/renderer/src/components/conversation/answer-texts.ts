// Owns what copying more than the words of an answer gives: everything in it that is words, and the question before it.
import type { Message } from '#shared/answer.ts'
import { getAnswerText } from './get-answer-text.ts'

/** Headings of what is not the answer itself, in the language of the page. */
export interface CopyWords {
  readonly thought: string
  readonly question: string
  readonly answer: string
}

/** Thoughts, steps and texts as markdown, in their order. */
export function getEverything(message: Message, words: CopyWords): string {
  return message.parts
    .flatMap((part) => {
      if (part.type === 'text') return [part.text]
      if (part.type === 'thought') return [`**${part.title ?? words.thought}**\n\n${quoteLines(part.text)}`]
      if (part.type === 'step') {
        const details = [part.input, part.output].filter((detail) => detail !== undefined && detail !== '')
        return [
          [`**${part.title || part.name}**`, ...details.map((detail) => fence(detail ?? ''))].join('\n\n'),
        ]
      }
      return []
    })
    .join('\n\n')
}

/** Question and answer as markdown. */
export function getWithQuestion(question: Message | undefined, answer: Message, words: CopyWords): string {
  const asked = question ? getAnswerText(question) : ''
  const answered = getAnswerText(answer)
  return asked === ''
    ? answered
    : `**${words.question}**\n\n${quoteLines(asked)}\n\n**${words.answer}**\n\n${answered}`
}

/** As a quotation in markdown. */
export function quoteLines(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}

/** With a fence that is longer than any in the text. */
function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}\n${text}\n${marks}`
}
