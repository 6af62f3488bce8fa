// Owns whether the dialog is open in which profiles are exported and imported. It stands in components/launch/LaunchLayer.vue.
import { ref, type Ref } from 'vue'

const isOpen = ref(false)

export function useProfileTransfer(): { readonly isOpen: Ref<boolean>; open(): void } {
  return {
    isOpen,
    open: () => {
      isOpen.value = true
    },
  }
}
