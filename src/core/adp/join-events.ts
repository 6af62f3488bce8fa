// Owns the joining of what two sources have to say to one event of the service: mostly one of them has nothing to say, and
// this runs for every piece of a text.
import type { AnswerEvent } from '#shared/answer.ts'

export function joinEvents(first: AnswerEvent[], second: AnswerEvent[]): AnswerEvent[] {
  if (first.length === 0) return second
  return second.length === 0 ? first : [...first, ...second]
}
