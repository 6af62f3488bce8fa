// Owns what deleting means: conversations go to the bin, come back from it, or leave it for ever. How they leave the disk is
// removal-desk.ts's, when by themselves retention-desk.ts's.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Clock } from '#core/clock.ts'
import {
  countBin,
  isInBin,
  listBinnedBefore,
  moveToBin,
  restoreFromBin,
  type ConversationCount,
} from '#core/store/bin.ts'
import type { Database } from '#core/store/open.ts'
import { findSeenTime } from '#core/store/seen-time.ts'
import type { QuestionDesk } from './question-desk.ts'
import type { RemovalDesk } from './removal-desk.ts'

export interface BinDesk {
  /** Stops their answers first. Those that are gone or in it already are left alone. */
  moveIn(ids: readonly ConversationId[]): void
  restore(ids: readonly ConversationId[]): void
  /** Of these, those that are in the bin. */
  deleteForever(ids: readonly ConversationId[]): Promise<void>
  count(): ConversationCount
  empty(): Promise<void>
}

export interface BinDeskOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'now'>
  readonly questions: Pick<QuestionDesk, 'stop'>
  readonly removal: Pick<RemovalDesk, 'remove'>
  readonly announce: (conversationId: ConversationId) => void
}

const slice = 200

/** Throws `conversation-in-bin` for one that can be read and not asked in. */
export function refuseInBin(db: Database, id: ConversationId): void {
  if (isInBin(db, id)) throw new FailureError(createFailure('conversation-in-bin'))
}

export function createBinDesk({ db, clock, questions, removal, announce }: BinDeskOptions): BinDesk {
  return {
    moveIn(ids) {
      for (const id of ids) questions.stop(id)
      // Under a clock that is behind, it would seem to have been there for long.
      const deletedAt = Math.max(clock.now(), findSeenTime(db) ?? 0)
      for (const id of moveToBin(db, ids, deletedAt)) announce(id)
    },
    restore(ids) {
      for (const id of restoreFromBin(db, ids)) announce(id)
    },
    deleteForever: (ids) => removal.remove(ids.filter((id) => isInBin(db, id))),
    count: () => countBin(db),
    async empty() {
      for (;;) {
        const ids = listBinnedBefore(db, Number.MAX_SAFE_INTEGER, slice)
        if (ids.length === 0) return
        await removal.remove(ids)
      }
    },
  }
}
