// Owns the words behind the sources of a message as far as they are kept here: they are read for formats that are for people.
// How they look is each format's matter.
import type { Message } from '#shared/answer.ts'
import { listReferenceIds, type CitedSlice } from '#shared/cited-slice.ts'
import { findSlicesOf } from '#core/store/cited-slices.ts'
import type { Database } from '#core/store/open.ts'

/** Longest passage, in UTF-16 units. A source may be a whole chapter; what is longer is in the JSON format alone. */
const maxLength = 4000

/** Markdown, by what the service calls the source. */
export type Passages = ReadonlyMap<string, string>

export function readPassages(history: Database, message: Message): Passages {
  return new Map(
    findSlicesOf(history, message.conversationId, listReferenceIds(message))
      .map((slice) => [slice.referenceId, shorten(readWords(slice))] as const)
      .filter(([, words]) => words !== ''),
  )
}

/** A question with its answer, or what the model was given of a document. */
function readWords({ question = '', answer = '', text = '', original = '' }: CitedSlice): string {
  const pair = [question, answer].filter((words) => words.trim() !== '')
  const passage = text.trim() === '' ? original : text
  return (pair.length > 0 ? pair.join('\n\n') : passage).trim()
}

function shorten(words: string): string {
  return words.length > maxLength ? `${words.slice(0, maxLength).toWellFormed().trimEnd()} …` : words
}
