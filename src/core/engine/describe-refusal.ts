// Owns which failure a person is told when the history refused a write.
import { createFailure, type Failure } from '#shared/failure.ts'
import { findRefusal } from '#core/store/database.ts'

/** Undefined for a mistake of ours. */
export function describeRefusal(error: unknown): Failure | undefined {
  const cause = findRefusal(error)
  if (cause === undefined) return undefined
  if (cause === 'SQLITE_READONLY_DBMOVED') return createFailure('history-gone', { cause })
  if (cause === 'SQLITE_READONLY') return createFailure('history-read-only', { cause })
  return createFailure('not-saved', { cause })
}
