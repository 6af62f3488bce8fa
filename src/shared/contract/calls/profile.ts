// Owns the calls about profiles, their secrets, their applications and the ways to them. The whole is ../contract.ts.
import { z } from 'zod'
import { appCardSchema } from '../../app-card.ts'
import { testReportSchema } from '../../connection-test.ts'
import { connectionStatusSchema } from '../../connection.ts'
import { profileIdSchema } from '../../ids.ts'
import { importPreviewSchema, maxExportedProfiles, maxExportLength } from '../../profile-export.ts'
import { profileSchema, profileSettingsSchema } from '../../profile.ts'
import { enteredPassphraseSchema, vaultChoiceSchema, vaultSchema } from '../../vault.ts'
import { defineCalls, nothing } from '../define.ts'

/** An AppKey as a person types or pastes it; the engine trims it. The documentation allows 128 characters. */
const appKeySchema = z.string().min(1).max(200)

/** SecretId and SecretKey of a cloud account, as a person types or pastes them; the engine trims them. */
const credentialsSchema = z.strictObject({
  secretId: z.string().min(1).max(200),
  secretKey: z.string().min(1).max(200),
})

/** What there is of a profile's history, to be said before it is deleted. */
export const historyCountSchema = z.strictObject({
  conversations: z.number().int(),
  messages: z.number().int(),
  /** Answers that are being written at this moment. */
  running: z.number().int(),
})

export type HistoryCount = z.infer<typeof historyCountSchema>

export const profileCalls = defineCalls({
  'profile.list': { input: nothing, output: z.array(profileSchema) },
  /**
   * Fails with `profile-exists` when another profile has this AppKey at the same service and no other way to it was chosen,
   * unless that is allowed; the detail says which profile.
   */
  'profile.add': {
    input: z.strictObject({
      settings: profileSettingsSchema,
      appKey: appKeySchema,
      credentials: credentialsSchema.optional(),
      allowsDuplicate: z.boolean().optional(),
    }),
    output: profileSchema,
  },
  /** Without an AppKey or credentials the saved ones stay; credentials that are null are forgotten. */
  'profile.update': {
    input: z.strictObject({
      profileId: profileIdSchema,
      settings: profileSettingsSchema,
      appKey: appKeySchema.optional(),
      credentials: credentialsSchema.nullable().optional(),
    }),
    output: profileSchema,
  },
  /** A profile behind this one with its settings and secrets, and a visitor ID of its own. */
  'profile.duplicate': {
    input: z.strictObject({ profileId: profileIdSchema, name: profileSettingsSchema.shape.name }),
    output: profileSchema,
  },
  /** Those that are not named come behind the others, in the order that they have. */
  'profile.reorder': {
    input: z.strictObject({ profileIds: z.array(profileIdSchema).max(1000) }),
    output: nothing,
  },
  'profile.countHistory': {
    input: z.strictObject({ profileId: profileIdSchema }),
    output: historyCountSchema,
  },
  /**
   * Stops its answers and deletes its secrets. `keep` leaves a retired profile whose conversations can be read, `delete`
   * leaves nothing.
   */
  'profile.delete': {
    input: z.strictObject({ profileId: profileIdSchema, history: z.enum(['keep', 'delete']) }),
    output: nothing,
  },
  /** The profile of the built-in simulator; made by the first call, found by the others. */
  'profile.addDemo': { input: nothing, output: profileSchema },
  'vault.describe': { input: nothing, output: vaultSchema },
  /** Changes how AppKeys are kept, and keeps those that there are in the new way. Another passphrase may be chosen, too. */
  'vault.choose': { input: vaultChoiceSchema, output: vaultSchema },
  'vault.unlock': { input: z.strictObject({ passphrase: enteredPassphraseSchema }), output: vaultSchema },
  /** For a passphrase that was forgotten: what it protects is given up, and has to be entered again. */
  'vault.reset': { input: nothing, output: vaultSchema },
  /** What applications have said of themselves, as far as it is known; there without a network. */
  'appCard.list': { input: nothing, output: z.array(appCardSchema) },
  /** Asks the application again; needs credentials. */
  'appCard.refresh': { input: z.strictObject({ profileId: profileIdSchema }), output: appCardSchema },
  /** The text of a file, without any secret. `withPersonal`: with visitor IDs and notes. The demo is left out. */
  'profile.export': {
    input: z.strictObject({
      profileIds: z.array(profileIdSchema).min(1).max(maxExportedProfiles),
      withPersonal: z.boolean(),
    }),
    output: z.strictObject({ text: z.string() }),
  },
  /** Looks at the text of such a file and changes nothing. */
  'profile.readImport': {
    input: z.strictObject({ text: z.string().max(maxExportLength) }),
    output: importPreviewSchema,
  },
  /** Adds the entries with these places in the file, without AppKeys: those are asked for when they are needed. */
  'profile.import': {
    input: z.strictObject({
      text: z.string().max(maxExportLength),
      picks: z
        .array(
          z
            .number()
            .int()
            .min(0)
            .max(maxExportedProfiles - 1),
        )
        .max(maxExportedProfiles),
    }),
    output: z.array(profileSchema),
  },
  /** Of all profiles that have taken a way to their application. */
  'connection.list': { input: nothing, output: z.array(connectionStatusSchema) },
  /** The page has noticed that the network is back: connections that were lost are tried again at once. */
  'connection.wake': { input: nothing, output: nothing },
  /**
   * Asks the application a short question, step by step, with what is typed in a form; nothing is saved. Without an AppKey
   * or credentials those of the profile are used; credentials that are null are done without. Resolves with the report.
   */
  'connectionTest.start': {
    input: z.strictObject({
      /** Made by the page. */
      testId: z.uuid(),
      profileId: profileIdSchema.optional(),
      settings: profileSettingsSchema,
      appKey: appKeySchema.optional(),
      credentials: credentialsSchema.nullable().optional(),
      /** Of the question. */
      language: z.enum(['en', 'zh-CN']),
    }),
    output: testReportSchema,
  },
  /** The test then ends as cancelled; no error when it has just ended. */
  'connectionTest.cancel': { input: z.strictObject({ testId: z.uuid() }), output: nothing },
})
