// Owns the opening of the history at the start of the program, after what a restore may have left undone was done. The
// opening itself is store/open.ts's.
import { dirname } from 'node:path'
import { isLockError } from '#core/store/database.ts'
import { openStore, type OpenedStore } from '#core/store/open.ts'
import { finishExchange } from './exchange-history.ts'
import { tidyBackups } from './tidy-backups.ts'

/** As `openStore`. A restore that cannot be ended is a problem of the history: an empty one must not take its place. */
export function openHistory(file: string, now: number): OpenedStore {
  const dataDir = dirname(file)
  try {
    finishExchange(dataDir)
  } catch (error) {
    // Another program has the folder, and `openStore` says so.
    if (!isLockError(error)) {
      return { ok: false, problem: { type: 'history-unreadable', file, reason: String(error) } }
    }
  }
  const opened = openStore(file)
  if (opened.ok && !opened.isReadOnly) tidyBackups(opened.db, dataDir, now)
  return opened
}
