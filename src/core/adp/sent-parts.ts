// Owns which parts of an answer have been told as they are: the service states many things anew with every packet, and
// what has not changed becomes no event.
import { isDeepStrictEqual } from 'node:util'
import type { AnswerEvent } from '#shared/answer.ts'
import type { Part } from '#shared/part.ts'

/** Makes the events that set parts; none for a part that was last sent just so. */
export function createSentParts(): (part: Part) => AnswerEvent[] {
  const sentParts = new Map<string, Part>()
  return (part) => {
    if (isDeepStrictEqual(sentParts.get(part.key), part)) return []
    sentParts.set(part.key, part)
    return [part.type === 'step' ? { type: 'step-set', step: part } : { type: 'part-set', part }]
  }
}
