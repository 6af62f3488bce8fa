// Owns which of the dialogs for folders and tags is open, and what they are about. OrderDialogs.vue shows them.
import { readonly, ref, shallowReadonly, shallowRef, type Ref } from 'vue'
import type { ConversationId } from '#shared/ids.ts'
import type { Tag } from '#shared/tag.ts'

/** What is asked for; new folders and tags are given to these conversations. */
export type NameRequest =
  | { readonly type: 'folder'; readonly conversationIds: readonly ConversationId[] }
  | { readonly type: 'tag'; readonly conversationIds: readonly ConversationId[] }
  | { readonly type: 'change-tag'; readonly tag: Tag }

const request = shallowRef<NameRequest>()
const isNaming = ref(false)
const isManagingTags = ref(false)

export interface OrderDialogs {
  /** Stays what it was while the dialog closes. */
  readonly request: Readonly<Ref<NameRequest | undefined>>
  readonly isNaming: Readonly<Ref<boolean>>
  readonly isManagingTags: Ref<boolean>
  askForName(request: NameRequest): void
  closeNaming(): void
}

export function useOrderDialogs(): OrderDialogs {
  return {
    request: shallowReadonly(request),
    isNaming: readonly(isNaming),
    isManagingTags,
    askForName: (asked) => {
      request.value = asked
      isNaming.value = true
    },
    closeNaming: () => {
      isNaming.value = false
    },
  }
}
