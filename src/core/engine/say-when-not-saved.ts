// Owns what a page hears when a call needed the history to be written and that was refused, by a full disk for instance:
// a failure in words. While an answer runs, checkpoint.ts deals with it.
import type { Handlers } from '#shared/contract/dispatch.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { Log } from '#core/log.ts'
import { findRefusal } from '#core/store/database.ts'

type Handle = (input: never) => unknown

/** The same handlers; a refusal comes out of them as `not-saved`, every other error as it was. */
export function sayWhenNotSaved(handlers: Handlers, log: Log): Handlers {
  const wrapped = Object.entries<Handle>(handlers).map(([name, handle]) => [
    name,
    async (input: never) => {
      try {
        return await handle(input)
      } catch (error) {
        const cause = findRefusal(error)
        if (cause === undefined) throw error
        log.error('history.write-failed', { call: name, cause })
        throw new FailureError(createFailure('not-saved', { cause }), { cause: error })
      }
    },
  ])
  // Safe: under every name there is a function of the same input and output as before.
  return Object.fromEntries(wrapped) as Handlers
}
