// Owns what is removed from the data folder once a history has been opened well: copies that were looked at and not used,
// what was set aside long ago, more copies of migrations than are kept.
import type { Database } from '#core/store/database.ts'
import { listRestoreFolders, removeFolder } from './backup-names.ts'
import { removeOldMigrationCopies } from './list-backups.ts'

/** How long a restore can be taken back. */
const setAsideMs = 30 * 24 * 60 * 60_000

/**
 * A clock that was set forward must not delete a history: 30 days have passed only when the present one was still used
 * after them.
 */
export function tidyBackups(db: Database, dataDir: string, now: number): void {
  removeOldMigrationCopies(dataDir)
  for (const folder of listRestoreFolders(dataDir, 'restore')) removeFolder(dataDir, folder)
  const usedAt = Math.min(now, Number(db.prepare('SELECT max(updated_at) FROM conversations').pluck().get()))
  for (const folder of listRestoreFolders(dataDir, 'before-restore')) {
    if (usedAt - folder.createdAt > setAsideMs) removeFolder(dataDir, folder)
  }
}
