// Owns the start of the page: what program this is, whether its history can be used, and when everything that the
// frame needs has been read.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AppDescription } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/failure.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useAppCardsStore } from './app-cards.ts'
import { useConnectionsStore } from './connections.ts'
import { useConversationsStore } from './conversations.ts'
import { useDraftsStore } from './drafts.ts'
import { useExportsStore } from './exports.ts'
import { useImageConsentsStore } from './image-consents.ts'
import { useFoldersStore } from './folders.ts'
import { getFailure } from './get-failure.ts'
import { useProfilesStore } from './profiles.ts'
import { useQueuesStore } from './queues.ts'
import { useSettingsStore } from './settings.ts'
import { useTagsStore } from './tags.ts'
import { useTemplatesStore } from './templates.ts'
import { useVaultStore } from './vault.ts'

export type ProgramStatus = 'starting' | 'ready' | 'problem' | 'failed'

export const useProgramStore = defineStore('program', () => {
  const bridge = useBridge()
  const status = shallowRef<ProgramStatus>('starting')
  const description = shallowRef<AppDescription | null>(null)
  const failure = shallowRef<Failure | null>(null)

  bridge.onReconnected(() => void load())

  /** Reads what the frame needs. Once the program is ready, a failed reading leaves what is on the screen. */
  async function load(): Promise<void> {
    try {
      const program = await bridge.call('app.describe', {})
      description.value = program
      if (program.problem) {
        // The page that says so speaks the person's language.
        await useSettingsStore().load()
        status.value = 'problem'
        return
      }
      await Promise.all([
        useSettingsStore().load(),
        useVaultStore().load(),
        useProfilesStore().load(),
        useConnectionsStore().load(),
        useAppCardsStore().load(),
        useDraftsStore().load(),
        useFoldersStore().load(),
        useTagsStore().load(),
        useTemplatesStore().load(),
        useQueuesStore().load(),
      ])
      useConversationsStore().restoreSelection()
      void useConversationsStore().loadRunning()
      void useExportsStore().load()
      void useImageConsentsStore().load()
      failure.value = null
      status.value = 'ready'
    } catch (error) {
      failure.value = getFailure(error)
      if (status.value !== 'ready') status.value = 'failed'
    }
  }

  return { status, description, problem: computed(() => description.value?.problem ?? null), failure, load }
})
