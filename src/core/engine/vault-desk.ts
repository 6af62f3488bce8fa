// Owns what a person does with the vault: choosing how AppKeys are kept, unlocking them, giving up a forgotten passphrase.
// One at a time, because each of them reads and writes every secret.
import type { VaultChoice, VaultStatus } from '#shared/vault.ts'
import type { Log } from '#core/log.ts'
import type { EventHub } from './event-hub.ts'
import type { KeyRing } from './key-ring.ts'
import type { Vault } from './vault.ts'

export interface VaultDesk {
  describe(): VaultStatus
  choose(choice: VaultChoice): Promise<VaultStatus>
  unlock(passphrase: string): Promise<VaultStatus>
  reset(): Promise<VaultStatus>
  /** Puts secrets under the protection in force that are under another one, when the program ended before they all were. */
  tidy(): void
}

export interface VaultDeskOptions {
  readonly vault: Vault
  readonly keys: KeyRing
  readonly hub: EventHub
  readonly log: Log
  /** Tells the pages that the state of AppKeys may have changed. */
  readonly announceProfiles: () => void
}

export function createVaultDesk({ vault, keys, hub, log, announceProfiles }: VaultDeskOptions): VaultDesk {
  let turn: Promise<unknown> = Promise.resolve()

  function inTurn(task: () => Promise<void> | void): Promise<VaultStatus> {
    const done = turn.then(async () => {
      await task()
      const status = vault.describe()
      hub.publish({ name: 'vault.changed', payload: { vault: status } })
      announceProfiles()
      return status
    })
    turn = done.catch(() => undefined)
    return done
  }

  /** Not where nothing is written down: a secret on the disk would be taken from it, and nobody has asked for that. */
  async function tidy(): Promise<void> {
    if (vault.describe().protection === 'session-only') return
    await keys.reseal().catch((error: unknown) => log.warn('vault.not-tidied', { cause: String(error) }))
  }

  return {
    describe: () => vault.describe(),
    choose: (choice) =>
      inTurn(async () => {
        await vault.choose(choice, () => keys.reseal())
        log.info('vault.chosen', { protection: choice.protection })
      }),
    unlock: (passphrase) =>
      inTurn(async () => {
        await vault.unlock(passphrase)
        await tidy()
      }),
    reset: () =>
      inTurn(() => {
        vault.reset()
        log.info('vault.reset')
      }),
    tidy: () => {
      turn = turn.then(tidy)
    },
  }
}
