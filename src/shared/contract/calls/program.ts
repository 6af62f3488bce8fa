// Owns the calls about what the program is, its settings and its folder. The whole is ../contract.ts.
import { z } from 'zod'
import { launchRequestSchema } from '../../launch.ts'
import { settingsChangesSchema, settingsSchema } from '../../settings.ts'
import { defineCalls, nothing } from '../define.ts'

/** Why the history cannot be used. The program then shows a page that says so, and touches nothing. */
export const startProblemSchema = z.strictObject({
  type: z.enum([
    'history-unreadable',
    'history-newer',
    'history-locked',
    /** It is of an older version and could not be brought up to date; it is as it was. */
    'migration-failed',
    'disk-full',
  ]),
  /** Where the file is. */
  file: z.string(),
  /** The system's own words. */
  reason: z.string(),
})

export type StartProblem = z.infer<typeof startProblemSchema>

export const appDescriptionSchema = z.strictObject({
  version: z.string(),
  shell: z.enum(['electron', 'browser']),
  platform: z.string(),
  dataDir: z.string(),
  /** Whether `data.openFolder` shows the folder; where not, its path can be copied. */
  canOpenFolder: z.boolean(),
  /** Nothing can be written to the data folder: everything can be read, nothing changed. */
  isReadOnly: z.boolean(),
  /** The data folder lies on a drive of another machine, and nobody has been told yet what that means. */
  isOnNetwork: z.boolean(),
  problem: startProblemSchema.nullable(),
})

export type AppDescription = z.infer<typeof appDescriptionSchema>

/** How much lies in the data folder, in bytes. */
const dataDescriptionSchema = z.strictObject({
  dataDir: z.string(),
  historyBytes: z.number().int(),
  logBytes: z.number().int(),
  otherBytes: z.number().int(),
  totalBytes: z.number().int(),
})

export const programCalls = defineCalls({
  'app.describe': { input: nothing, output: appDescriptionSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsChangesSchema, output: settingsSchema },
  'data.describe': { input: nothing, output: dataDescriptionSchema },
  /** Shows the data folder in the system's file manager. */
  'data.openFolder': { input: nothing, output: nothing },
  /** What came from outside and waits for a page, oldest first; it is handed out once. */
  'launch.take': { input: nothing, output: z.array(launchRequestSchema) },
})
