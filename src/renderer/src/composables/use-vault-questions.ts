// Owns when a person is asked about the keeping of AppKeys without having asked: for the passphrase when the program starts
// and AppKeys are locked, and how to keep them when the first one was entered on a machine that offers nothing.
import { computed, watch } from 'vue'
import { useProfilesStore } from '../stores/profiles.ts'
import { useProgramStore } from '../stores/program.ts'
import { useVaultStore } from '../stores/vault.ts'
import { useProfileDialog } from './use-profile-dialog.ts'
import { useVaultDialogs } from './use-vault-dialogs.ts'

export function useVaultQuestions(): void {
  const program = useProgramStore()
  const profiles = useProfilesStore()
  const vault = useVaultStore()
  const { isOpen: isProfileDialogOpen } = useProfileDialog()
  const { isChoiceOpen, isUnlockOpen } = useVaultDialogs()

  const isReady = computed(() => program.status === 'ready')
  const hasLocked = computed(() =>
    profiles.profiles.some(
      ({ appKeyStatus, credentialsStatus }) => appKeyStatus === 'locked' || credentialsStatus === 'locked',
    ),
  )
  const isUndecided = computed(
    () =>
      vault.status?.protection === 'session-only' &&
      !vault.status.isChosen &&
      profiles.profiles.some(({ appKeyStatus }) => appKeyStatus === 'session-only') &&
      !isProfileDialogOpen.value,
  )

  watch(isReady, () => {
    if (vault.isLocked && hasLocked.value) isUnlockOpen.value = true
  })
  watch(isUndecided, () => {
    if (isUndecided.value) isChoiceOpen.value = true
  })
}
