// Owns the order of hits, newest first, and the keeping of the newest of those that were found in any order.
import { searchKindSchema, type SearchKind } from '#shared/search.ts'

/** Where a text stands in the order. Same for as long as the message is there, whatever is made of the index. */
export interface HitPlace {
  readonly createdAt: number
  readonly sequence: number
  readonly kind: SearchKind
}

/** A text in which all terms stand. */
export interface FoundText extends HitPlace {
  readonly text: string
}

/** Below zero when `one` comes first. */
export function compareHits(one: HitPlace, other: HitPlace): number {
  return other.createdAt - one.createdAt || other.sequence - one.sequence || rank(one.kind) - rank(other.kind)
}

function rank(kind: SearchKind): number {
  return searchKindSchema.options.indexOf(kind)
}

export function writePlace({ createdAt, sequence, kind }: HitPlace): string {
  return `${createdAt} ${sequence} ${kind}`
}

/** Undefined for what `writePlace` has not written. */
export function readPlace(place: string): HitPlace | undefined {
  const [createdAt, sequence, kind] = place.split(' ')
  const known = searchKindSchema.safeParse(kind).data
  const numbers = [Number(createdAt), Number(sequence)]
  if (known === undefined || !numbers.every(Number.isSafeInteger)) return undefined
  return { createdAt: Number(createdAt), sequence: Number(sequence), kind: known }
}

export interface HitList {
  /** Whether a hit in this place would be among those that are kept. */
  wants(place: HitPlace): boolean
  /** Whether a hit of this time, or an older one, could be. */
  wantsTime(createdAt: number): boolean
  add(found: FoundText): void
  clear(): void
  /** Newest first. */
  readonly found: readonly FoundText[]
}

export interface HitListOptions {
  readonly limit: number
  readonly after: HitPlace | undefined
}

/** Keeps the first `limit` after the place. */
export function createHitList({ limit, after }: HitListOptions): HitList {
  const found: FoundText[] = []
  function wants(place: HitPlace): boolean {
    if (after && compareHits(after, place) >= 0) return false
    const last = found[limit - 1]
    return last === undefined || compareHits(place, last) < 0
  }
  return {
    found,
    wants,
    wantsTime(createdAt) {
      const last = found[limit - 1]
      return last === undefined || createdAt >= last.createdAt
    },
    add(text) {
      if (!wants(text)) return
      const index = found.findLastIndex((earlier) => compareHits(earlier, text) < 0) + 1
      found.splice(index, 0, text)
      if (found.length > limit) found.pop()
    },
    clear: () => void found.splice(0),
  }
}
