// Owns which conversations have a running answer and which have one that nobody has seen, in all profiles. Made by
// conversations.ts, which hands every event on and knows what is on the screen.
import { shallowRef, type Ref } from 'vue'
import type { ConversationSummary } from '#shared/conversation.ts'
import { FailureError } from '#shared/failure.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import type { PageBridge } from '../bridge/use-bridge.ts'

type ByConversation = ReadonlyMap<ConversationId, ProfileId>

export interface AnswerActivity {
  readonly running: Readonly<Ref<ByConversation>>
  readonly unread: Readonly<Ref<ByConversation>>
  /** Takes in what a conversation is now. */
  note(conversation: ConversationSummary): void
  markRead(id: ConversationId): void
  /** The conversation is gone. */
  forget(id: ConversationId): void
  /** Asks what runs: the page is new, or was away. When that fails, what is known stays. */
  load(): Promise<void>
}

export function createAnswerActivity(
  bridge: Pick<PageBridge, 'call'>,
  isOnScreen: (id: ConversationId) => boolean,
): AnswerActivity {
  const running = shallowRef<ByConversation>(new Map())
  const unread = shallowRef<ByConversation>(new Map())
  /** Conversations of which something was heard since the list was asked for; null while no list is on its way. */
  let heard: Set<ConversationId> | null = null

  function note({ id, profileId, isRunning }: ConversationSummary): void {
    heard?.add(id)
    if (isRunning === running.value.has(id)) return
    running.value = isRunning ? new Map(running.value).set(id, profileId) : without(running.value, id)
    if (!isRunning && !isOnScreen(id)) unread.value = new Map(unread.value).set(id, profileId)
  }

  function markRead(id: ConversationId): void {
    if (unread.value.has(id)) unread.value = without(unread.value, id)
  }

  async function load(): Promise<void> {
    const heardMeanwhile = (heard = new Set())
    try {
      const list = await bridge.call('conversation.listRunning', {})
      const listed = new Set(list.map(({ id }) => id))
      for (const conversation of list) if (!heardMeanwhile.has(conversation.id)) note(conversation)
      for (const [id, profileId] of running.value) {
        if (listed.has(id) || heardMeanwhile.has(id)) continue
        // It has ended while the page was away.
        running.value = without(running.value, id)
        if (!isOnScreen(id)) unread.value = new Map(unread.value).set(id, profileId)
      }
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
    } finally {
      if (heard === heardMeanwhile) heard = null
    }
  }

  return {
    running,
    unread,
    note,
    markRead,
    forget(id) {
      heard?.add(id)
      if (running.value.has(id)) running.value = without(running.value, id)
      markRead(id)
    },
    load,
  }
}

function without(map: ByConversation, id: ConversationId): ByConversation {
  const rest = new Map(map)
  rest.delete(id)
  return rest
}
