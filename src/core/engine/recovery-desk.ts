// Owns the exchange of a history that is damaged: for what can be read of it, or for an empty one. The damaged files are
// moved aside in either case. What is read of them is core/store/salvage's matter, how files change places exchange.ts's.
import { join } from 'node:path'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { RecoveryReport } from '#shared/integrity.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { exchangeHistory, findUnfinishedFile, moveAside, nameDamagedFolder } from '#core/store/exchange.ts'
import { rememberRecovery } from '#core/store/integrity-record.ts'
import { lockFolder } from '#core/store/lock.ts'
import { createThreadWorker } from '#core/worker/history-worker.ts'
import type { Reopen } from './running-engine.ts'

export interface RecoveryDesk {
  /** Throws FailureError `nothing-recovered` or `recovery-failed`; then everything is as it was. */
  start(): Promise<void>
  startEmpty(): Promise<void>
}

export interface RecoveryDeskOptions {
  readonly dataDir: string
  /** The built worker/thread.ts. */
  readonly workerFile: string
  readonly clock: Clock
  readonly log: Log
  readonly reopen: Reopen
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void
}

export function createRecoveryDesk(options: RecoveryDeskOptions): RecoveryDesk {
  const { dataDir, workerFile, clock, log, reopen, onProgress } = options
  const historyFile = join(dataDir, 'history.db')

  async function recover(): Promise<void> {
    const target = findUnfinishedFile(historyFile)
    const worker = createThreadWorker({ workerFile, historyFile, dataDir })
    try {
      const counts = await worker.run(
        'history.recover',
        { source: historyFile, target, now: clock.now() },
        { onProgress },
      )
      if (counts.profiles + counts.conversations + counts.whole + counts.damaged === 0) {
        throw new FailureError(createFailure('nothing-recovered'))
      }
      // Nothing may have the files open that are moved now.
      await worker.close()
      const damagedFolder = nameDamagedFolder(historyFile, clock.now())
      const report: RecoveryReport = { ...counts, recoveredAt: clock.now(), damagedFolder }
      rememberRecovery(target, report)
      exchangeHistory(historyFile, damagedFolder)
      log.warn('history.recovered', { ...counts })
    } finally {
      await worker.close()
    }
  }

  /** Nobody else may open the history while it is exchanged. */
  async function exchange(work: () => void | Promise<void>): Promise<void> {
    try {
      await reopen(async () => {
        const lock = lockFolder(historyFile)
        try {
          await work()
        } finally {
          lock.close()
        }
      })
    } catch (error) {
      if (error instanceof FailureError) throw error
      log.error('history.not-recovered', { cause: String(error) })
      const cause = error instanceof Error && 'code' in error ? String(error.code) : 'recovery'
      throw new FailureError(createFailure('recovery-failed', { cause }), { cause: error })
    }
  }

  return {
    start: () => exchange(recover),
    startEmpty: () =>
      exchange(() => {
        moveAside(historyFile, nameDamagedFolder(historyFile, clock.now()))
        log.warn('history.moved-aside', {})
      }),
  }
}
