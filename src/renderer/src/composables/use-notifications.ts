// Owns the system's notification of an answer that ended while nobody looked, in any profile. It names the conversation and
// says how the answer ended; what the answer says stays out of it, because notifications are shown to whoever sees the screen.
import { onScopeDispose } from 'vue'
import { useI18n } from 'vue-i18n'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { ConversationSummary } from '#shared/conversation.ts'
import type { ConversationId } from '#shared/ids.ts'
import { useBridge } from '../bridge/use-bridge.ts'
import { useConversationsStore } from '../stores/conversations.ts'
import { useNoticesStore } from '../stores/notices.ts'
import { useProfilesStore } from '../stores/profiles.ts'
import { useSettingsStore } from '../stores/settings.ts'
import { readNotificationPermission } from './use-notification-permission.ts'

/** Endings that a person is waiting for. One that was stopped was stopped by hand. */
type Outcome = 'complete' | 'failed' | 'refused'

export function useNotifications(): void {
  const { t } = useI18n()
  const bridge = useBridge()
  const settings = useSettingsStore()
  const profiles = useProfilesStore()
  const conversations = useConversationsStore()
  const notices = useNoticesStore()
  /** How answers ended whose conversation has not been told of since: its title comes with that. */
  const outcomes = new Map<ConversationId, Outcome>()

  onScopeDispose(
    bridge.on((event) => {
      if (event.name === 'answer.progressed') {
        const outcome = findOutcome(event.payload.events)
        if (outcome) outcomes.set(event.payload.conversationId, outcome)
      } else if (event.name === 'conversation.changed' && !event.payload.conversation.isRunning) {
        const { conversation } = event.payload
        const outcome = outcomes.get(conversation.id)
        outcomes.delete(conversation.id)
        if (outcome && isWanted()) show(conversation, outcome)
      }
    }),
  )

  function isWanted(): boolean {
    const isSeen = document.visibilityState === 'visible' && document.hasFocus()
    return settings.all.notifications === 'unseen' && !isSeen && readNotificationPermission() === 'granted'
  }

  function show({ id, profileId, title }: ConversationSummary, outcome: Outcome): void {
    const notification = new Notification(title || t('conversation.untitled'), {
      body: t(`settings.notification.${outcome}`),
      // The next one about the same conversation takes its place.
      tag: id,
    })
    notification.addEventListener('click', () => {
      notification.close()
      window.focus()
      void notices.watchOver(openConversation())
    })

    async function openConversation(): Promise<void> {
      await profiles.select(profileId)
      conversations.select(id)
    }
  }
}

type AnswerEvents = Extract<BridgeEvent, { name: 'answer.progressed' }>['payload']['events']

function findOutcome(events: AnswerEvents): Outcome | undefined {
  const end = events.findLast((event) => event.type === 'answer-end')
  switch (end?.status) {
    case 'complete':
    case 'failed':
    case 'refused':
      return end.status
    default:
      return undefined
  }
}
