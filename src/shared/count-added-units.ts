// Owns how much events add to an answer: what decides whether a person can read along.
import type { AnswerEvent } from './answer.ts'

/** UTF-16 units of text and thoughts. What replaces a text adds nothing that has not been there, or cannot be told from it. */
export function countAddedUnits(events: readonly AnswerEvent[]): number {
  return events.reduce(
    (sum, event) =>
      event.type === 'text-delta' || event.type === 'thought-delta' ? sum + event.text.length : sum,
    0,
  )
}
