// Owns the search by the index: candidates by their grams, newest first, each of which is looked at. Gives what a scan gives.
import { z } from 'zod'
import { prepare, type Database } from '#core/store/database.ts'
import { listStretches, type Stretch } from './blocks.ts'
import { listAskedGrams } from './grams.ts'
import type { HitList } from './hit-list.ts'
import { readKind } from './index-texts.ts'
import { normalise } from '#shared/search-text/normalise.ts'
import { standsIn } from '#shared/search-text/query.ts'
import { createPace, type SearchContext } from './search-context.ts'
import { acceptsTime, type Wanted } from './wanted.ts'

const candidateSchema = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])

/** Candidates that are read in one go: few at first, since the first ones often are enough. */
const fewest = 64
const most = 1024

/** Adds the texts with all terms. Ends when nothing older is wanted. Throws what SQLite says when the index is damaged. */
export async function findByIndex(
  context: SearchContext,
  index: Database,
  wanted: Wanted,
  list: HitList,
): Promise<void> {
  const { from = 0, until = Number.MAX_SAFE_INTEGER } = wanted.filters
  const before = Math.min(until, (wanted.after?.createdAt ?? Number.MAX_SAFE_INTEGER - 1) + 1)
  const pace = createPace(context)
  for (const stretch of listStretches(index, from, before)) {
    if (!list.wantsTime(stretch.newest)) return
    await walk(index, stretch, wanted, list, pace)
  }
}

async function walk(
  index: Database,
  stretch: Stretch,
  wanted: Wanted,
  list: HitList,
  pace: () => Promise<void> | undefined,
): Promise<void> {
  const grams = listAskedGrams(wanted.terms)
    .map((gram) => `"${gram}"`)
    .join(' AND ')
  const { filters } = wanted
  let highest = stretch.highest
  for (let count = fewest; ; count = Math.min(most, count * 2)) {
    const candidates = listCandidates(index, grams, stretch.lowest, highest, count)
    for (const [id, sequence, conversation, createdAt, kindNumber, hasFile] of candidates) {
      if (!list.wantsTime(stretch.newestBelow(id, createdAt))) return
      const kind = readKind(kindNumber)
      if (kind === undefined || (filters.kinds && !filters.kinds.includes(kind))) continue
      if (!acceptsTime(filters, createdAt) || (filters.hasFile && hasFile === 0)) continue
      const place = { createdAt, sequence, kind }
      if (!list.wants(place) || !wanted.conversations.accepts(conversation)) continue
      const text = readText(index, id)
      if (standsIn(normalise(text), wanted.terms)) list.add({ ...place, text })
    }
    const last = candidates.at(-1)
    if (candidates.length < count || last === undefined) return
    highest = last[0] - 1
    await pace()
  }
}

function listCandidates(
  index: Database,
  grams: string,
  lowest: number,
  highest: number,
  count: number,
): z.infer<typeof candidateSchema>[] {
  return prepare(
    index,
    `SELECT texts.id, message, conversation, created_at, kind, has_file
      FROM grams CROSS JOIN texts ON texts.id = grams.rowid
      WHERE grams MATCH ? AND grams.rowid BETWEEN ? AND ? ORDER BY grams.rowid DESC LIMIT ?`,
  )
    .raw()
    .all(grams, lowest, highest, count)
    .map((row) => candidateSchema.parse(row))
}

function readText(index: Database, id: number): string {
  return z.string().parse(prepare(index, 'SELECT text FROM texts WHERE id = ?').pluck().get(id))
}
