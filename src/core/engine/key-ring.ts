// Owns AppKeys inside the engine: where they come from when an answer needs one, and where they go when a person enters
// one. Sealed keys are in the store, keys that cannot be sealed live here until the program ends.
import type { Profile } from '#shared/profile.ts'
import type { ProfileId } from '#shared/ids.ts'
import { emptyLog } from '#core/store/checkpoint.ts'
import { writeDurably } from '#core/store/database.ts'
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
  /** Stores it together with what `alongside` writes: both or neither. */
  keepFor(profileId: ProfileId, alongside: () => void): void
}

const hintLength = 4
const minLengthForHint = 12

export function createKeyRing(db: Database, secrets: SecretBox): KeyRing {
  /** Keys that were entered or unsealed since the program started, or are being unsealed. */
  const known = new Map<ProfileId, Promise<string | null>>()
  /** Profiles whose sealed key could not be unsealed. */
  const unreadable = new Set<ProfileId>()

  async function unseal(profileId: ProfileId): Promise<string | null> {
    const sealed = findSecret(db, profileId, 'app-key')
    return sealed ? secrets.unseal(sealed) : null
  }

  return {
    async seal(appKey) {
      const sealed = await secrets.seal(appKey)
      return {
        hint: appKey.length >= minLengthForHint ? appKey.slice(-hintLength) : '',
        keepFor(profileId, alongside) {
          writeDurably(db, () => {
            alongside()
            if (sealed) setSecret(db, profileId, 'app-key', sealed)
            else deleteSecret(db, profileId, 'app-key')
          })
          emptyLog(db)
          known.set(profileId, Promise.resolve(appKey))
          unreadable.delete(profileId)
        },
      }
    },
    async read(profileId) {
      const reading = known.get(profileId) ?? unseal(profileId)
      known.set(profileId, reading)
      const key = await reading.catch(() => null)
      if (key !== null) return key
      // Unless another key was entered meanwhile, it is tried again next time.
      if (known.get(profileId) === reading) {
        known.delete(profileId)
        unreadable.add(profileId)
      }
      return undefined
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
