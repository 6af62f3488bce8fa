// Owns what a page knows of backups: which there are, what one would bring back, and where one is taken from.
import { z } from 'zod'

/** `daily`: made by the program or asked for; `migration`: made before an update changed the history. */
export const backupSchema = z.strictObject({
  name: z.string(),
  type: z.enum(['daily', 'migration']),
  createdAt: z.number().int(),
  bytes: z.number().int(),
  /** Null where it is known only after a look into it. */
  conversations: z.number().int().nullable(),
  messages: z.number().int().nullable(),
})
export type Backup = z.infer<typeof backupSchema>

/** How the last attempt of this run ended: `unchanged` when there was nothing new to be copied. */
export const backupOutcomeSchema = z.enum(['none', 'made', 'unchanged', 'no-space', 'damaged', 'failed'])
export type BackupOutcome = z.infer<typeof backupOutcomeSchema>

export const backupListSchema = z.strictObject({
  /** Newest first, those of migrations last. */
  backups: z.array(backupSchema),
  lastOutcome: backupOutcomeSchema,
  /** When the last restore was; null when it cannot be taken back any more. */
  restoredAt: z.number().int().nullable(),
})
export type BackupList = z.infer<typeof backupListSchema>

export const restoreSourceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('backup'), name: z.string().max(100) }),
  /** A backup file that the page has brought. */
  z.strictObject({ type: z.literal('upload'), uploadId: z.string().max(100) }),
])
export type RestoreSource = z.infer<typeof restoreSourceSchema>

/** What has been copied, checked and brought up to date, and can take the place of the present history. */
export const restorePreviewSchema = z.strictObject({
  restoreId: z.string().max(100),
  /** Version of the history in the backup. */
  version: z.number().int(),
  /** Whether it had to be brought up to date. */
  isOlder: z.boolean(),
  bytes: z.number().int(),
  conversations: z.number().int(),
  messages: z.number().int(),
  /** Of them, those that are damaged in the backup. */
  damagedMessages: z.number().int(),
  /** Copies of images and files that come with it. */
  files: z.number().int(),
  /** Of its newest conversation; null when there is none. */
  newestAt: z.number().int().nullable(),
})
export type RestorePreview = z.infer<typeof restorePreviewSchema>

export const backupTaskSchema = z.enum(['create', 'export', 'preview'])
export type BackupTask = z.infer<typeof backupTaskSchema>
