// Owns secrets inside the engine: AppKeys and the credentials of cloud accounts, where they come from when an answer needs
// them, and where they go when a person enters them. Sealed ones are in the store, those that cannot be sealed live here
// until the program ends.
import { z } from 'zod'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { Profile } from '#shared/profile.ts'
import type { ProfileId } from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import type { Log } from '#core/log.ts'
import { emptyLog } from '#core/store/checkpoint.ts'
import { writeDurably } from '#core/store/database.ts'
import type { Database } from '#core/store/open.ts'
import { listProfiles } from '#core/store/profiles.ts'
import type { Vault } from './vault.ts'
import { deleteSecret, findSecret, secretNames, setSecret, type SecretName } from '#core/store/secrets.ts'

const credentialsSchema = z.object({ secretId: z.string(), secretKey: z.string() })
export type Credentials = Readonly<z.infer<typeof credentialsSchema>>

/** What a person entered; null takes away what is there, undefined leaves it. */
export interface SecretChanges {
  readonly appKey?: string | undefined
  readonly credentials?: Credentials | null | undefined
}

export interface KeyRing {
  /** Seals secrets that a person entered; they belong to nobody until `keepFor`. Throws FailureError while locked. */
  seal(changes: SecretChanges): Promise<SealedSecrets>
  /**
   * The key of a profile, or undefined when this machine cannot read it; `statusOf` then says `missing`. Throws
   * FailureError while the vault is locked.
   */
  readAppKey(profileId: ProfileId): Promise<string | undefined>
  readCredentials(profileId: ProfileId): Promise<Credentials | undefined>
  statusOf(profileId: ProfileId, name: SecretName): Profile['appKeyStatus']
  /**
   * Puts every secret that can be read under the protection that is in force, all or none; those that cannot are left as they
   * are. Throws FailureError when the machine does not seal them.
   */
  reseal(): Promise<void>
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

interface Known {
  readonly secret: string
}

export function createKeyRing(db: Database, vault: Vault, log: Log): KeyRing {
  /** What was entered or unsealed since the program started; by `keyOf`. */
  const known = new Map<string, Known>()
  /** What is being unsealed, unless another one was entered meanwhile; by `keyOf`. */
  const unsealing = new Map<string, Promise<string | null>>()
  /** What could not be unsealed; by `keyOf`. */
  const unreadable = new Set<string>()

  async function unseal(profileId: ProfileId, name: SecretName): Promise<string | null> {
    const sealed = findSecret(db, profileId, name)
    return sealed ? vault.unseal(sealed) : null
  }

  async function sealOne(name: SecretName, secret: string | null): Promise<Change> {
    return { name, secret, sealed: secret === null ? null : await vault.seal(secret) }
  }

  function isLocked(profileId: ProfileId, name: SecretName): boolean {
    const sealed = known.has(keyOf(profileId, name)) ? undefined : findSecret(db, profileId, name)
    return sealed !== undefined && vault.judge(sealed) === 'locked'
  }

  async function read(profileId: ProfileId, name: SecretName): Promise<string | undefined> {
    if (isLocked(profileId, name)) throw new FailureError(createFailure('vault-locked'))
    const key = keyOf(profileId, name)
    const before = known.get(key)
    if (before) return before.secret
    const reading = unsealing.get(key) ?? unseal(profileId, name)
    unsealing.set(key, reading)
    const secret = await reading.catch(() => null)
    if (unsealing.get(key) === reading) {
      unsealing.delete(key)
      // One that cannot be unsealed is tried again next time.
      if (secret === null) unreadable.add(key)
      else known.set(key, { secret })
    }
    return known.get(key)?.secret ?? secret ?? undefined
  }

  function store(profileId: ProfileId, name: SecretName, sealed: Uint8Array | null): void {
    if (sealed) setSecret(db, profileId, name, sealed)
    else deleteSecret(db, profileId, name)
  }

  /** The secret as the protection in force seals it; undefined when that is how it is kept, or it cannot be read. */
  async function prepareReseal(profileId: ProfileId, name: SecretName): Promise<(() => void) | undefined> {
    const key = keyOf(profileId, name)
    const before = findSecret(db, profileId, name) ?? null
    const isReadable = known.has(key) || (before !== null && vault.judge(before) === 'readable')
    if (!isReadable || vault.isCurrent(before)) return undefined
    const secret = await read(profileId, name)
    const kept = known.get(key)
    if (secret === undefined) return undefined
    const sealed = await vault.seal(secret)
    // A machine that does not seal now must not lose what was sealed before.
    if (sealed === null && !vault.isCurrent(null)) {
      throw new FailureError(createFailure('not-saved', { cause: 'secrets' }))
    }
    return () => {
      // Another one was entered meanwhile, or the profile is gone.
      if (kept !== undefined && known.get(key) === kept) store(profileId, name, sealed)
    }
  }

  async function reseal(): Promise<void> {
    const ids = listProfiles(db).map(({ id }) => id)
    const prepared = await Promise.all(
      ids.flatMap((id) => secretNames.map((name) => prepareReseal(id, name))),
    )
    const writes = prepared.filter((write) => write !== undefined)
    if (writes.length === 0) return
    writeDurably(db, () => writes.forEach((write) => write()))
    emptyLog(db)
  }

  return {
    reseal,
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
            for (const { name, sealed } of changes) store(profileId, name, sealed)
          })
          if (changes.length > 0) emptyLog(db)
          for (const { name, secret } of changes) {
            const key = keyOf(profileId, name)
            if (secret === null) known.delete(key)
            else known.set(key, { secret })
            unsealing.delete(key)
            unreadable.delete(key)
          }
          // The protection was changed while they were being sealed.
          if (changes.some(({ secret, sealed }) => secret !== null && !vault.isCurrent(sealed))) {
            void reseal().catch((error: unknown) =>
              log.warn('secrets.not-resealed', { cause: String(error) }),
            )
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
      const sealed = findSecret(db, profileId, name)
      if (!sealed) return known.has(key) ? 'session-only' : 'missing'
      if (known.has(key)) return 'sealed'
      switch (vault.judge(sealed)) {
        case 'readable':
          return 'sealed'
        case 'locked':
          return 'locked'
        case 'foreign':
          return 'missing'
      }
    },
    forget(profileId) {
      for (const name of secretNames) {
        known.delete(keyOf(profileId, name))
        unsealing.delete(keyOf(profileId, name))
        unreadable.delete(keyOf(profileId, name))
      }
    },
  }
}

function keyOf(profileId: ProfileId, name: SecretName): string {
  return `${profileId} ${name}`
}
