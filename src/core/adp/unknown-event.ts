// Owns how something that no schema of ours fits is kept: as received, within bounds, and not endlessly often.
import type { AnswerEvent } from '#shared/answer.ts'

const maxRawLength = 64 * 1024
const cutMark = '… (cut)'

/** Per answer. A stream of nothing but garbage must not become a message of a hundred thousand parts. */
const maxUnknownEvents = 100

/** Makes the `unknown` events of one answer; none once there have been too many. */
export function createUnknownEvents(): (name: string, text: string) => AnswerEvent[] {
  let count = 0
  return (name, text) => {
    count += 1
    if (count > maxUnknownEvents) return []
    return [{ type: 'unknown', name: name.slice(0, 200), raw: cutRaw(text) }]
  }
}

/** The text within the bound for what is kept as received. */
export function cutRaw(text: string): string {
  return text.length > maxRawLength ? text.slice(0, maxRawLength) + cutMark : text
}
