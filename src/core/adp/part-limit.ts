// Owns how much one answer may be made of. The fold copies the list of parts, or of marks, with every event that adds
// one: what a service in order sends some dozens of would stop the program if it came by the ten thousands.
import type { AnswerEvent } from '#shared/answer.ts'

const maxParts = 1000
const maxQuotes = 1000

/** Makes the gate for the events of one answer: it lets those through that name no part beyond the limit. */
export function createPartLimit(): (event: AnswerEvent) => boolean {
  const parts = new Set<string>()
  let quotes = 0
  return (event) => {
    if (event.type === 'quote-add' && (quotes += 1) > maxQuotes) return false
    const key = findKey(event)
    if (key === undefined || parts.has(key)) return true
    if (parts.size === maxParts) return false
    parts.add(key)
    return true
  }
}

function findKey(event: AnswerEvent): string | undefined {
  if (event.type === 'step-set') return event.step.key
  if (event.type === 'part-set') return event.part.key
  return 'part' in event ? event.part : undefined
}
