// Owns whether the dialogs are open that several places ask for: the command palette, the list of AppKeys, the deletion of
// one. The dialogs themselves stand in App.vue and AppFrame.vue; the form of a profile is in use-profile-dialog.ts, the settings
// in use-settings-dialog.ts.
import { ref, shallowReadonly, shallowRef, type Ref } from 'vue'
import type { Profile } from '#shared/profile.ts'

const isPaletteOpen = ref(false)
const isManagingProfiles = ref(false)
const isDeletingProfile = ref(false)
const profileToDelete = shallowRef<Profile>()

export interface OpenDialogs {
  readonly isPaletteOpen: Ref<boolean>
  readonly isManagingProfiles: Ref<boolean>
  readonly isDeletingProfile: Ref<boolean>
  /** Stays what it was while the dialog closes. */
  readonly profileToDelete: Readonly<Ref<Profile | undefined>>
  askToDeleteProfile(profile: Profile): void
}

export function useOpenDialogs(): OpenDialogs {
  return {
    isPaletteOpen,
    isManagingProfiles,
    isDeletingProfile,
    profileToDelete: shallowReadonly(profileToDelete),
    askToDeleteProfile: (profile) => {
      profileToDelete.value = profile
      isDeletingProfile.value = true
    },
  }
}
