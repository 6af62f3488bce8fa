// Owns the list of jobs. Each is a file of its own; a name here is what the engine asks for.
import { checkHistory } from './check-history.ts'
import { findInConversationJob } from './find-in-conversation.ts'
import { findInHistoryJob } from './find-in-history.ts'
import { buildIndex, describeIndex, drainIndex } from './keep-index.ts'
import type { JobContext } from './job.ts'

export const jobs = {
  'history.check': checkHistory,
  'search.build': buildIndex,
  'search.describe': describeIndex,
  'search.drain': drainIndex,
  'search.find': findInHistoryJob,
  'search.findInConversation': findInConversationJob,
}

export type JobName = keyof typeof jobs
type JobOf<Name extends JobName> = (typeof jobs)[Name]
export type JobInput<Name extends JobName> = Parameters<JobOf<Name>>[1]
export type JobOutput<Name extends JobName> = Awaited<ReturnType<JobOf<Name>>>
export type JobProgress<Name extends JobName> =
  Parameters<JobOf<Name>>[0] extends JobContext<infer Progress> ? Progress : never
