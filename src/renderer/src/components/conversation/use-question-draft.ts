// Owns the text that is being written and sending it. The text is kept per conversation (stores/drafts.ts) and leaves the
// field only when the question has been accepted.
import { computed, ref, type Ref } from 'vue'
import { useAppCardsStore } from '../../stores/app-cards.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useDraftsStore } from '../../stores/drafts.ts'
import { useNetworkStore } from '../../stores/network.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { useComposerFiles } from './use-composer-files.ts'
import { countCharacters, findQuestionLimit, isBeyondProgram } from './question-limit.ts'

export interface QuestionDraft {
  readonly text: Ref<string>
  /** In characters, of the text and at most. */
  readonly length: Readonly<Ref<number>>
  readonly limit: Readonly<Ref<number>>
  readonly isTooLong: Readonly<Ref<boolean>>
  readonly canSend: Readonly<Ref<boolean>>
  /** Asks the text, when it can be asked. */
  send(): Promise<void>
}

export function useQuestionDraft(): QuestionDraft {
  const open = useOpenConversationStore()
  const conversations = useConversationsStore()
  const profiles = useProfilesStore()
  const drafts = useDraftsStore()
  const cards = useAppCardsStore()
  const network = useNetworkStore()
  const files = useComposerFiles()

  const key = computed(() => conversations.selectedId ?? profiles.selected?.id)
  const text = computed({
    get: () => (key.value === undefined ? '' : drafts.getDraft(key.value)),
    set: (draft) => {
      if (key.value !== undefined) drafts.setDraft(key.value, draft)
    },
  })
  const isSending = ref(false)
  const limit = computed(() => {
    const profile = profiles.selected
    return findQuestionLimit(profile, profile && cards.byProfile.get(profile.id))
  })
  const length = computed(() => countCharacters(text.value))
  const isTooLong = computed(() => length.value > limit.value || isBeyondProgram(text.value))
  const canSend = computed(
    () =>
      (text.value.trim() !== '' || files.ids.value.length > 0) &&
      !files.isBlocked.value &&
      !isTooLong.value &&
      !open.isRunning &&
      !isSending.value &&
      open.status !== 'loading',
  )

  async function send(): Promise<void> {
    const from = key.value
    if (!canSend.value || from === undefined) return
    network.isQuestionHeld = !network.isAskingPossible
    if (network.isQuestionHeld) return drafts.saveAll()
    isSending.value = true
    const question = text.value
    const attachmentIds = [...files.ids.value]
    const askedIn = await open.ask(question, attachmentIds.length === 0 ? {} : { attachmentIds })
    isSending.value = false
    if (askedIn === null) return
    // The draft has gone along to a conversation that was made. What was typed meanwhile is the next question.
    for (const place of [from, askedIn]) {
      if (drafts.getDraft(place) === question) drafts.setDraft(place, '')
    }
  }

  return { text, length, limit, isTooLong, canSend, send }
}
