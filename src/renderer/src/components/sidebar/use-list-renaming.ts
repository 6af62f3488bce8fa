// Owns the row of the conversation list that is being renamed, and what becomes of the new name.
import { readonly, ref, type Ref } from 'vue'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { Folder } from '#shared/folder.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useFoldersStore } from '../../stores/folders.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import type { ListKeyboard } from './use-list-keyboard.ts'

export interface ListRenaming {
  /** The conversation or folder whose field is open, by the key of its row; '' while there is none. */
  readonly key: Readonly<Ref<string>>
  begin(key: string): void
  /** Undefined: the name stays. The row gets the keyboard back when its field had it. */
  endConversation(conversation: ConversationSummary, title: string | undefined): Promise<void>
  endFolder(folder: Folder, name: string | undefined): Promise<void>
}

export function useListRenaming({
  hasKeyboard,
  focusRow,
}: Pick<ListKeyboard, 'hasKeyboard' | 'focusRow'>): ListRenaming {
  const conversations = useConversationsStore()
  const folders = useFoldersStore()
  const notices = useNoticesStore()
  const key = ref('')

  async function end(row: string, work: Promise<unknown> | undefined): Promise<void> {
    const hadFocus = hasKeyboard()
    key.value = ''
    if (work) await notices.watchOver(work)
    if (hadFocus) await focusRow(row)
  }

  return {
    key: readonly(key),
    begin: (row) => {
      key.value = row
    },
    endConversation: ({ id }, title) =>
      end(id, title === undefined ? undefined : conversations.rename(id, title)),
    endFolder: ({ id }, name) => end(id, name === undefined ? undefined : folders.rename(id, name)),
  }
}
