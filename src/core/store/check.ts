// Owns SQLite's own check of a database. It does not see every changed byte of a text: that is checksum.ts's matter.
import { isDamageError, type Database } from './database.ts'

/** `quick` leaves out whether indexes say the same as their tables. Measured: 0.85 and 1.4 s for 700 MB. */
export type StoreCheck = 'quick' | 'full'

/** What SQLite finds wrong, in its own words; nothing when all is well. Reads the whole file. */
export function checkStore(db: Database, depth: StoreCheck): string[] {
  try {
    const rows = db
      .prepare<[], string>(depth === 'quick' ? 'PRAGMA quick_check' : 'PRAGMA integrity_check')
      .pluck()
      .all()
    return rows.filter((row) => row !== 'ok')
  } catch (error) {
    if (isDamageError(error)) return [String(error)]
    throw error
  }
}
