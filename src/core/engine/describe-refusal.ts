// Owns which failure a person is told when the history refused a write.
import { createFailure, type Failure } from '#shared/failure.ts'
import { findRefusal, type Database } from '#core/store/database.ts'

/** Undefined for a mistake of ours. A history that was opened for reading alone takes no later try either. */
export function describeRefusal(error: unknown, db: Pick<Database, 'readonly'>): Failure | undefined {
  const cause = findRefusal(error)
  if (cause === undefined) return undefined
  if (cause === 'SQLITE_READONLY_DBMOVED') return createFailure('history-gone', { cause })
  if (db.readonly) return createFailure('history-read-only', { cause })
  return createFailure('not-saved', { cause })
}
