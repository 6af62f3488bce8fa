// Owns the table of cited slices: the words behind the sources of answers, by profile and the service's name of the source,
// as JSON. Whoever has fetched one can read it without a network.
import { citedSliceSchema, type CitedSlice } from '#shared/cited-slice.ts'
import { profileIdSchema, type ConversationId, type ProfileId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { prepare, write, type Database } from './database.ts'
import { hasRelatives } from './forks.ts'

/** Those of these that are kept and can be read, in the order of the ids; each once. */
export function findCitedSlices(
  db: Database,
  profileId: ProfileId,
  referenceIds: readonly string[],
): CitedSlice[] {
  const find = prepare(db, 'SELECT slice FROM cited_slices WHERE profile_id = ? AND reference_id = ?').pluck()
  return [...new Set(referenceIds)].flatMap((id) => parseSlice(find.get(profileId, id)) ?? [])
}

/** Like `findCitedSlices`, of the profile of a conversation; none when that is gone. */
export function findSlicesOf(
  db: Database,
  conversationId: ConversationId,
  referenceIds: readonly string[],
): CitedSlice[] {
  if (referenceIds.length === 0) return []
  const select = prepare(db, 'SELECT profile_id FROM conversations WHERE id = ?').pluck()
  const profileId = profileIdSchema.safeParse(select.get(conversationId)).data
  return profileId === undefined ? [] : findCitedSlices(db, profileId, referenceIds)
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

/** Messages of a conversation by their positions, the last one included. */
export interface MessageRange {
  readonly conversationId: ConversationId
  readonly first: number
  readonly last: number
}

const named = `reference_id IN (
  SELECT json_extract(reference.value, '$.referenceId') FROM messages
    JOIN parts ON parts.message_sequence = messages.sequence AND parts.type IN ('text', 'references')
      AND instr(parts.body, '"referenceId"') > 0
    JOIN json_each(CASE WHEN json_valid(parts.body) THEN parts.body ELSE '{}' END, '$.references') AS reference
  WHERE messages.conversation_id = @conversationId AND messages.position BETWEEN @first AND @last)`

/**
 * Of the sources that these messages name. To be called in the transaction that deletes them. The service makes its name of a
 * source anew for every answer, so nobody else names it but a copy of the conversation: while there is one, they stay.
 */
export function deleteSlicesOf(db: Database, range: MessageRange): void {
  const { conversationId } = range
  write(db, () => {
    const profileId = prepare(
      db,
      `SELECT profile_id FROM cited_slices
        WHERE profile_id = (SELECT profile_id FROM conversations WHERE id = ?) LIMIT 1`,
    )
      .pluck()
      .get(conversationId)
    // Most profiles have none, and then nothing is read.
    if (profileId === undefined) return
    const rows = `cited_slices WHERE profile_id = @profileId AND ${named}`
    const isAny = prepare(db, `SELECT 1 FROM ${rows} LIMIT 1`).get({ ...range, profileId }) !== undefined
    if (isAny && !hasRelatives(db, conversationId))
      prepare(db, `DELETE FROM ${rows}`).run({ ...range, profileId })
  })
}

/** Undefined for one that cannot be read: then it is fetched again. */
function parseSlice(stored: unknown): CitedSlice | undefined {
  const json = typeof stored === 'string' ? parseJson(stored) : undefined
  return json?.ok ? citedSliceSchema.safeParse(json.value).data : undefined
}
