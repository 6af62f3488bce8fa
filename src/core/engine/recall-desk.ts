// Owns looking for the rest of answers whose connection broke: a few times, with growing pauses, because the service may
// still be writing. What is found is joined by complete-answer.ts.
import { isDeepStrictEqual } from 'node:util'
import type { Message } from '#shared/answer.ts'
import type { FailureCode } from '#shared/failure.ts'
import type { ConversationId, ProfileId } from '#shared/ids.ts'
import type { AdpClient, RecalledAnswer } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import { completeAnswer } from './complete-answer.ts'

export interface RecallDesk {
  /** Looks for the rest of this answer, when it broke off and the service has named it. */
  consider(profileId: ProfileId, answer: Message): void
  /** The question was asked again, or the conversation is gone: nobody wants the rest. */
  cancel(conversationId: ConversationId): void
  close(): void
}

export interface RecallDeskOptions {
  readonly clock: Clock
  readonly openClient: (profileId: ProfileId) => Promise<AdpClient>
  /** Stores and publishes the message in the place of the one that broke off. */
  readonly replace: (answer: Message) => void
  readonly onUnexpected: (error: unknown) => void
}

/** After the break, and after each look that did not help. */
const pausesMs: readonly number[] = [3_000, 10_000, 30_000]

/** Ways of breaking off after which the service may have gone on. */
const brokenCodes: readonly (FailureCode | undefined)[] = ['cut-off', 'silent']

export function createRecallDesk({
  clock,
  openClient,
  replace,
  onUnexpected,
}: RecallDeskOptions): RecallDesk {
  const searches = new Map<ConversationId, AbortController>()

  function cancel(conversationId: ConversationId): void {
    searches.get(conversationId)?.abort()
    searches.delete(conversationId)
  }

  async function search(profileId: ProfileId, answer: Message, signal: AbortSignal): Promise<void> {
    const { conversationId, remote } = answer
    let before: RecalledAnswer | undefined
    for (const pauseMs of pausesMs) {
      await wait(pauseMs, signal)
      if (signal.aborted) return
      const client = await openClient(profileId)
      const recalled = await client.recall({ conversationId, remote }, signal)
      if (signal.aborted) return
      if (recalled && isOver(recalled, before)) {
        const completed = completeAnswer(answer, recalled, clock.now())
        if (completed) replace(completed)
        return
      }
      before = recalled
    }
  }

  function wait(durationMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancelTimer = clock.after(durationMs, resolve)
      signal.addEventListener('abort', () => {
        cancelTimer()
        resolve()
      })
    })
  }

  return {
    consider(profileId, answer) {
      const { conversationId, remote, failure } = answer
      const isNamed = remote.recordId !== undefined || remote.questionRecordId !== undefined
      if (answer.status !== 'interrupted' || !isNamed || !brokenCodes.includes(failure?.code)) return
      cancel(conversationId)
      const abort = new AbortController()
      searches.set(conversationId, abort)
      search(profileId, answer, abort.signal)
        .catch(onUnexpected)
        .finally(() => {
          if (searches.get(conversationId) === abort) searches.delete(conversationId)
        })
    },
    cancel,
    close() {
      for (const conversationId of [...searches.keys()]) cancel(conversationId)
    },
  }
}

/** Says so, or has not grown since it was last looked at. */
function isOver(recalled: RecalledAnswer, before: RecalledAnswer | undefined): boolean {
  if (recalled.status !== undefined) return recalled.status === 'complete'
  return before !== undefined && isDeepStrictEqual(before.parts, recalled.parts)
}
