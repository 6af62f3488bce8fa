// Owns the list of jobs. Each is a file of its own; a name here is what the engine asks for.
import { prepareBackup, snapshotHistory, writeBackup } from './backup-jobs.ts'
import { checkHistory } from './check-history.ts'
import { exportHistory } from './export-history.ts'
import { findInConversationJob } from './find-in-conversation.ts'
import { findInHistoryJob } from './find-in-history.ts'
import { buildIndex, describeIndex, drainIndex } from './keep-index.ts'
import type { JobContext } from './job.ts'
import { previewImport } from './preview-import.ts'
import { readImportBatch } from './read-import-batch.ts'
import { zipFolderJob } from './zip-folder.ts'
import { recoverHistory } from './recover-history.ts'
import { scrubHistory } from './scrub-history.ts'

export const jobs = {
  'backup.snapshot': snapshotHistory,
  'backup.write': writeBackup,
  'backup.prepare': prepareBackup,
  'history.check': checkHistory,
  'history.previewImport': previewImport,
  'history.readImportBatch': readImportBatch,
  'history.export': exportHistory,
  'folder.zip': zipFolderJob,
  'search.build': buildIndex,
  'search.describe': describeIndex,
  'search.drain': drainIndex,
  'search.find': findInHistoryJob,
  'search.findInConversation': findInConversationJob,
  'history.recover': recoverHistory,
  'history.scrub': scrubHistory,
}

export type JobName = keyof typeof jobs
type JobOf<Name extends JobName> = (typeof jobs)[Name]
export type JobInput<Name extends JobName> = Parameters<JobOf<Name>>[1]
export type JobOutput<Name extends JobName> = Awaited<ReturnType<JobOf<Name>>>
export type JobProgress<Name extends JobName> =
  Parameters<JobOf<Name>>[0] extends JobContext<infer Progress> ? Progress : never
