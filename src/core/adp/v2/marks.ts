// Owns the sources and marks of the texts of one v2 message, which come one by one, or all at once with the end.
import { isDeepStrictEqual } from 'node:util'
import type { AnswerEvent } from '#shared/answer.ts'
import type { Reference } from '#shared/part.ts'
import { decodeReference } from './references.ts'
import type { WireQuote, WireReference } from './schema.ts'

export interface Marks {
  addQuote(index: number, quote: WireQuote): AnswerEvent[]
  /** Adds a source to a text, or replaces the one it is. */
  addReference(index: number, reference: WireReference): AnswerEvent[]
  /** All sources of a text; none says nothing. */
  setReferences(index: number, references: readonly WireReference[]): AnswerEvent[]
  /** What was held back until the text begins; with `isLast`, whatever is still held. */
  release(isLast?: boolean): AnswerEvent[]
}

/** `hasText`: whether the text has begun. Before that its part must not stand above what else is still to come. */
export function createMarks(keyOf: (index: number) => string, hasText: (index: number) => boolean): Marks {
  // By content.
  const references = new Map<number, Reference[]>()
  const held = new Set<number>()
  const quotes = new Set<string>()

  function put(index: number, next: Reference[]): AnswerEvent[] {
    if (isDeepStrictEqual(references.get(index), next)) return []
    references.set(index, next)
    held.add(index)
    return release()
  }

  function release(isLast = false): AnswerEvent[] {
    if (held.size === 0) return []
    const ready = [...held].filter((index) => isLast || hasText(index))
    for (const index of ready) held.delete(index)
    return ready.map((index) => ({
      type: 'references-set',
      part: keyOf(index),
      references: references.get(index) ?? [],
    }))
  }

  return {
    addQuote(index, { Index, Position }) {
      const mark = `${index}:${Index}:${Position}`
      if (quotes.has(mark)) return []
      quotes.add(mark)
      return [{ type: 'quote-add', part: keyOf(index), quote: { index: Index, position: Position } }]
    },
    addReference(index, wire) {
      const known = references.get(index) ?? []
      const reference = decodeReference(wire, known.length)
      const at = known.findIndex((candidate) =>
        wire.Index === undefined ? isSameSource(candidate, reference) : candidate.index === reference.index,
      )
      return put(index, at === -1 ? [...known, reference] : known.with(at, reference))
    },
    setReferences(index, wires) {
      return wires.length === 0 ? [] : put(index, wires.map(decodeReference))
    },
    release,
  }
}

function isSameSource(a: Reference, b: Reference): boolean {
  return a.referenceId === b.referenceId && a.url === b.url
}
