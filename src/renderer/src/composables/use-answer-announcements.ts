// Owns when a person who cannot see the screen hears of an answer: at its start and its end, and once when it has to wait;
// never of its pieces.
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { MessageStatus } from '#shared/answer.ts'
import { useConversationsStore } from '../stores/conversations.ts'
import { useOpenConversationStore } from '../stores/open-conversation.ts'
import { useAnnouncer } from './use-announcer.ts'

export function useAnswerAnnouncements(): void {
  const { t } = useI18n()
  const { announce } = useAnnouncer()
  const open = useOpenConversationStore()
  const conversations = useConversationsStore()

  watch(
    () => [open.conversation?.id, open.isRunning] as const,
    ([id, isRunning], [previousId, wasRunning]) => {
      if (id !== previousId || isRunning === wasRunning) return
      announce(t(`frame.announcement.${isRunning ? 'started' : describeEnd(open.messages.at(-1)?.status)}`))
    },
  )
  watch(
    // The answer that waits: however often it has to, it is one announcement.
    () => (open.messages.at(-1)?.wait ? open.messages.at(-1)?.id : undefined),
    (waitingId) => {
      if (waitingId !== undefined) announce(t('frame.announcement.waiting'))
    },
  )
  watch(
    () => conversations.unread.size,
    (size, previous) => {
      if (size > previous) announce(t('frame.announcement.finishedElsewhere'))
    },
  )
}

function describeEnd(status: MessageStatus | undefined): 'finished' | 'stopped' | 'failed' {
  if (status === 'complete') return 'finished'
  return status === 'stopped' ? 'stopped' : 'failed'
}
