// Owns the calls about keeping the history whole: backups, checks, recovery. The whole is ../contract.ts.
import { z } from 'zod'
import { backupListSchema, restorePreviewSchema, restoreSourceSchema } from '../../backup.ts'
import { deliverySchema } from '../../delivery.ts'
import { integrityReportSchema, integrityStatusSchema } from '../../integrity.ts'
import { defineCalls, nothing } from '../define.ts'

export const keepingCalls = defineCalls({
  'backup.list': { input: nothing, output: backupListSchema },
  /** Copies the history now. Fails with `no-space`, `backup-damaged`, `backup-failed`. */
  'backup.create': { input: nothing, output: backupListSchema },
  /**
   * Writes the history and the kept images and files to one file where the person wants it; null when they want none.
   * Fails as `backup.create` does.
   */
  'backup.export': { input: nothing, output: deliverySchema.nullable() },
  /**
   * Copies and checks a backup, so that it can be restored; nothing of the history changes. Fails with `backup-unreadable`,
   * `backup-newer`, `backup-damaged`, `no-space`, `backup-failed`.
   */
  'backup.preview': { input: restoreSourceSchema, output: restorePreviewSchema },
  /**
   * Puts the backup that was looked at last into the place of the history, which is set aside. Running answers end. Pages
   * are then told `program.reopened`.
   */
  'backup.restore': { input: z.strictObject({ restoreId: z.string().max(100) }), output: nothing },
  /** Puts back what the last restore has set aside, and sets the present history aside in turn. */
  'backup.takeBack': { input: nothing, output: nothing },
  /** Ends what is being copied; no error when nothing is. */
  'backup.cancel': { input: nothing, output: nothing },
  'integrity.describe': { input: nothing, output: integrityStatusSchema },
  /**
   * Looks at everything: SQLite's full check, every message and every kept file against its checksum. Resolves with what was
   * found; fails with `check-cancelled` when it was given up.
   */
  'integrity.check': { input: nothing, output: integrityReportSchema },
  /** No error when no check runs. */
  'integrity.cancel': { input: nothing, output: nothing },
  /** The person has been told of what is news: a check that found damage, a recovery, a network drive. */
  'integrity.acknowledge': { input: nothing, output: nothing },
  /**
   * Recovers what can be read of the history into a new one, which is then opened; the damaged one is moved aside. What came
   * of it is in `integrity.describe` afterwards. Fails with `nothing-recovered` or `recovery-failed` when all is as before.
   */
  'recovery.start': { input: nothing, output: nothing },
  /** Moves a history that cannot be opened aside, and begins with an empty one. */
  'recovery.startEmpty': { input: nothing, output: nothing },
})
