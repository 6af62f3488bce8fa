// Owns why nothing can be asked in the open conversation at all, if so: it lies in the bin, or its profile was deleted. It
// can be read, searched and copied all the same.
import { computed, type ComputedRef } from 'vue'
import { useOpenConversationStore } from '../stores/open-conversation.ts'
import { useProfilesStore } from '../stores/profiles.ts'

export type Lock = 'bin' | 'retired'

/** Null where questions can be asked. */
export function useLock(): ComputedRef<Lock | null> {
  const open = useOpenConversationStore()
  const profiles = useProfilesStore()
  return computed(() => {
    if (open.conversation?.shelf === 'bin') return 'bin'
    return profiles.selected?.isRetired === true ? 'retired' : null
  })
}
