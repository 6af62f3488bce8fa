// Owns leafing through earlier questions in the field: those of the conversation, then those of its profile. What a person
// was writing is not touched by it: an earlier question is only shown in the field, until it is changed or sent.
import { nextTick, watch, type Ref } from 'vue'
import { useBridge } from '../../bridge/use-bridge.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useOpenConversationStore } from '../../stores/open-conversation.ts'
import { useProfilesStore } from '../../stores/profiles.ts'
import { readLeafKey } from './question-leafing.ts'

/** Questions that are asked for at once; nobody leafs further. */
const reach = 50

/** `shown` holds the earlier question in the field, null while the person's own text stands there. */
export function useQuestionHistory(shown: Ref<string | null>): {
  /** Whether the key was one for leafing, and has been taken. */
  takeKey(event: KeyboardEvent, field: HTMLTextAreaElement): boolean
} {
  const bridge = useBridge()
  const conversations = useConversationsStore()
  const open = useOpenConversationStore()
  const profiles = useProfilesStore()
  const notices = useNoticesStore()
  let texts: Promise<readonly string[] | undefined> | null = null
  /** In `texts`; -1 is the person's own. */
  let place = -1

  function forget(): void {
    texts = null
    place = -1
    shown.value = null
  }
  // Another conversation, or one more question in this one.
  watch(() => [conversations.selectedId, profiles.selected?.id], forget)
  watch(
    () => open.messages.findLast(({ role }) => role === 'user')?.id,
    () => {
      texts = null
      if (shown.value === null) place = -1
    },
  )
  watch(shown, () => {
    if (shown.value === null) place = -1
  })

  async function read(): Promise<readonly string[] | undefined> {
    const profileId = open.conversation?.profileId ?? profiles.selected?.id
    if (profileId === undefined) return undefined
    const conversationId = conversations.selectedId
    const input = { profileId, ...(conversationId === null ? {} : { conversationId }), limit: reach }
    return (await notices.watchOver(bridge.call('question.listRecent', input)))?.texts
  }

  async function leaf(step: 1 | -1, field: HTMLTextAreaElement): Promise<void> {
    texts ??= read()
    const asked = texts
    const known = await asked
    if (asked !== texts) return
    // What could not be read is asked for again with the next key.
    if (!known) {
      texts = null
      return
    }
    const wanted = Math.max(-1, Math.min(known.length - 1, place + step))
    if (wanted === place) return
    shown.value = known[wanted] ?? null
    place = wanted
    await nextTick()
    field.setSelectionRange(0, 0)
    field.scrollTop = 0
  }

  return {
    takeKey(event, field) {
      const meaning = readLeafKey(event, field, shown.value !== null)
      if (meaning === undefined) return false
      event.preventDefault()
      void leaf(meaning === 'earlier' ? 1 : -1, field)
      return true
    },
  }
}
