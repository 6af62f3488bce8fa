// Owns what happens to a profile: adding and changing it, and the profile of the built-in demo. Copies, their order and
// their end are in profile-list-desk.ts, AppKeys and credentials with key-ring.ts.
import { randomUUID } from 'node:crypto'
import { createFailure, FailureError } from '#shared/failure.ts'
import { profileIdSchema, type ProfileId } from '#shared/ids.ts'
import type { Profile, ProfileSettings } from '#shared/profile.ts'
import type { Clock } from '#core/clock.ts'
import { writeDurably } from '#core/store/database.ts'
import type { Database } from '#core/store/open.ts'
import {
  findDemoProfile,
  getProfile,
  insertProfile,
  listProfiles,
  updateProfile,
  type StoredProfile,
} from '#core/store/profiles.ts'
import { writeSettings } from '#core/store/settings.ts'
import type { EventHub } from './event-hub.ts'
import type { Credentials, KeyRing, SecretChanges } from './key-ring.ts'

export interface ProfileDesk {
  list(): Profile[]
  /**
   * Throws `profile-exists` when another one has the AppKey at the same service and no other access method or version was
   * chosen, unless that is allowed.
   */
  add(
    settings: ProfileSettings,
    secrets: SecretChanges & { readonly appKey: string },
    allowsDuplicate?: boolean,
  ): Promise<Profile>
  change(profileId: ProfileId, settings: ProfileSettings, secrets: SecretChanges): Promise<Profile>
  /** Adds all of them or none, without secrets: an AppKey is asked for when one is needed. In the order given. */
  addWithoutSecrets(settings: readonly ProfileSettings[]): Profile[]
  /** The demo profile, made when it is not there, and selected. */
  addDemo(): Profile
  /** Tells the pages that something about the profiles has changed. */
  announce(): void
}

export interface ProfileDeskOptions {
  readonly db: Database
  readonly clock: Clock
  readonly hub: EventHub
  readonly keys: KeyRing
}

const hintLength = 4
const minLengthForHint = 12

export function createProfileDesk({ db, clock, hub, keys }: ProfileDeskOptions): ProfileDesk {
  function describe(profile: StoredProfile): Profile {
    const { id, isDemo, secretIdHint } = profile
    return {
      ...profile,
      appKeyStatus: isDemo ? 'sealed' : keys.statusOf(id, 'app-key'),
      credentialsStatus: secretIdHint === null ? null : keys.statusOf(id, 'credentials'),
    }
  }

  function list(): Profile[] {
    return listProfiles(db).map(describe)
  }

  function announce(): void {
    hub.publish({ name: 'profiles.changed', payload: { profiles: list() } })
  }

  function newProfile(settings: ProfileSettings, isDemo: boolean): StoredProfile {
    return {
      ...settings,
      id: profileIdSchema.parse(randomUUID()),
      appKeyHint: '',
      secretIdHint: null,
      isDemo,
      isRetired: false,
      createdAt: clock.now(),
    }
  }

  /** The profile that has this AppKey at the same service, as far as this machine can read AppKeys. */
  async function findSame(
    settings: ProfileSettings,
    appKey: string | undefined,
  ): Promise<StoredProfile | undefined> {
    if (appKey === undefined) return undefined
    for (const profile of listProfiles(db)) {
      const isCandidate =
        !profile.isDemo &&
        profile.appKeyHint === hintOf(appKey) &&
        isSameService(profile, settings) &&
        !isOtherWayWanted(profile, settings)
      if (isCandidate && (await keys.readAppKey(profile.id)) === appKey) return profile
    }
    return undefined
  }

  function addDemo(): StoredProfile {
    const profile = newProfile(demoSettings(), true)
    insertProfile(db, profile)
    return profile
  }

  return {
    list,
    announce,
    async add(settings, secrets, allowsDuplicate = false) {
      checkSettings(settings)
      const clean = cleanSecrets(secrets)
      const same = allowsDuplicate ? undefined : await findSame(settings, clean.appKey)
      if (same) throw new FailureError(createFailure('profile-exists', { profileId: same.id }))
      const sealed = await keys.seal(clean)
      const profile = { ...newProfile(settings, false), ...hintsOf(clean) }
      sealed.keepFor(profile.id, () => insertProfile(db, profile))
      announce()
      return describe(profile)
    },
    addWithoutSecrets(all) {
      all.forEach(checkSettings)
      const added = all.map((settings) => newProfile(settings, false))
      writeDurably(db, () => {
        for (const profile of added) insertProfile(db, profile)
      })
      if (added.length > 0) announce()
      return added.map(describe)
    },
    async change(profileId, settings, secrets) {
      const known = getProfile(db, profileId)
      if (!known.isDemo) checkSettings(settings)
      const clean = cleanSecrets(secrets)
      const sealed = await keys.seal(clean)
      const { id, isDemo, isRetired, createdAt, appKeyHint, secretIdHint } = known
      const profile: StoredProfile = {
        ...settings,
        id,
        isDemo,
        // With an AppKey it can ask again.
        isRetired: isRetired && clean.appKey === undefined,
        createdAt,
        appKeyHint,
        secretIdHint,
        ...hintsOf(clean),
      }
      sealed.keepFor(profileId, () => updateProfile(db, profile))
      announce()
      return describe(profile)
    },
    addDemo() {
      const found = findDemoProfile(db) ?? addDemo()
      // It needs nothing to ask again but to be wanted.
      const profile = { ...found, isRetired: false }
      if (found.isRetired) updateProfile(db, profile)
      writeSettings(db, { selectedProfileId: profile.id })
      announce()
      return describe(profile)
    },
  }
}

