// Owns what becomes of an answer that broke off when the service turns out to have the rest. Pure. What was streamed is
// never given up for less: the service's words count only when they hold what a person has seen.
import type { Message } from '#shared/answer.ts'
import type { Part } from '#shared/part.ts'
import type { RecalledAnswer } from '#core/adp/client.ts'

/** The whole answer, or undefined when what was recalled does not complete it. */
export function completeAnswer(
  message: Message,
  { parts, usage }: RecalledAnswer,
  endedAt: number,
): Message | undefined {
  if (message.status !== 'interrupted') return undefined
  const seen = textOf(message.parts)
  const recalled = textOf(parts)
  if (recalled === '' ? seen !== '' : !holds(recalled, seen)) return undefined
  return {
    ...withoutFailure(message),
    status: 'complete',
    parts: mergeParts(message.parts, parts),
    endedAt,
    ...(usage === undefined ? {} : { usage }),
  }
}

function withoutFailure({ failure: _, ...message }: Message): Message {
  return message
}

/** A correction may have changed a word of what was seen; nobody is served worse by the longer text. */
function holds(recalled: string, seen: string): boolean {
  return recalled.startsWith(seen) || recalled.length >= seen.length
}

function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

/**
 * Part for part of the same kind the recalled one takes the place of the one that was streamed, under its key, so that a
 * view keeps it; kinds that the service does not remember stay, and what is new comes after.
 */
function mergeParts(streamed: readonly Part[], recalled: readonly Part[]): Part[] {
  const rest = Map.groupBy(recalled, ({ type }) => type)
  const merged = streamed.map((part): Part => {
    const next = rest.get(part.type)?.shift()
    return next ? { ...next, key: part.key } : part
  })
  const keys = new Set(merged.map(({ key }) => key))
  const added = [...rest.values()].flat().map((part): Part => {
    const key = keys.has(part.key) ? `recalled:${part.key}` : part.key
    keys.add(key)
    return { ...part, key }
  })
  return [...merged, ...added].map(endPart)
}

/** What ran when the stream broke off has come to its end with the answer. */
function endPart(part: Part): Part {
  const isOpen = (part.type === 'thought' || part.type === 'step') && part.status === 'stopped'
  return isOpen ? { ...part, status: 'complete' } : part
}
