// Owns what can be done with a message beyond the message itself: copied conversations, deletion, export, and the dialogs that
// these need, of which there is one each, in MessageDialogs.vue.
import { readonly, shallowRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import { useBridge } from '../../bridge/use-bridge.ts'
import { useExportDialog } from '../../composables/use-export-dialog.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { listTurn } from '../../stores/group-turns.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'

export type MessageDialog = 'delete' | 'rate'

/** Which dialog is open, and about which message; the message stays while the dialog closes. */
const dialog = shallowRef<{ readonly type: MessageDialog; readonly message: Message } | null>(null)
const isOpen = shallowRef(false)

/** Longest title of a copy before the words that say it is one. */
const longestTitle = 150

export interface MessageActions {
  readonly dialog: Readonly<typeof dialog>
  readonly isOpen: Ref<boolean>
  ask(type: MessageDialog, message: Message): void
  /** Opens a new conversation with copies of the messages up to this one. */
  fork(message: Message): Promise<void>
  exportMessage(message: Message): void
  /** The message, and the answers to it when it is a question. */
  listWith(message: Message): Promise<MessageId[]>
  remove(message: Message): Promise<void>
}

export function useMessageActions(): MessageActions {
  const { t } = useI18n()
  const bridge = useBridge()
  const conversations = useConversationsStore()
  const open = useOpenConversationStore()
  const notices = useNoticesStore()
  const { openExport } = useExportDialog()

  async function listWith({ id }: Message): Promise<MessageId[]> {
    // The rest of a turn may lie below what is on the screen.
    if (open.hasLater && listTurn(open.messages, id).at(-1) === open.messages.at(-1)?.id)
      await open.loadLater()
    return listTurn(open.messages, id)
  }

  return {
    dialog: readonly(dialog) as Readonly<typeof dialog>,
    isOpen,
    ask(type, message) {
      dialog.value = { type, message }
      isOpen.value = true
    },
    async fork({ id: messageId, conversationId }) {
      const original = open.conversation?.title || t('conversation.untitled')
      const title = t('actions.forkTitle', { title: original.slice(0, longestTitle) })
      const forking = bridge.call('conversation.fork', { conversationId, messageId, title })
      const copy = await notices.watchOver(forking)
      if (copy) conversations.select(copy.id, copy.profileId)
    },
    exportMessage: ({ conversationId, id: messageId }) =>
      openExport({ type: 'message', conversationId, messageId }),
    listWith,
    async remove(message) {
      const { conversationId } = message
      const messageIds = await listWith(message)
      if (messageIds.length === 0) return
      await notices.watchOver(bridge.call('message.delete', { conversationId, messageIds }))
    },
  }
}
