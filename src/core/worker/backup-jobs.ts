// Owns the jobs that make and prepare backups. What they do is in core/backup.
import { makeSnapshot, type SnapshotInput, type SnapshotOutcome } from '#core/backup/make-snapshot.ts'
import { prepareRestore, type PreparedHistory } from '#core/backup/prepare-restore.ts'
import { writeBackupFile, type BackupFileOutcome } from '#core/backup/write-backup-file.ts'
import type { Job } from './job.ts'

/** Progress is the share that is done, from 0 to 1. */
export const snapshotHistory: Job<SnapshotInput, SnapshotOutcome, number> = (context, input) =>
  makeSnapshot(context.history.name, context.dataDir, input, context)

/** Input is the file to be written, which must not be there. */
export const writeBackup: Job<string, BackupFileOutcome, number> = (context, target) =>
  writeBackupFile(context.history.name, context.dataDir, target, context)

export interface RestoreInput {
  readonly source: string
  /** Made, with the history in it. */
  readonly folder: string
}

export const prepareBackup: Job<RestoreInput, PreparedHistory, number> = (context, { source, folder }) =>
  prepareRestore(source, folder, context)
