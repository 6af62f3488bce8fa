// Owns the search over the history.
import type { SearchFilters, SearchResult } from '#shared/search.ts'
import { describeHits, type StoredHit } from './describe-hits.ts'
import { createConversationFilter } from './filters.ts'
import { findByIndex } from './find-by-index.ts'
import { createHitList, readPlace, writePlace, type HitList } from './hit-list.ts'
import { listNewest, orderMessages } from './order-messages.ts'
import { readTerms } from '#shared/search-text/query.ts'
import { scanMessages } from './scan.ts'
import type { SearchContext } from './search-context.ts'
import { useIndex } from './search-index.ts'
import type { Wanted } from './wanted.ts'

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

/** Messages that are looked at while the index is made, besides those that it has. */
const scanned = 1000

/** The newest texts in which all terms stand. Nothing for a text of nothing but white space. */
export async function findInHistory(context: SearchContext, query: HistoryQuery): Promise<StoredResult> {
  const { history } = context
  const { text, filters, after, limit } = query
  const terms = readTerms(text)
  if (terms.length === 0) return { hits: [], next: null, isComplete: true }
  const wanted: Wanted = {
    terms,
    filters,
    conversations: createConversationFilter(history, filters),
    after: after === undefined ? undefined : readPlace(after),
    // One more than is asked for says whether there are more.
    limit: limit + 1,
  }
  const { list, isComplete } = await useIndex(history, context.dataDir).holdBuild(() =>
    collect(context, wanted),
  )
  const found = list.found.slice(0, limit)
  const last = found.at(-1)
  return {
    hits: describeHits(history, found, terms),
    next: last && list.found.length > limit ? writePlace(last) : null,
    isComplete,
  }
}

async function collect(
  context: SearchContext,
  wanted: Wanted,
): Promise<{ readonly list: HitList; readonly isComplete: boolean }> {
  const index = useIndex(context.history, context.dataDir)
  const list = createHitList(wanted)
  try {
    await index.drain(context)
    if (index.db) await findByIndex(context, index.db, wanted, list)
  } catch (error) {
    const isLost = index.recover(error)
    // Nothing of what a damaged index has given is taken for true.
    list.clear()
    if (!isLost) return scanAll(context, wanted, list)
  }
  if (index.db === undefined) return scanAll(context, wanted, list)
  if (index.isWhole) return { list, isComplete: true }
  const missing = index.listMissing(scanned)
  const isEnough = await scanMessages(context, missing ?? listNewest(context.history, scanned), wanted, list)
  return { list, isComplete: isEnough || (missing !== undefined && missing.length < scanned) }
}

/** Without an index everything is read: it takes its time, and finds the same. */
async function scanAll(
  context: SearchContext,
  wanted: Wanted,
  list: HitList,
): Promise<{ readonly list: HitList; readonly isComplete: boolean }> {
  await scanMessages(context, await orderMessages(context), wanted, list)
  return { list, isComplete: true }
}
