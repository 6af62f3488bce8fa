// Owns when the history is checked, and what is told of it: SQLite's quick check after an end that was not proper, a scrub
// of everything about once a week while nothing else is to do, all of it at once when somebody asks. What is looked at is in
// core/store/check.ts and scrub.ts, what is remembered in core/store/integrity-record.ts.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import { hasDamage, type Finding, type IntegrityReport, type IntegrityStatus } from '#shared/integrity.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { getConversation } from '#core/store/conversations.ts'
import type { Database } from '#core/store/open.ts'
import {
  readIntegrityRecord,
  writeIntegrityRecord,
  type IntegrityRecord,
} from '#core/store/integrity-record.ts'
import { scrubStart } from '#core/store/scrub.ts'
import { JobCancelledError, type HistoryWorker } from '#core/worker/history-worker.ts'
import type { EventHub } from './event-hub.ts'

/** After the start: the window comes first. */
const quickCheckAfterMs = 5000
const idleAfterMs = 10 * 60_000
/** Of every few seconds the scrub takes a small part, so that nobody hears the disk. */
const pauseMs = 5000
const sliceMs = 150
const roundEveryMs = 7 * 24 * 3_600_000
const mostConversations = 100
const mostFaults = 20
/** What a round keeps in the history until it is over. */
const mostFindings = 1000

export interface IntegrityDesk {
  describe(): IntegrityStatus
  /** Throws FailureError `check-cancelled`. A second call while a check runs waits for the same one. */
  check(): Promise<IntegrityReport>
  cancel(): void
  acknowledge(): void
  close(): void
}

export interface IntegrityDeskOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly hub: EventHub
  readonly worker: HistoryWorker
  /** Whether answers are being written. */
  readonly isBusy: () => boolean
  /** Whether the program before this one had not ended properly. */
  readonly endedUncleanly: boolean
}

type Found = Pick<IntegrityReport, 'checked'> & {
  readonly findings: readonly Finding[]
  readonly faults: readonly string[]
}

