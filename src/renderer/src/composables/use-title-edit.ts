// Owns whether the title of the open conversation is being changed, which its header and the command palette begin. The
// field is in components/conversation/ConversationTitle.vue.
import { ref, type Ref } from 'vue'

const isRenaming = ref(false)

export function useTitleEdit(): { readonly isRenaming: Ref<boolean> } {
  return { isRenaming }
}
