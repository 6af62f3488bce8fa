// Owns the table of app cards: what applications have said of themselves, one row a profile, as JSON. Whether one is still
// worth showing is the engine's knowledge.
import { appCardSchema, type AppCard } from '#shared/app-card.ts'
import type { ProfileId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { prepare, write, type Database } from './database.ts'

/** Those that can be read, in no order. */
export function listAppCards(db: Database): AppCard[] {
  return prepare(db, 'SELECT card FROM app_cards')
    .pluck()
    .all()
    .flatMap((stored) => parseCard(stored) ?? [])
}

/** Undefined, too, when it cannot be read: then it is fetched again. */
export function findAppCard(db: Database, profileId: ProfileId): AppCard | undefined {
  return parseCard(prepare(db, 'SELECT card FROM app_cards WHERE profile_id = ?').pluck().get(profileId))
}

/** Replaces the one that is there. */
export function setAppCard(db: Database, card: AppCard): void {
  const insert = prepare(
    db,
    `INSERT INTO app_cards (profile_id, card) VALUES (?, ?)
      ON CONFLICT (profile_id) DO UPDATE SET card = excluded.card`,
  )
  write(db, () => insert.run(card.profileId, JSON.stringify(card)))
}

/** No error when there is none. */
export function deleteAppCard(db: Database, profileId: ProfileId): void {
  write(db, () => prepare(db, 'DELETE FROM app_cards WHERE profile_id = ?').run(profileId))
}

function parseCard(stored: unknown): AppCard | undefined {
  const json = typeof stored === 'string' ? parseJson(stored) : undefined
  return json?.ok ? appCardSchema.safeParse(json.value).data : undefined
}
