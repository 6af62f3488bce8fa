// Owns what can be done with a message beyond the message itself: copied conversations, deletion, export, and the dialogs
// that these need, of which there is one each, in MessageDialogs.vue.
import { readonly, shallowRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Message } from '#shared/answer.ts'
import type { MessageId } from '#shared/ids.ts'
import { useBridge } from '../../bridge/use-bridge.ts'
import { useExportDialog } from '../../composables/use-export-dialog.ts'
import { focusMessage } from '../../composables/focus-message.ts'
import { countCopies } from '../../i18n/copy-number.ts'
import { useAnswerMarksStore } from '../../stores/answer-marks.ts'
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
  /** The message, and the answers to it when it is a question; the keyboard goes on to what stands beside it. */
  remove(message: Message): Promise<void>
}

export function useMessageActions(): MessageActions {
  const { t } = useI18n()
  const bridge = useBridge()
  const conversations = useConversationsStore()
  const open = useOpenConversationStore()
  const marks = useAnswerMarksStore()
  const notices = useNoticesStore()
  const { openExport } = useExportDialog()

  /** The message, and the answers to it when it is a question. */
  async function listWith({ id }: Message): Promise<MessageId[]> {
    // The rest of a turn may lie below what is on the screen.
    if (open.hasLater && listTurn(open.messages, id).at(-1) === open.messages.at(-1)?.id)
      await open.loadLater()
    return listTurn(open.messages, id)
  }

  async function show(type: MessageDialog, message: Message): Promise<void> {
    // What is asked back says how many answers go along.
    if (type === 'delete') await listWith(message)
    dialog.value = { type, message }
    isOpen.value = true
  }

  /** The shown message that follows, or the one before. */
  function findBeside(ids: readonly MessageId[]): MessageId | undefined {
    const gone = new Set(ids)
    const shown = marks.shownMessages
    const at = shown.findIndex(({ id }) => gone.has(id))
    const next = shown.slice(at + 1).find(({ id }) => !gone.has(id))
    return (next ?? shown.slice(0, Math.max(0, at)).at(-1))?.id
  }

  return {
    dialog: readonly(dialog) as Readonly<typeof dialog>,
    isOpen,
    ask: (type, message) => void show(type, message),
    async fork({ id: messageId, conversationId }) {
      const original = open.conversation?.title || t('conversation.untitled')
      const { bare, number } = countCopies(original)
      const shortened = bare.slice(0, longestTitle)
      const title =
        number === 1
          ? t('actions.forkTitle', { title: shortened })
          : t('actions.forkTitleAgain', { title: shortened, number })
      const forking = bridge.call('conversation.fork', { conversationId, messageId, title })
      const copy = await notices.watchOver(forking)
      if (copy) conversations.select(copy.id, copy.profileId)
    },
    exportMessage: ({ conversationId, id: messageId }) =>
      openExport({ type: 'message', conversationId, messageId }),
    async remove(message) {
      const { conversationId } = message
      const messageIds = await listWith(message)
      if (messageIds.length === 0) return
      const neighbour = findBeside(messageIds)
      const isDone = await notices.watchOver(
        bridge.call('message.delete', { conversationId, messageIds }).then(() => true),
      )
      // The buttons that had the keyboard are gone.
      if (isDone && neighbour && open.conversation?.id === conversationId) await focusMessage(neighbour)
    },
  }
}
