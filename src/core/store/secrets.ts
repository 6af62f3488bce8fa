// Owns the table of sealed secrets. What is in it was sealed by the shell (engine/secret-box.ts) and cannot be read here.
import type { ProfileId } from '#shared/ids.ts'
import { prepare, write, type Database } from './database.ts'

/** The AppKey as it is; the credentials of a cloud account as JSON text of both. */
export const secretNames = ['app-key', 'credentials'] as const
export type SecretName = (typeof secretNames)[number]

/** Replaces the one that is there. Nothing of that stays in the file; the caller empties the log. */
export function setSecret(db: Database, profileId: ProfileId, name: SecretName, sealed: Uint8Array): void {
  write(db, () =>
    prepare(
      db,
      `INSERT INTO secrets (profile_id, name, sealed) VALUES (?, ?, ?)
        ON CONFLICT (profile_id, name) DO UPDATE SET sealed = excluded.sealed`,
    ).run(profileId, name, sealed),
  )
}

export function findSecret(db: Database, profileId: ProfileId, name: SecretName): Uint8Array | undefined {
  const sealed = prepare(db, 'SELECT sealed FROM secrets WHERE profile_id = ? AND name = ?')
    .pluck()
    .get(profileId, name)
  return sealed instanceof Uint8Array ? new Uint8Array(sealed) : undefined
}

/** No error when there is none. The caller empties the log. */
export function deleteSecret(db: Database, profileId: ProfileId, name: SecretName): void {
  write(db, () => prepare(db, 'DELETE FROM secrets WHERE profile_id = ? AND name = ?').run(profileId, name))
}
