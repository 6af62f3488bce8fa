// Owns the table of profiles. Their AppKeys and credentials are in secrets.ts; whether those can be read is the engine's
// knowledge.
import { z } from 'zod'
import { waySchema } from '#shared/connection.ts'
import { createFailure, FailureError, failureSchema } from '#shared/failure.ts'
import { profileIdSchema, type ProfileId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import {
  accessMethodSchema,
  profileColorSchema,
  profileSettingsSchema,
  protocolVersionSchema,
} from '#shared/profile.ts'
import { emptyLog } from './checkpoint.ts'
import { compactPieces } from './compact-pieces.ts'
import { prepare, write, type Database } from './database.ts'

/** The way to an application that worked last. */
const knownWaySchema = z.object({
  way: waySchema,
  at: z.number(),
  /** Why it was not a WebSocket, which was tried before it. */
  instead: failureSchema.optional(),
})
export type KnownWay = z.infer<typeof knownWaySchema>

/** A profile without what only the engine knows. A choice of another version of the program is read as the default. */
const storedProfileSchema = profileSettingsSchema.extend({
  id: profileIdSchema,
  color: profileColorSchema.catch('slate'),
  accessMethod: accessMethodSchema.catch('automatic'),
  protocolVersion: protocolVersionSchema.catch('automatic'),
  appKeyHint: z.string().max(4),
  secretIdHint: z.string().max(4).nullable(),
  isDemo: z.boolean(),
  createdAt: z.number().int(),
})
export type StoredProfile = z.infer<typeof storedProfileSchema>

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string(),
  site: z.string(),
  serviceUrl: z.string().nullable(),
  cloudApiUrl: z.string().nullable(),
  tokenEndpointUrl: z.string().nullable(),
  accessMethod: z.string(),
  protocolVersion: z.string(),
  visitorId: z.string(),
  appKeyHint: z.string(),
  secretIdHint: z.string().nullable(),
  isDemo: z.number(),
  createdAt: z.number(),
})

const columns = `id, name, color, site, service_url AS serviceUrl, cloud_api_url AS cloudApiUrl,
  token_endpoint_url AS tokenEndpointUrl, access_method AS accessMethod, protocol_version AS protocolVersion,
  visitor_id AS visitorId, app_key_hint AS appKeyHint, secret_id_hint AS secretIdHint, is_demo AS isDemo,
  created_at AS createdAt`

export function insertProfile(db: Database, profile: StoredProfile): void {
  const insert = prepare(
    db,
    `INSERT INTO profiles (id, name, color, site, service_url, cloud_api_url, token_endpoint_url, access_method,
      protocol_version, visitor_id, app_key_hint, secret_id_hint, is_demo, created_at) VALUES (@id, @name, @color, @site,
      @serviceUrl, @cloudApiUrl, @tokenEndpointUrl, @accessMethod, @protocolVersion, @visitorId, @appKeyHint,
      @secretIdHint, @isDemo, @createdAt)`,
  )
  write(db, () => insert.run(toParameters(profile)))
}

/** Another way may work from now on: the known one is forgotten. */
export function updateProfile(db: Database, profile: StoredProfile): void {
  const update = prepare(
    db,
    `UPDATE profiles SET name = @name, color = @color, site = @site, service_url = @serviceUrl,
      cloud_api_url = @cloudApiUrl, token_endpoint_url = @tokenEndpointUrl, access_method = @accessMethod,
      protocol_version = @protocolVersion, visitor_id = @visitorId, app_key_hint = @appKeyHint,
      secret_id_hint = @secretIdHint, is_demo = @isDemo, created_at = @createdAt, known_way = NULL WHERE id = @id`,
  )
  const { changes } = write(db, () => update.run(toParameters(profile)))
  if (changes === 0) throw new FailureError(createFailure('not-found'))
}

/** With its secrets, conversations and messages; nothing of them stays in the file or its log. */
export function deleteProfile(db: Database, id: ProfileId): void {
  write(db, () => {
    prepare(db, 'DELETE FROM profiles WHERE id = ?').run(id)
    compactPieces(db)
  })
  emptyLog(db)
}

/** In the order in which they were made. A row that cannot be read is left out. */
export function listProfiles(db: Database): StoredProfile[] {
  return prepare(db, `SELECT ${columns} FROM profiles ORDER BY sequence`)
    .all()
    .flatMap((row) => parseProfile(row) ?? [])
}

export function getProfile(db: Database, id: ProfileId): StoredProfile {
  const profile = parseProfile(prepare(db, `SELECT ${columns} FROM profiles WHERE id = ?`).get(id))
  if (profile?.id !== id) throw new FailureError(createFailure('not-found'))
  return profile
}

export function findDemoProfile(db: Database): StoredProfile | undefined {
  return listProfiles(db).find(({ isDemo }) => isDemo)
}

/** Undefined, too, when it cannot be read: then it is found out again. */
export function findKnownWay(db: Database, id: ProfileId): KnownWay | undefined {
  const stored = prepare(db, 'SELECT known_way FROM profiles WHERE id = ?').pluck().get(id)
  const json = typeof stored === 'string' ? parseJson(stored) : undefined
  return json?.ok ? knownWaySchema.safeParse(json.value).data : undefined
}

/** No error when the profile was deleted meanwhile. */
export function setKnownWay(db: Database, id: ProfileId, known: KnownWay): void {
  write(db, () =>
    prepare(db, 'UPDATE profiles SET known_way = ? WHERE id = ?').run(JSON.stringify(known), id),
  )
}

function parseProfile(stored: unknown): StoredProfile | undefined {
  const row = rowSchema.safeParse(stored)
  if (!row.success) return undefined
  const { serviceUrl, cloudApiUrl, tokenEndpointUrl, isDemo, ...rest } = row.data
  return storedProfileSchema.safeParse({
    ...rest,
    ...(serviceUrl === null ? {} : { serviceUrl }),
    ...(cloudApiUrl === null ? {} : { cloudApiUrl }),
    ...(tokenEndpointUrl === null ? {} : { tokenEndpointUrl }),
    isDemo: isDemo === 1,
  }).data
}

function toParameters(profile: StoredProfile): Record<string, unknown> {
  const { serviceUrl = null, cloudApiUrl = null, tokenEndpointUrl = null, isDemo, ...rest } = profile
  return { ...rest, serviceUrl, cloudApiUrl, tokenEndpointUrl, isDemo: isDemo ? 1 : 0 }
}
