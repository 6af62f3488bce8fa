// Owns the table of cited slices: the words behind the sources of answers, by profile and the service's name of the source, as
// JSON. Whoever has fetched one can read it without a network.
import { citedSliceSchema, type CitedSlice } from '#shared/cited-slice.ts'
import type { ProfileId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { prepare, write, type Database } from './database.ts'

/** Those of these that are kept and can be read, in the order of the ids; each once. */
export function findCitedSlices(
  db: Database,
  profileId: ProfileId,
  referenceIds: readonly string[],
): CitedSlice[] {
  const find = prepare(db, 'SELECT slice FROM cited_slices WHERE profile_id = ? AND reference_id = ?').pluck()
  return [...new Set(referenceIds)].flatMap((id) => parseSlice(find.get(profileId, id)) ?? [])
}

/** Takes the place of what was kept of the same sources. `fetchedAt`: milliseconds since the epoch. */
export function setCitedSlices(
  db: Database,
  profileId: ProfileId,
  slices: readonly CitedSlice[],
  fetchedAt: number,
): void {
  const insert = prepare(
    db,
    `INSERT INTO cited_slices (profile_id, reference_id, slice, fetched_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (profile_id, reference_id) DO UPDATE SET slice = excluded.slice, fetched_at = excluded.fetched_at`,
  )
  write(db, () => {
    for (const slice of slices) insert.run(profileId, slice.referenceId, JSON.stringify(slice), fetchedAt)
  })
}

/** Undefined for one that cannot be read: then it is fetched again. */
function parseSlice(stored: unknown): CitedSlice | undefined {
  const json = typeof stored === 'string' ? parseJson(stored) : undefined
  return json?.ok ? citedSliceSchema.safeParse(json.value).data : undefined
}
