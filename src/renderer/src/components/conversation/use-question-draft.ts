// Owns the text that is being written, how it is to be answered, and sending it. Both are kept per conversation
// (stores/drafts.ts); the text leaves the field only when the question has been accepted, the options stay for the next one.
import { computed, ref, watch, type Ref } from 'vue'
import type { QuestionOptions } from '#shared/question.ts'
import { useAppCardsStore } from '../../stores/app-cards.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useDraftsStore, type DraftKey } from '../../stores/drafts.ts'
import { useNetworkStore } from '../../stores/network.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { useQueuesStore } from '../../stores/queues.ts'
import { useComposerFiles } from './use-composer-files.ts'
import { countCharacters, findQuestionLimit, isBeyondProgram } from './question-limit.ts'

export interface QuestionDraft {
  readonly text: Ref<string>
  /** An earlier question that stands in the field in the place of the draft; null when there is none. */
  readonly earlier: Ref<string | null>
  /** Undefined: as the profile says. */
  readonly options: Ref<QuestionOptions | undefined>
  /** In characters, of the text and at most. */
  readonly length: Readonly<Ref<number>>
  readonly limit: Readonly<Ref<number>>
  /** Neither words nor files. */
  readonly isEmpty: Readonly<Ref<boolean>>
  readonly isTooLong: Readonly<Ref<boolean>>
  readonly canSend: Readonly<Ref<boolean>>
  /** Asks the text, when it can be asked; while an answer runs, puts it behind the questions that wait. */
  send(): Promise<void>
}

export function useQuestionDraft(): QuestionDraft {
  const open = useOpenConversationStore()
  const conversations = useConversationsStore()
  const profiles = useProfilesStore()
  const drafts = useDraftsStore()
  const cards = useAppCardsStore()
  const network = useNetworkStore()
  const queues = useQueuesStore()
  const notices = useNoticesStore()
  const files = useComposerFiles()

  const key = computed(() => conversations.selectedId ?? profiles.selected?.id)
  const earlier = ref<string | null>(null)
  const text = computed({
    get: () => earlier.value ?? (key.value === undefined ? '' : drafts.getDraft(key.value)),
    set: (draft) => {
      // An earlier question that is changed is the draft from now on.
      earlier.value = null
      if (key.value !== undefined) drafts.setDraft(key.value, draft)
    },
  })
  // Words that are quoted or handed over come into the draft: they must not stand hidden behind an earlier question.
  watch(
    () => (key.value === undefined ? '' : drafts.getDraft(key.value)),
    () => {
      earlier.value = null
    },
    { flush: 'sync' },
  )
  const options = computed({
    get: () => (key.value === undefined ? undefined : drafts.findOptions(key.value)),
    set: (chosen) => {
      if (key.value !== undefined) drafts.setOptions(key.value, chosen)
    },
  })
  const isSending = ref(false)
  const limit = computed(() => {
    const profile = profiles.selected
    return findQuestionLimit(profile, profile && cards.byProfile.get(profile.id), options.value?.model)
  })
  const length = computed(() => countCharacters(text.value))
  const isEmpty = computed(() => text.value.trim() === '' && files.ids.value.length === 0)
  const isTooLong = computed(() => length.value > limit.value || isBeyondProgram(text.value))
  const canSend = computed(
    () =>
      !isEmpty.value &&
      !files.isBlocked.value &&
      !isTooLong.value &&
      !isSending.value &&
      open.status !== 'loading',
  )

  async function send(): Promise<void> {
    const from = key.value
    if (!canSend.value || from === undefined) return
    const running = open.isRunning ? conversations.selectedId : null
    network.isQuestionHeld = running === null && !network.isAskingPossible
    if (network.isQuestionHeld) return drafts.saveAll()
    isSending.value = true
    const question = text.value
    const attachmentIds = [...files.ids.value]
    const extras = {
      ...(options.value === undefined ? {} : { options: options.value }),
      ...(attachmentIds.length === 0 ? {} : { attachmentIds }),
    }
    const isEarlier = earlier.value !== null
    const asking =
      running === null
        ? open.ask(question, extras)
        : notices.watchOver(
            queues.add({ conversationId: running, text: question, ...extras }).then(() => running),
          )
    const askedIn = await asking.finally(() => {
      isSending.value = false
    })
    if (askedIn === null || askedIn === undefined) return
    if (isEarlier && earlier.value === question) earlier.value = null
    else clear(question, from, askedIn)
  }

  /** The draft has gone along to a conversation that was made. What was typed meanwhile is the next question. */
  function clear(question: string, ...places: readonly DraftKey[]): void {
    for (const place of places) {
      if (drafts.getDraft(place) === question) drafts.setDraft(place, '')
    }
  }

  return { text, earlier, options, length, limit, isEmpty, isTooLong, canSend, send }
}
