// Owns deleting conversations and folders at a person's wish, wherever it was asked for, and what is asked back before it
// happens. OrderDialogs.vue asks it; the bin (stores/bin.ts) gives conversations back.
import { nextTick, ref, shallowReadonly, shallowRef, type Ref } from 'vue'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Folder } from '#shared/folder.ts'
import { useBinStore } from '../../stores/bin.ts'
import { useFoldersStore } from '../../stores/folders.ts'
import { useNoticesStore } from '../../stores/notices.ts'

const conversations = shallowRef<readonly ConversationSummary[]>([])
const areConversationsAsked = ref(false)
const folder = shallowRef<Folder>()
const isFolderAsked = ref(false)

export interface Deletion {
  /** What is meant; stays what it was while the dialog closes. */
  readonly conversations: Readonly<Ref<readonly ConversationSummary[]>>
  readonly folder: Readonly<Ref<Folder | undefined>>
  /** Whether the dialog is open that asks back. */
  readonly areConversationsAsked: Ref<boolean>
  readonly isFolderAsked: Ref<boolean>
  /** Moves them to the bin; asks first when an answer is being written in one of them, because its rest does not come back. */
  deleteConversations(targets: readonly ConversationSummary[]): void
  confirmConversations(): Promise<void>
  /** Asks, and deletes the folder; what lies in it stays. */
  deleteFolder(target: Folder): void
  confirmFolder(): Promise<void>
}

export function useDeletion(): Deletion {
  const bin = useBinStore()
  const folders = useFoldersStore()
  const notices = useNoticesStore()

  async function confirmConversations(): Promise<void> {
    // The keyboard is back in the list before the row that has it goes.
    await nextTick()
    await notices.watchOver(bin.moveIn(conversations.value))
  }

  return {
    conversations: shallowReadonly(conversations),
    folder: shallowReadonly(folder),
    areConversationsAsked,
    isFolderAsked,
    deleteConversations(targets) {
      conversations.value = targets
      if (targets.some(({ isRunning }) => isRunning)) areConversationsAsked.value = true
      else void confirmConversations()
    },
    confirmConversations,
    deleteFolder(target) {
      folder.value = target
      isFolderAsked.value = true
    },
    async confirmFolder() {
      if (folder.value) await notices.watchOver(folders.deleteFolder(folder.value.id))
    },
  }
}
