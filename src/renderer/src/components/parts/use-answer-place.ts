// Owns where a card stands in its conversation: whether it can still be answered, and what was asked after it. A card keeps
// no mark of its own: what was chosen is read from the question that followed.
import { computed, inject, ref, type Ref } from 'vue'
import type { Message } from '#shared/answer.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { answerId } from './answer-id.ts'

export interface AnswerPlace {
  /** The question that followed; undefined for the newest answer, and where it is not loaded. */
  readonly nextQuestion: Readonly<Ref<Message | undefined>>
  /** Its words; undefined as above. */
  readonly nextText: Readonly<Ref<string | undefined>>
  /** Something was asked after it: the card is read, unless it is opened once more. */
  readonly isPast: Readonly<Ref<boolean>>
  /** Whether its controls work at this moment. */
  readonly canAnswer: Readonly<Ref<boolean>>
  /** Whether it can be opened once more. */
  readonly canReopen: Readonly<Ref<boolean>>
  reopen(): void
  /** Tells a form of this card from all others. */
  keyOf(part: { readonly key: string }): string
}

export function useAnswerPlace(): AnswerPlace {
  const open = useOpenConversationStore()
  const profiles = useProfilesStore()
  const ownId = inject(answerId, undefined)
  const isReopened = ref(false)

  const nextQuestion = computed(() => {
    const id = ownId?.value
    const at = open.messages.findLastIndex((message) => message.id === id)
    return at === -1 ? undefined : open.messages.slice(at + 1).find(({ role }) => role === 'user')
  })
  const nextText = computed(() =>
    nextQuestion.value?.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n'),
  )
  const isPast = computed(() => !isReopened.value && (nextQuestion.value !== undefined || open.hasLater))
  const isOpenToAll = computed(
    () => open.conversation?.shelf !== 'bin' && profiles.selected?.isRetired !== true,
  )

  return {
    nextQuestion,
    nextText,
    isPast,
    canAnswer: computed(() => isOpenToAll.value && !isPast.value && !open.isRunning),
    canReopen: computed(() => isOpenToAll.value && isPast.value && !open.isRunning),
    reopen: () => {
      isReopened.value = true
    },
    keyOf: ({ key }) => `${ownId?.value ?? ''} ${key}`,
  }
}
