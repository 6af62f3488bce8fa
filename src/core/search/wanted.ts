// Owns Wanted: what is searched for, as every way of searching takes it.
import type { SearchFilters } from '#shared/search.ts'
import type { ConversationFilter } from './filters.ts'
import type { HitPlace } from './hit-list.ts'

export interface Wanted {
  /** In their normalised form; at least one. */
  readonly terms: readonly string[]
  readonly filters: SearchFilters
  readonly conversations: ConversationFilter
  /** Only hits that come after this place. */
  readonly after: HitPlace | undefined
  /** So many hits are enough. */
  readonly limit: number
}

export function acceptsTime(
  { from = -Infinity, until = Infinity }: SearchFilters,
  createdAt: number,
): boolean {
  return createdAt >= from && createdAt < until
}
