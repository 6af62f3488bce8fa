// Owns the text that is being written and sending it. The text is kept per conversation (stores/drafts.ts) and leaves the
// field only when the question has been accepted.
import { computed, ref, watch, type Ref } from 'vue'
import { maxQuestionLength } from '#shared/contract/contract.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useDraftsStore } from '../../stores/drafts.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { useProfilesStore } from '../../stores/profiles.ts'

export interface QuestionDraft {
  readonly text: Ref<string>
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

  const key = computed(() => conversations.selectedId ?? profiles.selected?.id)
  const text = ref('')
  const isSending = ref(false)

  const isTooLong = computed(() => text.value.length > maxQuestionLength)
  const canSend = computed(
    () =>
      text.value.trim() !== '' &&
      !isTooLong.value &&
      !open.isRunning &&
      !isSending.value &&
      open.status !== 'loading' &&
      key.value !== undefined,
  )

  // Asking the first question makes a conversation; its text stays in the field until it is accepted.
  watch(key, () => isSending.value || showDraft(), { immediate: true })
  // At once: a key stroke must not be kept under the conversation that is opened right after it.
  watch(text, () => isSending.value || keepDraft(), { flush: 'sync' })

  function showDraft(): void {
    text.value = key.value === undefined ? '' : drafts.getDraft(key.value)
  }

  function keepDraft(): void {
    if (key.value !== undefined) drafts.setDraft(key.value, text.value)
  }

  async function send(): Promise<void> {
    const from = key.value
    if (!canSend.value || from === undefined) return
    isSending.value = true
    const question = text.value
    const isAccepted = await open.ask(question)
    isSending.value = false
    const isElsewhere = key.value !== from
    if (isAccepted) {
      drafts.setDraft(from, '')
      // What was typed meanwhile is the next question.
      if (text.value === question) showDraft()
      else keepDraft()
    } else if (isElsewhere && key.value !== undefined && drafts.getDraft(key.value) !== '') {
      showDraft()
    } else {
      // When the conversation was made and the question refused, what was written belongs to it now.
      if (isElsewhere) drafts.setDraft(from, '')
      keepDraft()
    }
  }

  return { text, isTooLong, canSend, send }
}
