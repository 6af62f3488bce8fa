// Owns how AppKeys are kept on this machine, as the engine says it. A passphrase passes through here and is not kept.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { VaultChoice, VaultStatus } from '#shared/vault.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export const useVaultStore = defineStore('vault', () => {
  const bridge = useBridge()
  /** Null until the program has said. */
  const status = shallowRef<VaultStatus | null>(null)

  bridge.on((event) => {
    if (event.name === 'vault.changed') status.value = event.payload.vault
  })

  async function load(): Promise<void> {
    status.value = await bridge.call('vault.describe', {})
  }

  /** Throws with the failure when AppKeys cannot be kept that way. */
  async function choose(choice: VaultChoice): Promise<void> {
    status.value = await bridge.call('vault.choose', choice)
  }

  /** Throws with the failure when it is not the passphrase. */
  async function unlock(passphrase: string): Promise<void> {
    status.value = await bridge.call('vault.unlock', { passphrase })
  }

  /** Gives up a forgotten passphrase and the AppKeys under it. */
  async function reset(): Promise<void> {
    status.value = await bridge.call('vault.reset', {})
  }

  return {
    status,
    isLocked: computed(() => status.value?.isLocked === true),
    /** Whether there is anything that a person may choose. */
    canChoose: computed(() => (status.value?.choices.length ?? 0) > 0),
    load,
    choose,
    unlock,
    reset,
  }
})
