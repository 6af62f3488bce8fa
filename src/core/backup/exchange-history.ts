// Owns the exchange of the present history as a whole: nobody else may have it, the AppKeys come along, and what was set aside
// before makes room. The renames are swap-history.ts's, the AppKeys carry-secrets.ts's.
import { join } from 'node:path'
import { createFailure, FailureError } from '#shared/failure.ts'
import { openConnection } from '#core/store/connection.ts'
import { lockFolder } from '#core/store/lock.ts'
import { migrations } from '#core/store/migrations/index.ts'
import { probeHistory } from '#core/store/probe.ts'
import { listRestoreFolders, removeFolder } from './backup-names.ts'
import { carrySecrets } from './carry-secrets.ts'
import { finishSwap, isSwapUnfinished, swapHistory, type Swap } from './swap-history.ts'

/**
 * Puts the history in the folder `from` into the place of the present one, which is set aside in `to`; anything that was
 * set aside before is deleted. Nobody may have it open. Throws FailureError `backup-failed`: then the present history is
 * in its place, or the next start ends what was begun.
 */
export function exchangeHistory(dataDir: string, swap: Swap): void {
  try {
    withLock(dataDir, () => {
      const [present, coming] = [dataDir, join(dataDir, swap.from)].map((folder) =>
        join(folder, 'history.db'),
      )
      if (present && coming) bringSecrets(present, coming)
      Array.from(swapHistory(dataDir, swap))
      for (const folder of listRestoreFolders(dataDir, 'before-restore')) {
        if (folder.name !== swap.to) removeFolder(dataDir, folder)
      }
    })
  } catch (error) {
    const cause = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new FailureError(createFailure('backup-failed', { cause }), { cause: error })
  }
}

/** Ends an exchange that was broken off. To be called before the history is opened; throws the system's error. */
export function finishExchange(dataDir: string): void {
  if (isSwapUnfinished(dataDir)) withLock(dataDir, () => finishSwap(dataDir))
}

/** One that was set aside may be damaged: it is taken back as it is. */
function bringSecrets(present: string, coming: string): void {
  const probe = probeHistory(coming)
  if (probe.type !== 'history' || probe.version !== migrations.length) return
  const db = openConnection(coming)
  try {
    carrySecrets(present, db)
  } finally {
    db.close()
  }
}

function withLock(dataDir: string, work: () => void): void {
  const lock = lockFolder(join(dataDir, 'history.db'))
  try {
    work()
  } finally {
    lock.close()
  }
}
