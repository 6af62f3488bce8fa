// Owns whether this computer has a network, as the browser knows it, and which question waits for it. An application on this
// computer needs none.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Profile } from '#shared/profile.ts'
import { useProfilesStore } from './profiles.ts'

const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

export const useNetworkStore = defineStore('network', () => {
  const profiles = useProfilesStore()
  /** composables/use-network-wake.ts hears of it. */
  const isOnline = shallowRef(true)
  /** A question was not sent because there was no network. It is the draft of its conversation. */
  const isQuestionHeld = shallowRef(false)
  const isAskingPossible = computed(() => isOnline.value || isLocal(profiles.selected))

  return { isOnline, isQuestionHeld, isAskingPossible }
})

/** Whether what is asked stays on this computer. */
export function isLocal(profile: Pick<Profile, 'isDemo' | 'serviceUrl'> | undefined): boolean {
  if (profile === undefined || profile.isDemo) return true
  return loopbackHosts.includes(URL.parse(profile.serviceUrl ?? '')?.hostname ?? '')
}
