// Owns the table of consents: the hosts and the conversations whose images are loaded without asking. A host is the exact
// name that the network knows, never a pattern. What a consent allows is core/engine/image-desk.ts's.
import { imageConsentSchema, type ImageConsent } from '#shared/image.ts'
import type { ConversationId } from '#shared/ids.ts'
import { prepare, write, type Database } from './database.ts'

/** The newest first. */
export function listImageConsents(db: Database): ImageConsent[] {
  return prepare(
    db,
    'SELECT kind, name, given_at AS givenAt FROM image_consents ORDER BY given_at DESC, name',
  )
    .all()
    .flatMap((row) => imageConsentSchema.safeParse(row).data ?? [])
}

/** Once given, it stays as it was given. */
export function insertImageConsent(db: Database, consent: ImageConsent): void {
  write(db, () =>
    prepare(
      db,
      `INSERT INTO image_consents (kind, name, given_at) VALUES (@kind, @name, @givenAt)
        ON CONFLICT (kind, name) DO NOTHING`,
    ).run(consent),
  )
}

/** No error when there is none. */
export function deleteImageConsent(db: Database, { kind, name }: Pick<ImageConsent, 'kind' | 'name'>): void {
  write(db, () => prepare(db, 'DELETE FROM image_consents WHERE kind = ? AND name = ?').run(kind, name))
}

/** Whether images of this host may be loaded in this conversation without asking. */
export function hasImageConsent(db: Database, conversationId: ConversationId, host: string): boolean {
  const found = prepare(
    db,
    `SELECT 1 FROM image_consents WHERE (kind = 'host' AND name = ?) OR (kind = 'conversation' AND name = ?) LIMIT 1`,
  ).get(host, conversationId)
  return found !== undefined
}

/** Of conversations that are gone. To be called in the transaction that deletes them, or behind it. */
export function deleteOrphanConsents(db: Database): void {
  write(db, () =>
    prepare(
      db,
      `DELETE FROM image_consents WHERE kind = 'conversation'
        AND NOT EXISTS (SELECT 1 FROM conversations WHERE id = image_consents.name)`,
    ).run(),
  )
}
