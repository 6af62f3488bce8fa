// Owns Result: what a call gives that can fail in an expected way. Both sides are values; nothing is thrown.
import { createFailure, type Failure } from '#shared/failure.ts'

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure }

/** The failed side, made like a failure. */
export function fail(...failure: Parameters<typeof createFailure>): Result<never> {
  return { ok: false, failure: createFailure(...failure) }
}