/** The address of the simulator is not among them: it listens on another port each time. */
function demoSettings(): ProfileSettings {
  return {
    name: 'Demo',
    color: 'teal',
    site: 'custom',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    visitorId: `desk-${randomUUID()}`,
  }
}

function checkSettings(settings: ProfileSettings): void {
  if (settings.site === 'custom' && settings.serviceUrl === undefined) {
    throw new FailureError(createFailure('invalid-input', { cause: 'settings.serviceUrl: missing' }))
  }
}

function isSameService(one: ProfileSettings, other: ProfileSettings): boolean {
  const addressOf = ({ serviceUrl }: ProfileSettings): string => serviceUrl?.replace(/\/+$/, '') ?? ''
  return one.site === other.site && addressOf(one) === addressOf(other)
}

/** Whoever chooses another access method or version for the same AppKey means a second profile beside the first. */
function isOtherWayWanted(known: ProfileSettings, wanted: ProfileSettings): boolean {
  return (['accessMethod', 'protocolVersion'] as const).some(
    (choice) => wanted[choice] !== 'automatic' && wanted[choice] !== known[choice],
  )
}

/** What may be shown of the secrets that were entered. */
function hintsOf({ appKey, credentials }: SecretChanges): Partial<StoredProfile> {
  return {
    ...(appKey === undefined ? {} : { appKeyHint: hintOf(appKey) }),
    ...(credentials === undefined ? {} : { secretIdHint: credentials && hintOf(credentials.secretId) }),
  }
}

/** The last four characters of a secret that is long enough for that. */
export function hintOf(secret: string): string {
  return secret.length >= minLengthForHint ? secret.slice(-hintLength) : ''
}

/** Secrets as they are kept. Throws when one is empty. */
export function cleanSecrets({ appKey, credentials }: SecretChanges): SecretChanges {
  return {
    ...(appKey === undefined ? {} : { appKey: cleanSecret('appKey', appKey) }),
    ...(credentials === undefined ? {} : { credentials: credentials && cleanCredentials(credentials) }),
  }
}

function cleanCredentials({ secretId, secretKey }: Credentials): Credentials {
  return {
    secretId: cleanSecret('credentials.secretId', secretId),
    secretKey: cleanSecret('credentials.secretKey', secretKey),
  }
}

/** A secret as it was pasted: with spaces and line breaks around it or, from a wrapped mail, inside it. */
function cleanSecret(name: string, secret: string): string {
  const clean = secret.replace(/\s+/g, '')
  if (clean === '') throw new FailureError(createFailure('invalid-input', { cause: `${name}: empty` }))
  return clean
}
