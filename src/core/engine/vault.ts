// Owns how secrets are kept on this machine: by what the shell offers, or by what a person chose instead. Every sealed secret
// starts with a mark that says which protection sealed it, so that one from another time or machine is told from one that
// is damaged, and never tried with the wrong key. Which secrets there are is key-ring.ts's.
import { randomBytes } from 'node:crypto'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { Protection, VaultChoice, VaultStatus } from '#shared/vault.ts'
import { createSlot, openSlot } from './passphrase.ts'
import { keyBytes, sealBytes, unsealBytes } from './sealed-bytes.ts'
import type { SecretBox } from './secret-box.ts'
import type { KeptChoice, VaultFile } from './vault-file.ts'

export interface Vault {
  describe(): VaultStatus
  /** The sealed form, or null when a secret is kept in memory only. Throws FailureError while the vault is locked. */
  seal(secret: string): Promise<Uint8Array | null>
  /** The secret, or null when it cannot be read here, or not yet. */
  unseal(sealed: Uint8Array): Promise<string | null>
  /** `foreign`: sealed by something that this machine does not have, or has no more. */
  judge(sealed: Uint8Array): 'readable' | 'locked' | 'foreign'
  /** Whether `seal` would give the same kind of thing now. */
  isCurrent(sealed: Uint8Array | null): boolean
  /**
   * Changes the protection. `reseal` puts all secrets that can be read under the new one; whenever the program ends
   * in between, every secret can still be opened. Throws FailureError, with nothing changed, when the vault is locked,
   * this machine does not offer that choice, or it cannot be written.
   */
  choose(choice: VaultChoice, reseal: () => Promise<void>): Promise<void>
  /** Throws FailureError when it is not the passphrase. */
  unlock(passphrase: string): Promise<void>
  /** Gives up a passphrase that was forgotten, and with it what it sealed. */
  reset(): void
}

/** First byte of a sealed secret. */
const marks: Readonly<Record<Exclude<Protection, 'session-only'>, number>> = {
  'key-file': 0x11,
  passphrase: 0x12,
  unprotected: 0x13,
  'system-keyring': 0x14,
}

export function createVault(machine: SecretBox, file: VaultFile): Vault {
  let choice: KeptChoice | undefined = file.read()
  /** The key of the secrets under a passphrase, from when it is entered. */
  let key: Uint8Array | undefined

  function getProtection(): Protection {
    switch (choice?.protection) {
      case 'passphrase':
      case 'unprotected':
      case 'session-only':
        return choice.protection
      // What one shell offers may not be there in the other one.
      case 'key-file':
      case 'system-keyring':
      case undefined:
        return machine.protection
    }
  }

  function isLocked(): boolean {
    return getProtection() === 'passphrase' && key === undefined
  }

  /** A keyring of the system is better than anything else, and leaves nothing to choose but the way back to it. */
  function listChoices(): Protection[] {
    const current = getProtection()
    switch (machine.protection) {
      case 'system-keyring':
        return current === machine.protection ? [] : ['system-keyring', current]
      case 'key-file':
        return [...new Set<Protection>(['key-file', 'passphrase', current])]
      case 'session-only':
        return ['session-only', 'passphrase', 'unprotected']
    }
  }

  function refuseWhileLocked(): void {
    if (isLocked()) throw new FailureError(createFailure('vault-locked'))
  }

  /** The key first: a secret must never be under a passphrase that nothing is known of. */
  async function choosePassphrase(passphrase: string, reseal: () => Promise<void>): Promise<void> {
    const before = { choice, key }
    const newKey = key ?? randomBytes(keyBytes)
    const chosen: KeptChoice = { protection: 'passphrase', slot: await createSlot(passphrase, newKey) }
    file.write(chosen)
    choice = chosen
    key = newKey
    try {
      await reseal()
    } catch (error) {
      // Nothing is under the new key: secrets are written all together or not at all.
      file.write(before.choice)
      choice = before.choice
      key = before.key
      throw error
    }
  }

  /** The secrets first: what is known of a passphrase goes when nothing is under it any more. */
  async function chooseOther(chosen: KeptChoice, reseal: () => Promise<void>): Promise<void> {
    const before = choice
    choice = chosen
    try {
      await reseal()
      file.write(chosen)
    } catch (error) {
      choice = before
      // What stays under the new protection can be opened all the same, and is put back at the next start.
      await reseal().catch(() => undefined)
      throw error
    }
    key = undefined
  }

  return {
    describe: () => ({
      protection: getProtection(),
      choices: listChoices(),
      isChosen: choice !== undefined,
      isLocked: isLocked(),
    }),

    async seal(secret) {
      refuseWhileLocked()
      const protection = getProtection()
      switch (protection) {
        case 'session-only':
          return null
        case 'unprotected':
          return mark(protection, Buffer.from(secret))
        case 'passphrase':
          return key === undefined ? null : mark(protection, sealBytes(key, Buffer.from(secret)))
        case 'key-file':
        case 'system-keyring': {
          const sealed = await machine.seal(secret)
          return sealed && mark(protection, sealed)
        }
      }
    },

    async unseal(sealed) {
      const body = sealed.subarray(1)
      switch (findProtection(sealed)) {
        case 'unprotected':
          return Buffer.from(body).toString()
        case 'passphrase': {
          const bytes = key && unsealBytes(key, body)
          return bytes ? Buffer.from(bytes).toString() : null
        }
        case machine.protection:
          return machine.unseal(body)
        default:
          return null
      }
    },

    judge(sealed) {
      switch (findProtection(sealed)) {
        case 'unprotected':
        case machine.protection:
          return 'readable'
        case 'passphrase':
          if (key !== undefined) return 'readable'
          return isLocked() ? 'locked' : 'foreign'
        default:
          return 'foreign'
      }
    },

    isCurrent: (sealed) => (sealed === null ? 'session-only' : findProtection(sealed)) === getProtection(),

    async choose(chosen, reseal) {
      refuseWhileLocked()
      if (!listChoices().includes(chosen.protection)) {
        throw new FailureError(createFailure('invalid-input', { cause: 'protection: not offered' }))
      }
      if (chosen.protection === 'passphrase') await choosePassphrase(chosen.passphrase, reseal)
      else await chooseOther(chosen, reseal)
    },

    async unlock(passphrase) {
      if (choice?.protection !== 'passphrase' || key !== undefined) return
      const opened = await openSlot(passphrase, choice.slot)
      if (opened === null) throw new FailureError(createFailure('passphrase-wrong'))
      key = opened
    },

    reset() {
      if (!isLocked()) return
      file.write(undefined)
      choice = undefined
    },
  }
}

function mark(protection: keyof typeof marks, body: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(marks[protection]), body])
}

function findProtection(sealed: Uint8Array): Protection | undefined {
  // Safe: these are the names that were written above.
  const names = Object.keys(marks) as (keyof typeof marks)[]
  return names.find((name) => marks[name] === sealed[0])
}
