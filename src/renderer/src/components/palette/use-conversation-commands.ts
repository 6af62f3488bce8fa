// Owns the commands of the palette that are about the open conversation, its place among the others, and its last question
// and answer. Each is there only where it would do something.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { hasEnded } from '#shared/answer.ts'
import { useLock } from '../../composables/use-lock.ts'
import { useTitleEdit } from '../../composables/use-title-edit.ts'
import { useBackfillStore } from '../../stores/backfill.ts'
import { useBinStore } from '../../stores/bin.ts'
import { useComposerRequestsStore } from '../../stores/composer-requests.ts'
import { useFoldersStore } from '../../stores/folders.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { useSidePanelStore } from '../../stores/side-panel.ts'
import { getAnswerText } from '../conversation/get-answer-text.ts'
import { useConversationCopy } from '../conversation/use-conversation-copy.ts'
import { useCopying } from '../conversation/use-copying.ts'
import { useMessageActions } from '../conversation/use-message-actions.ts'
import { useQuestionEdit } from '../conversation/use-question-edit.ts'
import { useRating } from '../conversation/use-rating.ts'
import { useArranging } from '../organize/use-arranging.ts'
import { useDeletion } from '../organize/use-deletion.ts'
import { useOrderDialogs } from '../organize/use-order-dialogs.ts'
import type { CreateFrameCommand, ListedCommand } from './listed-command.ts'

