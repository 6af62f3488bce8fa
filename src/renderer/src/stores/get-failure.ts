// Owns the way back from a thrown call to a value that a page can show.
import { FailureError, type Failure } from '#shared/failure.ts'

/** The failure that a call was refused with. Anything else is a mistake in this program and goes on being thrown. */
export function getFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure
  throw error
}
