// Owns the list of jobs. Each is a file of its own; a name here is what the engine asks for.
import { checkHistory } from './check-history.ts'
import type { JobContext } from './job.ts'
import { recoverHistory } from './recover-history.ts'
import { scrubHistory } from './scrub-history.ts'

export const jobs = {
  'history.check': checkHistory,
  'history.recover': recoverHistory,
  'history.scrub': scrubHistory,
}

export type JobName = keyof typeof jobs
type JobOf<Name extends JobName> = (typeof jobs)[Name]
export type JobInput<Name extends JobName> = Parameters<JobOf<Name>>[1]
export type JobOutput<Name extends JobName> = Awaited<ReturnType<JobOf<Name>>>
export type JobProgress<Name extends JobName> =
  Parameters<JobOf<Name>>[0] extends JobContext<infer Progress> ? Progress : never
