// Owns the search without an index: it reads messages and looks. Slow, and right for any text; what the index must equal.
import type { HitList } from './hit-list.ts'
import { normalise } from '#shared/search-text/normalise.ts'
import { standsIn } from '#shared/search-text/query.ts'
import { readMessageTexts } from './read-message.ts'
import { createPace, type SearchContext } from './search-context.ts'
import { acceptsTime, type Wanted } from './wanted.ts'

/** Adds what stands in these messages, which are ordered newest first. True when it ended because nothing older is wanted. */
export async function scanMessages(
  context: SearchContext,
  sequences: readonly number[],
  wanted: Wanted,
  list: HitList,
): Promise<boolean> {
  const { terms, filters, conversations } = wanted
  const pace = createPace(context)
  for (const sequence of sequences) {
    await pace()
    const message = readMessageTexts(context.history, sequence)
    if (!message) continue
    if (!list.wantsTime(message.createdAt)) return true
    if (!acceptsTime(filters, message.createdAt)) continue
    if (filters.hasFile && !message.hasFile) continue
    if (!conversations.accepts(message.conversation)) continue
    for (const { kind, text } of message.texts) {
      if (filters.kinds && !filters.kinds.includes(kind)) continue
      const place = { createdAt: message.createdAt, sequence, kind }
      if (list.wants(place) && standsIn(normalise(text), terms)) list.add({ ...place, text })
    }
  }
  return false
}
