// Owns the conversations that the palette shows for what is being typed. The engine compares; of answers that cross, the
// one to the newest text counts.
import { shallowRef, watch, type Ref } from 'vue'
import type { ConversationSummary } from '#shared/conversation.ts'
import { FailureError } from '#shared/failure.ts'
import { useConversationsStore } from '../../stores/conversations.ts'

const mostFound = 20
const mostRecent = 8

export function useFoundConversations(
  isAsked: Readonly<Ref<boolean>>,
  text: Readonly<Ref<string>>,
): Readonly<Ref<readonly ConversationSummary[]>> {
  const conversations = useConversationsStore()
  const found = shallowRef<readonly ConversationSummary[]>([])
  let asks = 0

  watch([isAsked, text], async () => {
    const ask = ++asks
    if (!isAsked.value) {
      found.value = []
      return
    }
    const wanted = text.value.trim().slice(0, 200)
    try {
      const list = await conversations.findByTitle(wanted, wanted === '' ? mostRecent : mostFound)
      if (ask === asks) found.value = list
    } catch (error) {
      // Profiles and commands are still there; that the program is gone is said elsewhere.
      if (!(error instanceof FailureError)) throw error
      if (ask === asks) found.value = []
    }
  })
  return found
}
