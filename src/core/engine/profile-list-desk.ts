// Owns what happens to profiles as a list: copies, the order of the person, and how one leaves it, with its history or
// without. Adding and changing a profile is in profile-desk.ts.
import { randomUUID } from 'node:crypto'
import type { HistoryCount } from '#shared/contract/contract.ts'
import { shelfSchema } from '#shared/conversation.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { profileIdSchema, type ProfileId } from '#shared/ids.ts'
import type { Profile } from '#shared/profile.ts'
import type { Clock } from '#core/clock.ts'
import { countHistory, listConversations } from '#core/store/conversations.ts'
import type { Database } from '#core/store/open.ts'
import {
  deleteProfile,
  getProfile,
  insertProfile,
  listProfiles,
  orderProfiles,
  retireProfile,
  type StoredProfile,
} from '#core/store/profiles.ts'
import { readSettings, writeSettings } from '#core/store/settings.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { EventHub } from './event-hub.ts'
import type { FileDesk } from './file-desk.ts'
import type { KeyRing } from './key-ring.ts'
import type { ProfileDesk } from './profile-desk.ts'
import type { QuestionDesk } from './question-desk.ts'

export interface ProfileListDesk {
  /** Right behind the original. Secrets that this machine cannot read are missing in the copy, too. */
  duplicate(profileId: ProfileId, name: string): Promise<Profile>
  /** Those that are not named come behind the others. */
  reorder(profileIds: readonly ProfileId[]): void
  countHistory(profileId: ProfileId): HistoryCount
  /** Stops its answers, deletes its secrets, and with `delete` everything else. */
  remove(profileId: ProfileId, history: 'keep' | 'delete'): void
}

export interface ProfileListDeskOptions {
  readonly db: Database
  readonly clock: Clock
  readonly hub: EventHub
  readonly keys: KeyRing
  readonly profiles: Pick<ProfileDesk, 'list' | 'announce'>
  readonly questions: Pick<QuestionDesk, 'stop' | 'listRunning'>
  readonly connections: Pick<ConnectionDesk, 'forget'>
  readonly files: Pick<FileDesk, 'deleteUnused'>
}

/** Throws `profile-retired` when nothing can be asked in this profile, `not-found` when there is none. */
export function refuseRetired(db: Database, profileId: ProfileId): void {
  if (getProfile(db, profileId).isRetired) throw new FailureError(createFailure('profile-retired'))
}

export function createProfileListDesk(options: ProfileListDeskOptions): ProfileListDesk {
  const { db, clock, hub, keys, profiles, questions, connections, files } = options

  /** Another profile is shown from now on, unless this one was not. */
  function deselect(profileId: ProfileId): void {
    if (readSettings(db).selectedProfileId !== profileId) return
    const settings = writeSettings(db, { selectedProfileId: null })
    hub.publish({ name: 'settings.changed', payload: { settings } })
  }

  return {
    async duplicate(profileId, name) {
      const original = getProfile(db, profileId)
      refuseRetired(db, profileId)
      // There is one simulator inside the program, and one profile for it.
      if (original.isDemo)
        throw new FailureError(createFailure('invalid-input', { cause: 'profileId: demo' }))
      const sealed = await keys.seal({
        appKey: await keys.readAppKey(profileId),
        credentials: await keys.readCredentials(profileId),
      })
      const copy: StoredProfile = {
        ...original,
        id: profileIdSchema.parse(randomUUID()),
        name,
        // The service keeps the context of each visitor apart: a copy begins with none.
        visitorId: `desk-${randomUUID()}`,
        createdAt: clock.now(),
      }
      const order = listProfiles(db).flatMap(({ id }) => (id === profileId ? [id, copy.id] : [id]))
      sealed.keepFor(copy.id, () => {
        insertProfile(db, copy)
        orderProfiles(db, order)
      })
      profiles.announce()
      const described = profiles.list().find(({ id }) => id === copy.id)
      if (!described) throw new FailureError(createFailure('not-found'))
      return described
    },

    reorder(profileIds) {
      orderProfiles(db, profileIds)
      profiles.announce()
    },

    countHistory(profileId) {
      getProfile(db, profileId)
      return { ...countHistory(db, profileId), running: questions.listRunning(profileId).length }
    },

    remove(profileId, history) {
      getProfile(db, profileId)
      // Also those whose answer has ended: the rest of one that broke off may still be looked for.
      for (const shelf of shelfSchema.options) {
        for (const { id } of listConversations(db, profileId, { shelf })) questions.stop(id)
      }
      deselect(profileId)
      if (history === 'keep') retireProfile(db, profileId)
      else {
        deleteProfile(db, profileId)
        files.deleteUnused()
      }
      keys.forget(profileId)
      connections.forget(profileId)
      profiles.announce()
    },
  }
}
