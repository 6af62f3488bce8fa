// Owns the recovery of a damaged history as a job: the history of the worker's folder into a file beside it.
import type { RecoveredCounts } from '#core/store/salvage/count-recovered.ts'
import { salvageHistory } from '#core/store/salvage/salvage.ts'
import type { Job } from './job.ts'

export interface RecoverInput {
  readonly source: string
  readonly target: string
  readonly now: number
}

/** Opens no connection to the damaged file. Progress from 0 to 1. */
export const recoverHistory: Job<RecoverInput, RecoveredCounts, number> = (
  { signal, breathe, report },
  input,
) =>
  salvageHistory({
    ...input,
    report,
    async breathe() {
      await breathe()
      signal.throwIfAborted()
    },
  })
