// Owns the fetching of what the service remembers of a conversation and this history does not have. Which messages those are
// is plan-backfill.ts's matter; they get their places by core/store/insert-missing.ts.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId, MessageId, ProfileId } from '#shared/ids.ts'
import type { AdpClient } from '#core/adp/client.ts'
import { getConversation } from '#core/store/conversations.ts'
import { insertMissing, touchIfNewer } from '#core/store/insert-missing.ts'
import { listMessages } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import { refuseInBin } from './bin-desk.ts'
import type { EventHub } from './event-hub.ts'
import { planBackfill, type PresentMessage } from './plan-backfill.ts'

export interface BackfillDesk {
  /**
   * Gives how many messages were added. Asking again while one is on its way is the same one. Throws FailureError, among
   * them `credentials-needed` and `answer-running`.
   */
  fetch(conversationId: ConversationId): Promise<number>
  close(): Promise<void>
}

export interface BackfillDeskOptions {
  readonly db: Database
  readonly hub: EventHub
  readonly openClient: (profileId: ProfileId) => Promise<AdpClient>
  readonly isRunning: (conversationId: ConversationId) => boolean
  readonly announce: (conversationId: ConversationId) => void
}

/** Messages that are read or added in one step. */
const stepLength = 50

export function createBackfillDesk(options: BackfillDeskOptions): BackfillDesk {
  const { db, hub, openClient, isRunning, announce } = options
  const fetches = new Map<ConversationId, Promise<number>>()
  const closing = new AbortController()

  function refuseWhileRunning(conversationId: ConversationId): void {
    // Only when it has ended is it known what the service calls it.
    if (isRunning(conversationId)) throw new FailureError(createFailure('answer-running'))
  }

  async function fetchMissing(conversationId: ConversationId): Promise<number> {
    const conversation = getConversation(db, conversationId)
    refuseInBin(db, conversationId)
    refuseWhileRunning(conversationId)
    const client = await openClient(conversation.profileId)
    const remembered = await client.remember(conversationId, closing.signal)
    if (!remembered.ok) throw new FailureError(remembered.failure)
    const present = await readPresent(conversationId)
    refuseWhileRunning(conversationId)
    const plan = planBackfill(conversation, present, remembered.value)
    const added = await add(conversationId, plan)
    if (added > 0) {
      hub.publish({ name: 'history.grown', payload: { conversationIds: [conversationId] } })
      announce(conversationId)
    }
    return added
  }

  /** Oldest first. */
  async function readPresent(conversationId: ConversationId): Promise<PresentMessage[]> {
    const stretches: PresentMessage[][] = []
    for (let before: MessageId | undefined, hasEarlier = true; hasEarlier;) {
      await pause()
      const page = listMessages(db, conversationId, { limit: stepLength, before })
      stretches.push(page.messages)
      hasEarlier = page.hasEarlier && page.messages.length > 0
      before = page.messages[0]?.id
    }
    return stretches.reverse().flat()
  }

  async function add(
    conversationId: ConversationId,
    { messages, missing }: ReturnType<typeof planBackfill>,
  ): Promise<number> {
    let added = 0
    let last: MessageId | undefined
    for (let start = 0; start < messages.length; start += stepLength) {
      await pause()
      const step = messages.slice(start, start + stepLength)
      // Of those that are here only the place counts, and that is the database's.
      const whole = step.map((message) => ({ status: 'complete' as const, ...message, conversationId }))
      added += insertMissing(db, whole, last).addedIds.length
      last = step.at(-1)?.id
    }
    const newest = messages.findLast(({ id }) => missing.has(id))
    if (added > 0 && newest) touchIfNewer(db, { id: conversationId, updatedAt: newest.createdAt })
    return added
  }

  async function pause(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (closing.signal.aborted) throw new FailureError(createFailure('cut-off', { cause: 'ABORTED' }))
  }

  return {
    fetch(conversationId) {
      const known = fetches.get(conversationId)
      if (known) return known
      const fetching = fetchMissing(conversationId).finally(() => fetches.delete(conversationId))
      fetches.set(conversationId, fetching)
      return fetching
    },
    async close() {
      closing.abort()
      await Promise.allSettled(fetches.values())
    },
  }
}
