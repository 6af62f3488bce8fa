// Owns what happens to profiles: adding, changing, deleting them, and the profile of the built-in demo.
// Their AppKeys are with key-ring.ts.
import { randomUUID } from 'node:crypto'
import { createFailure, FailureError } from '#shared/failure.ts'
import { profileIdSchema, type ProfileId } from '#shared/ids.ts'
import type { Profile, ProfileSettings } from '#shared/profile.ts'
import type { Clock } from '#core/clock.ts'
import type { Database } from '#core/store/open.ts'
import {
  deleteProfile,
  findDemoProfile,
  getProfile,
  insertProfile,
  listProfiles,
  updateProfile,
  type StoredProfile,
} from '#core/store/profiles.ts'
import { readSettings, writeSettings } from '#core/store/settings.ts'
import type { EventHub } from './event-hub.ts'
import type { KeyRing } from './key-ring.ts'

export interface ProfileDesk {
  list(): Profile[]
  add(settings: ProfileSettings, appKey: string): Promise<Profile>
  change(profileId: ProfileId, settings: ProfileSettings, appKey: string | undefined): Promise<Profile>
  /** With its AppKey and its conversations. The caller has stopped its answers. */
  remove(profileId: ProfileId): void
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

export function createProfileDesk({ db, clock, hub, keys }: ProfileDeskOptions): ProfileDesk {
  function describe(profile: StoredProfile): Profile {
    return { ...profile, appKeyStatus: profile.isDemo ? 'sealed' : keys.statusOf(profile.id) }
  }

  function list(): Profile[] {
    return listProfiles(db).map(describe)
  }

  function announce(): void {
    hub.publish({ name: 'profiles.changed', payload: { profiles: list() } })
  }

  function newProfile(settings: ProfileSettings, appKeyHint: string, isDemo: boolean): StoredProfile {
    return {
      ...settings,
      id: profileIdSchema.parse(randomUUID()),
      appKeyHint,
      isDemo,
      createdAt: clock.now(),
    }
  }

  function addDemo(): StoredProfile {
    const profile = newProfile(demoSettings(), '', true)
    insertProfile(db, profile)
    return profile
  }

  return {
    list,
    announce,
    async add(settings, appKey) {
      checkSettings(settings)
      const key = await keys.seal(cleanAppKey(appKey))
      const profile = newProfile(settings, key.hint, false)
      key.keepFor(profile.id, () => insertProfile(db, profile))
      announce()
      return describe(profile)
    },
    async change(profileId, settings, appKey) {
      const known = getProfile(db, profileId)
      if (!known.isDemo) checkSettings(settings)
      const key = appKey === undefined ? undefined : await keys.seal(cleanAppKey(appKey))
      const profile: StoredProfile = {
        ...settings,
        id: known.id,
        isDemo: known.isDemo,
        createdAt: known.createdAt,
        appKeyHint: key?.hint ?? known.appKeyHint,
      }
      if (key) key.keepFor(profileId, () => updateProfile(db, profile))
      else updateProfile(db, profile)
      announce()
      return describe(profile)
    },
    remove(profileId) {
      getProfile(db, profileId)
      if (readSettings(db).selectedProfileId === profileId) writeSettings(db, { selectedProfileId: null })
      deleteProfile(db, profileId)
      keys.forget(profileId)
      announce()
    },
    addDemo() {
      const profile = findDemoProfile(db) ?? addDemo()
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

/** An AppKey as it was pasted: with spaces and line breaks around it or, from a wrapped mail, inside it. */
function cleanAppKey(appKey: string): string {
  const key = appKey.replace(/\s+/g, '')
  if (key === '') throw new FailureError(createFailure('invalid-input', { cause: 'appKey: empty' }))
  return key
}
