// Owns how much one answer may be made of. The fold copies the list of parts, or of marks, with every event that adds
// one: what a service in order sends some dozens of would stop the program if it came by the ten thousands.
import type { AnswerEvent } from '#shared/answer.ts'

const maxParts = 1000
const maxQuotes = 1000

/** Makes the gate for the events of one answer: it lets those through that name no part beyond the limit. */
export function createPartLimit(): (event: AnswerEvent) => boolean {
  const parts = new Set<string>()
  let quotes = 0
  // A text comes in many pieces, one after the other.
  let lastKey: string | undefined
  return (event) => {
    if (event.type === 'quote-add' && (quotes += 1) > maxQuotes) return false
    const key = findKey(event)
    if (key === undefined || key === lastKey) return true
    if (parts.size === maxParts && !parts.has(key)) return false
    parts.add(key)
    lastKey = key
    return true
  }
}

function findKey(event: AnswerEvent): string | undefined {
  switch (event.type) {
    case 'text-delta':
    case 'text-set':
    case 'thought-delta':
    case 'thought-set':
    case 'references-set':
    case 'quote-add':
      return event.part
    case 'step-set':
      return event.step.key
    case 'part-set':
      return event.part.key
    case 'answer-start':
    case 'answer-wait':
    case 'answer-end':
    case 'remote-set':
    case 'usage-set':
    case 'unknown':
      return undefined
  }
}
