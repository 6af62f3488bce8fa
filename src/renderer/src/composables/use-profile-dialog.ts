// Owns whether the dialog for profiles is open, and for which profile. The dialog itself stands in App.vue, beside the pages;
// the first page, the sidebar and failures that a profile is to blame for open it.
import { ref, shallowReadonly, shallowRef, type Ref } from 'vue'
import type { Profile } from '#shared/profile.ts'

const isOpen = ref(false)
const profile = shallowRef<Profile>()

export interface ProfileDialog {
  readonly isOpen: Ref<boolean>
  /** The profile that is edited; undefined when a new one is added. */
  readonly profile: Readonly<Ref<Profile | undefined>>
  open(profileToEdit: Profile | undefined): void
}

export function useProfileDialog(): ProfileDialog {
  return {
    isOpen,
    profile: shallowReadonly(profile),
    open: (profileToEdit) => {
      profile.value = profileToEdit
      isOpen.value = true
    },
  }
}
