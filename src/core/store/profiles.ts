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
  requestDefaultsSchema,
  thoughtDisplaySchema,
} from '#shared/profile.ts'
import { emptyLog } from './checkpoint.ts'
import { compactPieces } from './compact-pieces.ts'
import { deleteOrphanAttachments } from './attachments.ts'
import { prepare, write, writeDurably, type Database } from './database.ts'
import { deleteOrphanDrafts } from './drafts.ts'
import { deleteOrphanConsents } from './image-consents.ts'
import { deleteSecret, secretNames } from './secrets.ts'

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
  requestDefaults: requestDefaultsSchema.optional().catch(undefined),
  thoughts: thoughtDisplaySchema.optional().catch(undefined),
  appKeyHint: z.string().max(4),
  secretIdHint: z.string().max(4).nullable(),
  isDemo: z.boolean(),
  isRetired: z.boolean(),
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
  isRetired: z.number(),
  requestDefaults: z.string().nullable(),
  thoughts: z.string().nullable(),
  note: z.string().nullable(),
  createdAt: z.number(),
})

const columns = `id, name, color, site, service_url AS serviceUrl, cloud_api_url AS cloudApiUrl,
  token_endpoint_url AS tokenEndpointUrl, access_method AS accessMethod, protocol_version AS protocolVersion,
  visitor_id AS visitorId, app_key_hint AS appKeyHint, secret_id_hint AS secretIdHint, is_demo AS isDemo,
  is_retired AS isRetired, request_defaults AS requestDefaults, thoughts, note, created_at AS createdAt`

/** At the end of the order. */
export function insertProfile(db: Database, profile: StoredProfile): void {
  const insert = prepare(
    db,
    `INSERT INTO profiles (id, name, color, site, service_url, cloud_api_url, token_endpoint_url, access_method,
      protocol_version, visitor_id, app_key_hint, secret_id_hint, is_demo, is_retired, request_defaults, thoughts, note, created_at,
      position) VALUES (@id, @name, @color, @site, @serviceUrl, @cloudApiUrl, @tokenEndpointUrl, @accessMethod,
      @protocolVersion, @visitorId, @appKeyHint, @secretIdHint, @isDemo, @isRetired, @requestDefaults, @thoughts, @note, @createdAt,
      (SELECT 1 + coalesce(max(position), 0) FROM profiles))`,
  )
  write(db, () => insert.run(toParameters(profile)))
}

export function updateProfile(db: Database, profile: StoredProfile): void {
  const update = prepare(
    db,
    `UPDATE profiles SET name = @name, color = @color, site = @site, service_url = @serviceUrl,
      cloud_api_url = @cloudApiUrl, token_endpoint_url = @tokenEndpointUrl, access_method = @accessMethod,
      protocol_version = @protocolVersion, visitor_id = @visitorId, app_key_hint = @appKeyHint,
      secret_id_hint = @secretIdHint, is_demo = @isDemo, is_retired = @isRetired,
      request_defaults = @requestDefaults, thoughts = @thoughts, note = @note, created_at = @createdAt WHERE id = @id`,
  )
  const { changes } = write(db, () => update.run(toParameters(profile)))
  if (changes === 0) throw new FailureError(createFailure('not-found'))
}

/** Those that are not named keep their order behind the others. */
export function orderProfiles(db: Database, ids: readonly ProfileId[]): void {
  const rest = listProfiles(db).flatMap(({ id }) => (ids.includes(id) ? [] : [id]))
  write(db, () => {
    for (const [position, id] of [...ids, ...rest].entries()) {
      prepare(db, 'UPDATE profiles SET position = ? WHERE id = ?').run(position + 1, id)
    }
  })
}

/**
 * Leaves the profile with its conversations, and nothing of its secrets: they are neither in the file nor in its log when
 * this returns.
 */
export function retireProfile(db: Database, id: ProfileId): void {
  const profile = getProfile(db, id)
  writeDurably(db, () => {
    updateProfile(db, { ...profile, appKeyHint: '', secretIdHint: null, isRetired: true })
    for (const name of secretNames) deleteSecret(db, id, name)
  })
  emptyLog(db)
}

/** With its secrets, conversations and messages; nothing of them stays in the file or its log. */
export function deleteProfile(db: Database, id: ProfileId): void {
  write(db, () => {
    prepare(db, 'DELETE FROM profiles WHERE id = ?').run(id)
    deleteOrphanDrafts(db)
    deleteOrphanAttachments(db)
    deleteOrphanConsents(db)
    compactPieces(db)
  })
  emptyLog(db)
}

/** In the order that a person gave them, at first that in which they were made. A row that cannot be read is left out. */
export function listProfiles(db: Database): StoredProfile[] {
  return prepare(db, `SELECT ${columns} FROM profiles ORDER BY position, sequence`)
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

/** Another way may work from now on. */
export function forgetKnownWay(db: Database, id: ProfileId): void {
  write(db, () => prepare(db, 'UPDATE profiles SET known_way = NULL WHERE id = ?').run(id))
}

function parseProfile(stored: unknown): StoredProfile | undefined {
  const row = rowSchema.safeParse(stored)
  if (!row.success) return undefined
  const {
    serviceUrl,
    cloudApiUrl,
    tokenEndpointUrl,
    isDemo,
    isRetired,
    requestDefaults,
    thoughts,
    note,
    ...rest
  } = row.data
  const defaults = parseJson(requestDefaults ?? '')
  return storedProfileSchema.safeParse({
    ...rest,
    ...(serviceUrl === null ? {} : { serviceUrl }),
    ...(cloudApiUrl === null ? {} : { cloudApiUrl }),
    ...(tokenEndpointUrl === null ? {} : { tokenEndpointUrl }),
    ...(defaults.ok ? { requestDefaults: defaults.value } : {}),
    ...(thoughts === null ? {} : { thoughts }),
    ...(note === null ? {} : { note }),
    isDemo: isDemo === 1,
    isRetired: isRetired === 1,
  }).data
}

function toParameters(profile: StoredProfile): Record<string, unknown> {
  const { requestDefaults, isDemo, isRetired, ...rest } = profile
  const {
    serviceUrl = null,
    cloudApiUrl = null,
    tokenEndpointUrl = null,
    thoughts = null,
    note = null,
  } = profile
  return {
    ...rest,
    serviceUrl,
    cloudApiUrl,
    tokenEndpointUrl,
    thoughts,
    note,
    requestDefaults: requestDefaults === undefined ? null : JSON.stringify(requestDefaults),
    isDemo: isDemo ? 1 : 0,
    isRetired: isRetired ? 1 : 0,
  }
}
