// Owns AppKeys inside the engine: where they come from when an answer needs one, and where they go when a person enters
// one. Sealed keys are in the store, keys that cannot be sealed live here until the program ends.
import type { Profile } from '#shared/profile.ts'
import type { ProfileId } from '#shared/ids.ts'
import type { Database } from '#core/store/open.ts'
import { deleteSecret, findSecret, setSecret } from '#core/store/secrets.ts'
import type { SecretBox } from './secret-box.ts'

export interface KeyRing {
  /** Seals a key that a person entered; it belongs to nobody until `keepFor`. */
  seal(appKey: string): Promise<SealedKey>
  /** The key of a profile, or undefined when this machine cannot read it; `statusOf` then says `missing`. */
  read(profileId: ProfileId): Promise<string | undefined>
  statusOf(profileId: ProfileId): Profile['appKeyStatus']
  forget(profileId: ProfileId): void
}

export interface SealedKey {
  /** Characters that may be shown: the last four of a key that is long enough for that. */
  readonly hint: string
  keepFor(profileId: ProfileId): void
}

const hintLength = 4
const minLengthForHint = 12

export function createKeyRing(db: Database, secrets: SecretBox): KeyRing {
  /** Keys that were entered or unsealed since the program started. */
  const known = new Map<ProfileId, string>()
  /** Profiles whose sealed key could not be unsealed. */
  const unreadable = new Set<ProfileId>()

  return {
    async seal(appKey) {
      const sealed = await secrets.seal(appKey)
      return {
        hint: appKey.length >= minLengthForHint ? appKey.slice(-hintLength) : '',
        keepFor(profileId) {
          if (sealed) setSecret(db, profileId, 'app-key', sealed)
          else deleteSecret(db, profileId, 'app-key')
          known.set(profileId, appKey)
          unreadable.delete(profileId)
        },
      }
    },
    async read(profileId) {
      const key = known.get(profileId)
      if (key !== undefined) return key
      const sealed = findSecret(db, profileId, 'app-key')
      const unsealed = sealed ? await secrets.unseal(sealed) : null
      if (unsealed === null) {
        unreadable.add(profileId)
        return undefined
      }
      known.set(profileId, unsealed)
      return unsealed
    },
    statusOf(profileId) {
      if (unreadable.has(profileId)) return 'missing'
      if (findSecret(db, profileId, 'app-key')) return 'sealed'
      return known.has(profileId) ? 'session-only' : 'missing'
    },
    forget(profileId) {
      known.delete(profileId)
      unreadable.delete(profileId)
    },
  }
}