export function createIntegrityDesk(options: IntegrityDeskOptions): IntegrityDesk {
  const { db, clock, log, hub, worker, isBusy } = options
  const abort = new AbortController()
  let running: { readonly check: Promise<IntegrityReport>; readonly abort: AbortController } | undefined
  let cancelNext = options.endedUncleanly
    ? clock.after(quickCheckAfterMs, () => void attempt(checkQuickly))
    : clock.after(idleAfterMs, () => void attempt(scrub))

  function next(delayMs: number): void {
    if (!abort.signal.aborted) cancelNext = clock.after(delayMs, () => void attempt(scrub))
  }

  /** What nobody waits for must not end the program, whatever becomes of it. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (error instanceof JobCancelledError) return
      log.error('history.check-failed', { cause: String(error) })
      next(idleAfterMs)
    }
  }

  async function checkQuickly(): Promise<void> {
    const faults = await worker.run('history.check', 'quick', { signal: abort.signal })
    conclude('unclean-end', { checked: 0, findings: [], faults })
    next(idleAfterMs)
  }

  async function scrub(): Promise<void> {
    const { round, scrubbedAt } = readIntegrityRecord(db)
    const sinceMs = clock.now() - (scrubbedAt ?? -Infinity)
    // A last time that lies in the future was told by a clock that was wrong.
    const isDue = round !== null || sinceMs >= roundEveryMs || sinceMs < 0
    if (!isDue || isBusy() || running) return next(idleAfterMs)
    const { place, checked, findings } = round ?? { place: scrubStart, checked: 0, findings: [] }
    const run = await worker.run('history.scrub', { from: place, forMs: sliceMs }, { signal: abort.signal })
    const all = [...findings, ...run.findings].slice(0, mostFindings)
    const total = checked + run.checked
    if (run.next === null) conclude('idle', { checked: total, findings: all, faults: [] })
    else
      change((record) => ({
        ...record,
        round: run.next && { place: run.next, checked: total, findings: all },
      }))
    next(run.next === null ? idleAfterMs : pauseMs)
  }

  async function checkAll(signal: AbortSignal): Promise<IntegrityReport> {
    try {
      const total = countMessages()
      const faults = await worker.run('history.check', 'full', { signal })
      publishShare(0.3)
      const run = await worker.run(
        'history.scrub',
        { from: scrubStart, forMs: Infinity },
        {
          signal,
          onProgress: ({ checked }) => publishShare(0.3 + 0.7 * Math.min(1, checked / Math.max(1, total))),
        },
      )
      return conclude('asked', { checked: run.checked, findings: run.findings, faults })
    } catch (error) {
      if (error instanceof JobCancelledError) throw new FailureError(createFailure('check-cancelled'))
      throw error
    } finally {
      running = undefined
      publishStatus()
    }
  }

  function countMessages(): number {
    return Number(db.prepare('SELECT coalesce(sum(message_count), 0) FROM conversations').pluck().get())
  }

  let lastShare = 0
  function publishShare(share: number): void {
    if (share - lastShare < 0.01 && share >= lastShare) return
    lastShare = share
    hub.publish({ name: 'integrity.progressed', payload: { share } })
  }

  /** Remembers what was found. It is news unless the report before it said the same. */
  function conclude(reason: IntegrityReport['reason'], found: Found): IntegrityReport {
    const report = createReport(reason, found)
    if (hasDamage(report)) {
      log.error('history.damaged', {
        damaged: report.damaged,
        files: report.files,
        faults: report.faults.length,
      })
    }
    change((record) => ({
      ...record,
      report,
      isNews: hasDamage(report) && (record.isNews || !isSame(record.report, report)),
      ...(reason === 'unclean-end' ? {} : { scrubbedAt: report.checkedAt, round: null }),
    }))
    return report
  }

  function createReport(
    reason: IntegrityReport['reason'],
    { checked, findings, faults }: Found,
  ): IntegrityReport {
    const touched = new Set<ConversationId>()
    const counts = { damaged: 0, known: 0, files: 0 }
    for (const finding of findings) {
      if (finding.type === 'known') counts.known += 1
      else if (finding.type === 'file') counts.files += 1
      else counts.damaged += 1
      if (finding.type === 'message' || finding.type === 'gap') touched.add(finding.conversationId)
    }
    return {
      checkedAt: clock.now(),
      reason,
      checked,
      ...counts,
      conversations: [...touched].slice(0, mostConversations).map((id) => ({ id, title: findTitle(id) })),
      faults: faults.slice(0, mostFaults).map((fault) => fault.slice(0, 1000)),
    }
  }

  function findTitle(id: ConversationId): string {
    try {
      return getConversation(db, id).title
    } catch {
      return ''
    }
  }

  function change(work: (record: IntegrityRecord) => IntegrityRecord): void {
    try {
      writeIntegrityRecord(db, work(readIntegrityRecord(db)))
    } catch (error) {
      // A history that cannot be written is told elsewhere; the next check finds the same again.
      log.warn('history.record-failed', { cause: String(error) })
    }
    publishStatus()
  }

  function publishStatus(): void {
    if (!abort.signal.aborted) hub.publish({ name: 'integrity.changed', payload: { status: describe() } })
  }

  function describe(): IntegrityStatus {
    const { report, isNews, recovery, isRecoveryNews } = readIntegrityRecord(db)
    return { report, isNews, recovery, isRecoveryNews, isChecking: running !== undefined }
  }

  return {
    describe,
    check() {
      if (running === undefined) {
        const stop = new AbortController()
        lastShare = 0
        running = { check: checkAll(AbortSignal.any([stop.signal, abort.signal])), abort: stop }
        publishStatus()
      }
      return running.check
    },
    cancel: () => running?.abort.abort(),
    acknowledge: () =>
      change((record) => ({ ...record, isNews: false, isRecoveryNews: false, isToldOfNetwork: true })),
    close() {
      cancelNext()
      abort.abort()
    },
  }
}

function isSame(one: IntegrityReport | null, other: IntegrityReport): boolean {
  const essence = (report: IntegrityReport | null): string =>
    JSON.stringify([report?.conversations, report?.faults, report?.files, report?.damaged])
  return essence(one) === essence(other)
}
