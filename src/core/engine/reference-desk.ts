// Owns the words behind the sources of an answer: those that were fetched before from the history, the others from the cloud
// API, and only when a person asks for them. What cannot be had is the page's to say.
import { listReferenceIds, type CitedSlice } from '#shared/cited-slice.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { MessageId, ProfileId } from '#shared/ids.ts'
import type { AdpClient } from '#core/adp/client.ts'
import type { Clock } from '#core/clock.ts'
import { findCitedSlices, setCitedSlices } from '#core/store/cited-slices.ts'
import { getConversation } from '#core/store/conversations.ts'
import { getMessage } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import { getPlace } from '#core/store/places.ts'
import type { QuestionDesk } from './question-desk.ts'

export interface ReferenceDesk {
  /** What is kept of the sources of an answer, in their order. Asks nobody. */
  findKept(messageId: MessageId): CitedSlice[]
  /**
   * The words behind these sources of an answer, in the order of the ids; those that the service has no more are missing, as
   * are ids that the answer does not name. Throws FailureError, among them `credentials-needed`.
   */
  describe(messageId: MessageId, referenceIds: readonly string[]): Promise<CitedSlice[]>
  close(): void
}

export interface ReferenceDeskOptions {
  readonly db: Database
  readonly clock: Clock
  readonly questions: Pick<QuestionDesk, 'latest'>
  /** With all that there is to ask the cloud API with. */
  readonly openClient: (profileId: ProfileId) => Promise<Pick<AdpClient, 'describeReferences'>>
}

/** Sources that are asked about in one call. */
const callLength = 10

export function createReferenceDesk(options: ReferenceDeskOptions): ReferenceDesk {
  const { db, clock, questions, openClient } = options
  const closing = new AbortController()

  /** The profile of an answer, and the ids that its sources have. */
  function look(messageId: MessageId): { profileId: ProfileId; named: string[] } {
    const message = questions.latest(getMessage(db, messageId))
    return {
      profileId: getConversation(db, message.conversationId).profileId,
      named: listReferenceIds(message),
    }
  }

  async function fetchMissing(
    messageId: MessageId,
    profileId: ProfileId,
    missing: readonly string[],
  ): Promise<void> {
    const client = await openClient(profileId)
    for (let start = 0; start < missing.length; start += callLength) {
      const step = missing.slice(start, start + callLength)
      const described = await client.describeReferences(step, closing.signal)
      if (closing.signal.aborted) throw new FailureError(createFailure('cut-off', { cause: 'ABORTED' }))
      if (!described.ok) throw new FailureError(described.failure)
      // Deleted meanwhile, it is to leave nothing.
      getPlace(db, messageId)
      // The service may say more than it was asked.
      const wanted = described.value.filter(({ referenceId }) => step.includes(referenceId))
      setCitedSlices(db, profileId, wanted, clock.now())
    }
  }

  return {
    findKept(messageId) {
      const { profileId, named } = look(messageId)
      return findCitedSlices(db, profileId, named)
    },
    async describe(messageId, referenceIds) {
      const { profileId, named } = look(messageId)
      const wanted = [...new Set(referenceIds)].filter((id) => named.includes(id))
      const kept = new Set(findCitedSlices(db, profileId, wanted).map(({ referenceId }) => referenceId))
      const missing = wanted.filter((id) => !kept.has(id))
      if (missing.length > 0) await fetchMissing(messageId, profileId, missing)
      return findCitedSlices(db, profileId, wanted)
    },
    close: () => closing.abort(),
  }
}
