// Owns when a person who cannot see the screen hears of the questions that wait in the open conversation: that one waits and
// where, that its turn has come, that they are paused or could not go on.
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useOpenConversationStore } from '../stores/open-conversation.ts'
import { useQueuesStore } from '../stores/queues.ts'
import { describeQueueChange, type QueueNews } from './describe-queue-change.ts'
import { useAnnouncer } from './use-announcer.ts'
import { useFailureSentence } from './use-failure-sentence.ts'

export function useQueueAnnouncements(): void {
  const { t, n } = useI18n()
  const { announce } = useAnnouncer()
  const open = useOpenConversationStore()
  const queues = useQueuesStore()
  const getSentence = useFailureSentence()

  function describe(news: QueueNews): string {
    switch (news.type) {
      case 'added':
        return t('composer.said.added', { position: n(news.position) })
      case 'asked':
      case 'taken':
        return t(`composer.said.${news.type}`, { count: n(news.left) }, news.left)
      case 'paused':
        return t('composer.paused')
      case 'resumed':
        return t('composer.said.resumed')
      case 'failed':
        return t('composer.said.failed', { reason: getSentence(news.failure) })
    }
  }

  watch(
    () => {
      const id = open.conversation?.id
      return [id, id === undefined ? undefined : queues.byConversation.get(id)] as const
    },
    ([id, queue], [previousId, previous]) => {
      if (id === undefined || id !== previousId) return
      for (const news of describeQueueChange(previous, queue, queues.wasAsked)) announce(describe(news))
    },
  )
}
