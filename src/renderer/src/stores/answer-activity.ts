// Owns which conversations have a running answer and which have one that nobody has seen, in all profiles. The history keeps
// the second; a page that shows such a conversation says that it was seen. Made by conversations.ts, which hands every event on
// and knows what is on the screen.
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
  /** A person looks at it. */
  markRead(id: ConversationId): void
  /** The conversation is gone. */
  forget(id: ConversationId): void
  /** Asks what runs and what is unread: the page is new, or was away. When that fails, what is known stays. */
  load(): Promise<void>
}

export function createAnswerActivity(
  bridge: Pick<PageBridge, 'call'>,
  isOnScreen: (id: ConversationId) => boolean,
): AnswerActivity {
  const running = shallowRef<ByConversation>(new Map())
  const unread = shallowRef<ByConversation>(new Map())
  /** Conversations of which something was heard since the lists were asked for; null while none is on its way. */
  let heard: Set<ConversationId> | null = null

  function note(conversation: ConversationSummary): void {
    const { id, profileId, isRunning, isUnread, shelf } = conversation
    heard?.add(id)
    if (isRunning !== running.value.has(id))
      running.value = isRunning ? new Map(running.value).set(id, profileId) : without(running.value, id)
    const isSeen = isUnread && isOnScreen(id)
    if (isSeen) void tellRead(id)
    const counts = isUnread && !isSeen && shelf !== 'bin'
    if (counts !== unread.value.has(id))
      unread.value = counts ? new Map(unread.value).set(id, profileId) : without(unread.value, id)
  }

  function markRead(id: ConversationId): void {
    if (!unread.value.has(id)) return
    unread.value = without(unread.value, id)
    void tellRead(id)
  }

  /** When that fails, it is unread again after the next start. */
  async function tellRead(id: ConversationId): Promise<void> {
    try {
      await bridge.call('conversation.markRead', { conversationId: id })
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
    }
  }

  async function load(): Promise<void> {
    const heardMeanwhile = (heard = new Set())
    try {
      const list = await bridge.call('conversation.listRunning', {})
      const unseen = await bridge.call('conversation.listUnread', {})
      const listed = new Map([...unseen, ...list].map((conversation) => [conversation.id, conversation]))
      for (const id of [...running.value.keys(), ...unread.value.keys()]) {
        // It has ended, or was looked at, while the page was away.
        if (listed.has(id) || heardMeanwhile.has(id)) continue
        running.value = without(running.value, id)
        unread.value = without(unread.value, id)
      }
      for (const conversation of listed.values()) if (!heardMeanwhile.has(conversation.id)) note(conversation)
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
      running.value = without(running.value, id)
      unread.value = without(unread.value, id)
    },
    load,
  }
}

/** The same map when it is not in it. */
function without(map: ByConversation, id: ConversationId): ByConversation {
  if (!map.has(id)) return map
  const rest = new Map(map)
  rest.delete(id)
  return rest
}
