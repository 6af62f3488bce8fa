// Owns which dialog about the keeping of AppKeys is open. The dialogs stand in App.vue, above everything; the form of a
// profile, the sidebar, the settings and failures open them.
import { ref, type Ref } from 'vue'

const isChoiceOpen = ref(false)
const isUnlockOpen = ref(false)

export interface VaultDialogs {
  readonly isChoiceOpen: Ref<boolean>
  readonly isUnlockOpen: Ref<boolean>
}

export function useVaultDialogs(): VaultDialogs {
  return { isChoiceOpen, isUnlockOpen }
}
