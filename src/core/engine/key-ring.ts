// Owns secrets inside the engine: AppKeys and the credentials of cloud accounts, where they come from when an answer needs
// them, and where they go when a person enters them. Sealed ones are in the store, those that cannot be sealed live here
// until the program ends.
import { z } from 'zod'
import type { Profile } from '#shared/profile.ts'
import type { ProfileId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { emptyLog } from '#core/store/checkpoint.ts'
import { writeDurably } from '#core/store/database.ts'
import type { Database } from '#core/store/open.ts'
import { deleteSecret, findSecret, secretNames, setSecret, type SecretName } from '#core/store/secrets.ts'
import type { SecretBox } from './secret-box.ts'

const credentialsSchema = z.object({ secretId: z.string(), secretKey: z.string() })
export type Credentials = Readonly<z.infer<typeof credentialsSchema>>

/** What a person entered; null takes away what is there, undefined leaves it. */
export interface SecretChanges {
  readonly appKey?: string | undefined
  readonly credentials?: Credentials | null | undefined
}

export interface KeyRing {
  /** Seals secrets that a person entered; they belong to nobody until `keepFor`. */
  seal(changes: SecretChanges): Promise<SealedSecrets>
  /** The key of a profile, or undefined when this machine cannot read it; `statusOf` then says `missing`. */
  readAppKey(profileId: ProfileId): Promise<string | undefined>
  readCredentials(profileId: ProfileId): Promise<Credentials | undefined>
  statusOf(profileId: ProfileId, name: SecretName): Profile['appKeyStatus']
  forget(profileId: ProfileId): void
}

export interface SealedSecrets {
  /** Stores them together with what `alongside` writes: all or nothing. */
  keepFor(profileId: ProfileId, alongside: () => void): void
}

interface Change {
  readonly name: SecretName
  readonly secret: string | null
  readonly sealed: Uint8Array | null
}

export function createKeyRing(db: Database, secrets: SecretBox): KeyRing {
  /** What was entered or unsealed since the program started, or is being unsealed; by `keyOf`. */
  const known = new Map<string, Promise<string | null>>()
  /** What could not be unsealed; by `keyOf`. */
  const unreadable = new Set<string>()

  async function unseal(profileId: ProfileId, name: SecretName): Promise<string | null> {
    const sealed = findSecret(db, profileId, name)
    return sealed ? secrets.unseal(sealed) : null
  }

  async function sealOne(name: SecretName, secret: string | null): Promise<Change> {
    return { name, secret, sealed: secret === null ? null : await secrets.seal(secret) }
  }

  async function read(profileId: ProfileId, name: SecretName): Promise<string | undefined> {
    const key = keyOf(profileId, name)
    const reading = known.get(key) ?? unseal(profileId, name)
    known.set(key, reading)
    const secret = await reading.catch(() => null)
    if (secret !== null) return secret
    // Unless another one was entered meanwhile, it is tried again next time.
    if (known.get(key) === reading) {
      known.delete(key)
      unreadable.add(key)
    }
    return undefined
  }

  return {
    async seal({ appKey, credentials }) {
      const changes = await Promise.all([
        ...(appKey === undefined ? [] : [sealOne('app-key', appKey)]),
        ...(credentials === undefined
          ? []
          : [sealOne('credentials', credentials && JSON.stringify(credentials))]),
      ])
      return {
        keepFor(profileId, alongside) {
          writeDurably(db, () => {
            alongside()
            for (const { name, sealed } of changes) {
              if (sealed) setSecret(db, profileId, name, sealed)
              else deleteSecret(db, profileId, name)
            }
          })
          if (changes.length > 0) emptyLog(db)
          for (const { name, secret } of changes) {
            const key = keyOf(profileId, name)
            if (secret === null) known.delete(key)
            else known.set(key, Promise.resolve(secret))
            unreadable.delete(key)
          }
        },
      }
    },
    readAppKey: (profileId) => read(profileId, 'app-key'),
    async readCredentials(profileId) {
      const json = parseJson((await read(profileId, 'credentials')) ?? '')
      return json.ok ? credentialsSchema.safeParse(json.value).data : undefined
    },
    statusOf(profileId, name) {
      const key = keyOf(profileId, name)
      if (unreadable.has(key)) return 'missing'
      if (findSecret(db, profileId, name)) return 'sealed'
      return known.has(key) ? 'session-only' : 'missing'
    },
    forget(profileId) {
      for (const name of secretNames) {
        known.delete(keyOf(profileId, name))
        unreadable.delete(keyOf(profileId, name))
      }
    },
  }
}

function keyOf(profileId: ProfileId, name: SecretName): string {
  return `${profileId} ${name}`
}
