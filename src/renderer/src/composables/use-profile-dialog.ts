// Owns whether the dialog for profiles is open, and for which profile. The dialog itself stands in App.vue, beside the pages;
// the first page, the sidebar and failures that a profile is to blame for open it.
import { ref, shallowReadonly, shallowRef, watch, type Ref } from 'vue'
import type { Profile } from '#shared/profile.ts'
import type { ProfilePrefill } from '../components/profile/profile-form.ts'

const isOpen = ref(false)
const profile = shallowRef<Profile>()
const prefill = shallowRef<ProfilePrefill>()

// A pasted AppKey does not stay in the page.
watch(isOpen, (isShown) => {
  if (!isShown) prefill.value = undefined
})

export interface ProfileDialog {
  readonly isOpen: Ref<boolean>
  /** The profile that is edited; undefined when a new one is added. */
  readonly profile: Readonly<Ref<Profile | undefined>>
  /** What the form of a new profile starts with. */
  readonly prefill: Readonly<Ref<ProfilePrefill | undefined>>
  open(profileToEdit: Profile | undefined, prefill?: ProfilePrefill): void
}

export function useProfileDialog(): ProfileDialog {
  return {
    isOpen,
    profile: shallowReadonly(profile),
    prefill: shallowReadonly(prefill),
    open: (profileToEdit, startWith) => {
      profile.value = profileToEdit
      prefill.value = startWith
      isOpen.value = true
    },
  }
}
