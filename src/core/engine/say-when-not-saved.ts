// Owns what a page hears when a call needed the history to be written and that was refused, by a full disk for instance:
// a failure in words. While an answer runs, checkpoint.ts deals with it.
import type { Handlers } from '#shared/contract/dispatch.ts'
import { FailureError } from '#shared/failure.ts'
import type { Log } from '#core/log.ts'
import type { Database } from '#core/store/open.ts'
import { describeRefusal } from './describe-refusal.ts'

type Handle = (input: never) => unknown

/** The same handlers; a refusal comes out of them as the failure that says why, every other error as it was. */
export function sayWhenNotSaved(handlers: Handlers, db: Database, log: Log): Handlers {
  const wrapped = Object.entries<Handle>(handlers).map(([name, handle]) => [
    name,
    async (input: never) => {
      try {
        return await handle(input)
      } catch (error) {
        const failure = describeRefusal(error, db)
        if (failure === undefined) throw error
        log.error('history.write-failed', { call: name, cause: failure.detail?.cause })
        throw new FailureError(failure, { cause: error })
      }
    },
  ])
  // Safe: under every name there is a function of the same input and output as before.
  return Object.fromEntries(wrapped) as Handlers
}
