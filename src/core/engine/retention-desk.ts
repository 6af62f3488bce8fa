// Owns what is deleted by its age: conversations that have been in the bin for 30 days, and as the setting says those in which
// nothing happened for long. Both go by the computer's clock, which may be wrong; see docs/decisions/0026-bin-and-retention.md.
import type { CallOutput } from '#shared/contract/contract.ts'
import { daysInBin } from '#shared/conversation.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import {
  countUntouchedSince,
  listBinnedBefore,
  listUntouchedSince,
  type ConversationCount,
} from '#core/store/bin.ts'
import type { Database } from '#core/store/open.ts'
import { findSeenTime, setSeenTime } from '#core/store/seen-time.ts'
import { readSettings } from '#core/store/settings.ts'
import type { EventHub } from './event-hub.ts'
import type { FileDesk } from './file-desk.ts'
import type { RemovalDesk } from './removal-desk.ts'

type RetentionStatus = CallOutput<'retention.describe'>

export interface RetentionDesk {
  /** What would be deleted at once if conversations were kept for so many days. */
  preview(days: number): ConversationCount
  describe(): RetentionStatus
  /** Deletes what is due. Never fails: what could not be deleted is logged, and is due the next time. */
  sweep(): Promise<void>
  /** The person says that the date is right: what was held back is deleted. */
  confirmClock(): Promise<void>
  close(): void
}

export interface RetentionDeskOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly hub: EventHub
  readonly removal: Pick<RemovalDesk, 'remove' | 'finish'>
  readonly files: Pick<FileDesk, 'sweep'>
}

const dayMs = 24 * 60 * 60 * 1000
/** A clock that is further ahead of the last time it was trusted is asked about before anything is deleted by it. */
const maxLeapMs = 45 * dayMs
/** After the start, when its first pages have been served. */
const firstDelayMs = 10_000
/** Often enough for a day to be a day, also on a computer that sleeps. */
const delayMs = 60 * 60 * 1000
const slice = 50

export function createRetentionDesk(options: RetentionDeskOptions): RetentionDesk {
  const { db, clock, log, hub, removal, files } = options
  let isClosed = false
  let hasSweptFiles = false
  let cancel = clock.after(firstDelayMs, tick)
  let published: RetentionStatus = { heldDays: null }

  function tick(): void {
    cancel = clock.after(delayMs, tick)
    void sweep()
  }

  function listDue(now: number, limit: number): ConversationId[] {
    const binned = listBinnedBefore(db, now - daysInBin * dayMs, limit)
    const { retention } = readSettings(db)
    if (retention === null) return binned
    return [...binned, ...listUntouchedSince(db, now - retention * dayMs, limit)]
  }

  function findLeap(now: number): number {
    return Math.max(0, now - (findSeenTime(db) ?? now))
  }

  function describe(): RetentionStatus {
    const now = clock.now()
    const leap = findLeap(now)
    const isHeld = leap > maxLeapMs && listDue(now, 1).length > 0
    return { heldDays: isHeld ? Math.floor(leap / dayMs) : null }
  }

  function publish(): void {
    const status = describe()
    if (status.heldDays === published.heldDays) return
    published = status
    hub.publish({ name: 'retention.changed', payload: status })
  }

  async function sweep(): Promise<void> {
    try {
      await removal.finish()
      if (isClosed) return
      const now = clock.now()
      if (findLeap(now) <= maxLeapMs) await deleteDue(now)
      else log.warn('retention.held', { leapMs: findLeap(now) })
      if (isClosed) return
      publish()
      if (hasSweptFiles) return
      hasSweptFiles = true
      await files.sweep()
    } catch (error) {
      if (!isClosed) log.warn('retention.failed', { cause: String(error) })
    }
  }

  async function deleteDue(now: number): Promise<void> {
    setSeenTime(db, Math.max(now, findSeenTime(db) ?? now))
    let deleted = 0
    for (let due = listDue(now, slice); due.length > 0 && !isClosed; due = listDue(now, slice)) {
      await removal.remove(due)
      deleted += due.length
    }
    if (deleted > 0) log.info('retention.deleted', { conversations: deleted })
  }

  return {
    preview: (days) => countUntouchedSince(db, clock.now() - days * dayMs),
    describe,
    sweep,
    async confirmClock() {
      setSeenTime(db, clock.now())
      await sweep()
    },
    close() {
      isClosed = true
      cancel()
    },
  }
}
