// Owns the search over the history.
import type { SearchFilters, SearchResult } from '#shared/search.ts'
import { describeHits, type StoredHit } from './describe-hits.ts'
import { createConversationFilter } from './filters.ts'
import { createHitList, readPlace, writePlace } from './hit-list.ts'
import { orderMessages } from './order-messages.ts'
import { readTerms } from '#shared/search-text/query.ts'
import { scanMessages } from './scan.ts'
import type { SearchContext } from './search-context.ts'

export interface HistoryQuery {
  readonly text: string
  readonly filters: SearchFilters
  /** Where an earlier result went on. */
  readonly after?: string | undefined
  readonly limit: number
}

/** A result as the history knows it. */
export interface StoredResult extends Omit<SearchResult, 'hits'> {
  readonly hits: readonly StoredHit[]
}

/** The newest texts in which all terms stand. Nothing for a text of nothing but white space. */
export async function findInHistory(context: SearchContext, query: HistoryQuery): Promise<StoredResult> {
  const { history } = context
  const { text, filters, after, limit } = query
  const terms = readTerms(text)
  if (terms.length === 0) return { hits: [], next: null, isComplete: true }
  // One more than is asked for says whether there are more.
  const list = createHitList(limit + 1, after === undefined ? undefined : readPlace(after))
  const wanted = { terms, filters, conversations: createConversationFilter(history, filters) }
  await scanMessages(context, await orderMessages(context), wanted, list)
  const found = list.found.slice(0, limit)
  const last = found.at(-1)
  return {
    hits: describeHits(history, found, terms),
    next: last && list.found.length > limit ? writePlace(last) : null,
    isComplete: true,
  }
}