export function useConversationCommands(inFrame: CreateFrameCommand): ComputedRef<readonly ListedCommand[]> {
  const { t } = useI18n()
  const open = useOpenConversationStore()
  const profiles = useProfilesStore()
  const folders = useFoldersStore()
  const notices = useNoticesStore()
  const bin = useBinStore()
  const backfill = useBackfillStore()
  const requests = useComposerRequestsStore()
  const lock = useLock()
  const panel = useSidePanelStore()
  const actions = useMessageActions()
  const edit = useQuestionEdit()
  const { findObstacle, rate } = useRating()
  const { copy } = useCopying()
  const { copyConversation } = useConversationCopy()
  const { isRenaming } = useTitleEdit()
  const { deleteConversations } = useDeletion()
  const { askForName } = useOrderDialogs()
  const arrange = useArranging()

  /** Nothing of the kind while a newer message is not read. */
  const last = computed(() => (open.hasLater ? undefined : open.messages.at(-1)))
  const lastAnswer = computed(() =>
    last.value?.role === 'assistant' && hasEnded(last.value) ? last.value : undefined,
  )

  const ofAnswer = computed((): ListedCommand[] => {
    const answer = lastAnswer.value
    if (!answer) return []
    const text = getAnswerText(answer)
    return [
      ...(text === ''
        ? []
        : [{ command: 'copy-answer' as const, label: t('scrolling.copyLast'), run: () => void copy(text) }]),
      ...(text === '' || lock.value !== null || findObstacle(answer) !== null
        ? []
        : (['good', 'bad'] as const).map((score) => ({
            command: `rate-${score}` as const,
            label: t('scrolling.rateLast', { score: t(`actions.${score}`) }),
            run: () => rate(answer, score),
          }))),
      {
        command: 'export-answer',
        label: t('scrolling.exportLast'),
        run: () => actions.exportMessage(answer),
      },
      {
        command: 'answer-details',
        label: t('scrolling.detailsOfLast'),
        run: () => panel.open('details', { messageId: answer.id }),
      },
    ]
  })

  const ofAsking = computed((): ListedCommand[] => {
    const { conversation } = open
    if (conversation === null || lock.value !== null) return []
    if (open.isRunning)
      return [{ command: 'stop', label: t('scrolling.stopAnswer'), run: () => void open.stop() }]
    const question = open.hasLater ? undefined : open.messages.findLast(({ role }) => role === 'user')
    const end = last.value
    return [
      { command: 'retry', label: t('scrolling.retryLast'), run: () => void open.retry() },
      ...(question && getAnswerText(question) !== ''
        ? [
            {
              command: 'edit-question' as const,
              label: t('scrolling.editLast'),
              run: () => {
                edit.begin(question)
                void open.showMessage(conversation, question.id)
              },
            },
          ]
        : []),
      ...(end && hasEnded(end)
        ? [{ command: 'fork' as const, label: t('scrolling.fork'), run: () => void actions.fork(end) }]
        : []),
    ]
  })

  const ofMessages = computed((): ListedCommand[] => {
    if (open.messages.length === 0) return []
    return [
      ...ofAsking.value,
      ...ofAnswer.value,
      {
        command: 'copy-conversation',
        label: t('scrolling.copyConversation'),
        run: () => void copyConversation(),
      },
      inFrame('find'),
      inFrame('toggle-outline'),
      inFrame('previous-question'),
      inFrame('next-question'),
      { command: 'show-start', label: t('scrolling.toStart'), run: () => void open.showStart() },
      { command: 'show-end', label: t('scrolling.toEnd'), run: () => void open.showEnd() },
    ]
  })

  const ofPlace = computed((): ListedCommand[] => {
    const { conversation } = open
    if (conversation === null) return []
    const { id, isPinned, shelf, folderId } = conversation
    if (shelf === 'bin')
      return [
        {
          command: 'restore',
          label: t('keeping.bin.restoreNamed', { title: conversation.title || t('conversation.untitled') }),
          run: () => void notices.watchOver(bin.restore([id])),
        },
      ]
    const isArchived = shelf === 'archive'
    const moveTo = folders.folders.filter((folder) => folder.id !== folderId)
    return [
      {
        command: 'pin',
        label: t(isPinned ? 'organize.menu.unpin' : 'organize.menu.pin'),
        run: () => void arrange([id], { isPinned: !isPinned }),
      },
      {
        command: 'archive',
        label: t(isArchived ? 'organize.menu.unarchive' : 'organize.menu.archive'),
        run: () => void arrange([id], { isArchived: !isArchived }),
      },
      {
        command: 'move-to-new',
        label: t('scrolling.moveToNew'),
        run: () => askForName({ type: 'folder', conversationIds: [id] }),
      },
      ...(folderId === null
        ? []
        : [
            {
              command: 'move-out' as const,
              label: t('scrolling.moveOut'),
              run: () => void arrange([id], { folderId: null }),
            },
          ]),
      ...moveTo.map((folder) => ({
        command: `move-to-${folder.id}` as const,
        label: t('scrolling.moveTo', { name: folder.name }),
        isAskedFor: true,
        run: () => void arrange([id], { folderId: folder.id, isPinned: false }),
      })),
      {
        command: 'delete-conversation',
        label: t('scrolling.deleteConversation'),
        run: () => deleteConversations([conversation]),
      },
    ]
  })

  const attaching = computed((): ListedCommand[] =>
    lock.value === null
      ? [
          {
            command: 'attach',
            label: t('attachments.attach'),
            run: () => requests.requestFiles({ fileTypes: [] }),
          },
        ]
      : [],
  )

  return computed(() => {
    const { conversation } = open
    // One without a title has nothing in it yet.
    if (conversation === null || conversation.title === '') return attaching.value
    const { id } = conversation
    const { isDemo, secretIdHint } = profiles.selected ?? {}
    const canFetch =
      (isDemo === true || typeof secretIdHint === 'string') && lock.value === null && !conversation.isRunning
    return [
      ...attaching.value,
      ...ofMessages.value,
      ...(lock.value === 'bin'
        ? []
        : [
            {
              command: 'rename-conversation' as const,
              label: t('conversation.rename'),
              run: () => {
                isRenaming.value = true
              },
            },
          ]),
      inFrame('export-conversation', t('export.conversation')),
      ...(canFetch
        ? [
            {
              command: 'fetch-conversation' as const,
              label: t('scrolling.fetch'),
              run: () => void backfill.fetch(id),
            },
          ]
        : []),
      ...ofPlace.value,
    ]
  })
}
