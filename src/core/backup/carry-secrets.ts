// Owns the way of the sealed AppKeys from the present history into one that takes its place: no backup holds them, and those
// that are there now are the ones this machine can open.
import Sqlite from 'better-sqlite3'
import { openReader } from '#core/store/connection.ts'
import { writeDurably, type Database } from '#core/store/database.ts'

interface SecretRow {
  readonly profileId: string
  readonly name: string
  readonly sealed: Buffer
  /** What is shown of them. */
  readonly appKeyHint: string
  readonly secretIdHint: string | null
}

/**
 * Gives every profile of `db` the secrets that it has in the history in `present`, as far as that can be read; profiles
 * that have none there keep what they have.
 */
export function carrySecrets(present: string, db: Database): void {
  const rows = readSecrets(present)
  writeDurably(db, () => {
    const insert = db.prepare(
      `INSERT INTO secrets (profile_id, name, sealed) SELECT id, ?, ? FROM profiles WHERE id = ? AND is_retired = 0
        ON CONFLICT (profile_id, name) DO UPDATE SET sealed = excluded.sealed`,
    )
    const hint = db.prepare(
      'UPDATE profiles SET app_key_hint = ?, secret_id_hint = ? WHERE id = ? AND is_retired = 0',
    )
    for (const { profileId, name, sealed, appKeyHint, secretIdHint } of rows) {
      insert.run(name, sealed, profileId)
      hint.run(appKeyHint, secretIdHint, profileId)
    }
  })
}

/** What cannot be read has to be entered again; that must not keep a history from being restored. */
function readSecrets(file: string): SecretRow[] {
  let db: Database | undefined
  try {
    db = openReader(file)
    return db
      .prepare(
        `SELECT profile_id AS profileId, secrets.name, sealed, app_key_hint AS appKeyHint,
          secret_id_hint AS secretIdHint FROM secrets JOIN profiles ON profiles.id = profile_id`,
      )
      .all() as SecretRow[]
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) return []
    throw error
  } finally {
    db?.close()
  }
}
