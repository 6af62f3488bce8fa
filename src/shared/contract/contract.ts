// Owns everything that crosses the bridge between the page and the engine: the calls a page can make and the events it
// can listen to. Secrets go in by `profile.add` and `profile.update` and never come out.
// Checked by dispatch.ts, answered by core/engine/handlers.ts, carried by main/ipc-host.ts and server/bridge-host.ts.
import { z } from 'zod'
import { answerEventSchema, messageSchema } from '../answer.ts'
import { appCardSchema } from '../app-card.ts'
import { arrangementSchema, maxArranged } from '../arrangement.ts'
import { connectionStatusSchema } from '../connection.ts'
import { citedSliceSchema } from '../cited-slice.ts'
import { testAttemptSchema, testReportSchema } from '../connection-test.ts'
import {
  conversationPlaceSchema,
  conversationSummarySchema,
  conversationTitleSchema,
  shelfSchema,
} from '../conversation.ts'
import { backupListSchema, backupTaskSchema, restorePreviewSchema, restoreSourceSchema } from '../backup.ts'
import {
  exportContentsSchema,
  exportFormatSchema,
  exportLanguageSchema,
  exportScopeSchema,
  exportStateSchema,
} from '../export.ts'
import { attachmentOwnerSchema, attachmentSchema, maxAttachments, sendingFilesSchema } from '../attachment.ts'
import { draftOwnerSchema, draftSchema } from '../draft.ts'
import { deliverySchema } from '../delivery.ts'
import { failureSchema } from '../failure.ts'
import { folderNameSchema, folderSchema } from '../folder.ts'
import { historyPreviewSchema, importedHistorySchema, importProgressSchema } from '../history-import.ts'
import {
  attachmentIdSchema,
  conversationIdSchema,
  folderIdSchema,
  messageIdSchema,
  profileIdSchema,
  promptTemplateIdSchema,
  queuedQuestionIdSchema,
  tagIdSchema,
} from '../ids.ts'
import { integrityReportSchema, integrityStatusSchema } from '../integrity.ts'
import { imageConsentChoiceSchema, imageConsentSchema, loadedImageSchema } from '../image.ts'
import { keptFileSchema } from '../kept-file.ts'
import { launchRequestSchema } from '../launch.ts'
import { outlinedQuestionSchema } from '../outline.ts'
import { importPreviewSchema, maxExportedProfiles, maxExportLength } from '../profile-export.ts'
import {
  maxTemplateFileLength,
  maxTemplates,
  promptTemplateSchema,
  templateNameSchema,
  templateTextSchema,
} from '../prompt-template.ts'
import { questionOptionsSchema, widgetActionSchema } from '../question.ts'
import { ratingSchema } from '../rating.ts'
import { rawEventSchema } from '../raw-event.ts'
import { profileColorSchema, profileSchema, profileSettingsSchema } from '../profile.ts'
import {
  conversationHitSchema,
  maxSearchLength,
  searchFiltersSchema,
  searchPlaceSchema,
  searchResultSchema,
} from '../search.ts'
import { settingsChangesSchema, settingsSchema } from '../settings.ts'
import { tagNameSchema, tagSchema } from '../tag.ts'
import { enteredPassphraseSchema, vaultChoiceSchema, vaultSchema } from '../vault.ts'
import { defineCalls, defineEvents } from './define.ts'

const nothing = z.strictObject({})

/** Longest question in UTF-16 units; the service has a limit of its own that depends on the model. */
export const maxQuestionLength = 200_000

/** An AppKey as a person types or pastes it; the engine trims it. The documentation allows 128 characters. */
const appKeySchema = z.string().min(1).max(200)

/** Largest file that a page may bring. */
const maxUploadBytes = 2 ** 36

/** Longest piece of a file, in base64: with everything around it, it fits into a message of the browser-hosted program. */
export const maxPieceLength = 700_000

/** SecretId and SecretKey of a cloud account, as a person types or pastes them; the engine trims them. */
const credentialsSchema = z.strictObject({
  secretId: z.string().min(1).max(200),
  secretKey: z.string().min(1).max(200),
})

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

/** A stretch of a conversation, oldest message first. */
export const conversationPageSchema = z.strictObject({
  conversation: conversationSummarySchema,
  messages: z.array(messageSchema),
  hasEarlier: z.boolean(),
  hasLater: z.boolean(),
  /** How many messages of the conversation lie before the first and after the last of these. */
  earlier: z.number().int().nonnegative(),
  later: z.number().int().nonnegative(),
  /** The first answer that nobody has looked at yet. */
  firstUnread: messageIdSchema.nullable(),
  /** Revision of the conversation that the page shows: the next event about it carries one more. */
  revision: z.number().int(),
})
export type ConversationPage = z.infer<typeof conversationPageSchema>

/** How much lies in the data folder, in bytes. */
const dataDescriptionSchema = z.strictObject({
  dataDir: z.string(),
  historyBytes: z.number().int(),
  logBytes: z.number().int(),
  otherBytes: z.number().int(),
  totalBytes: z.number().int(),
})
/** What there is of a profile's history, to be said before it is deleted. */
export const historyCountSchema = z.strictObject({
  conversations: z.number().int(),
  messages: z.number().int(),
  /** Answers that are being written at this moment. */
  running: z.number().int(),
})
export type HistoryCount = z.infer<typeof historyCountSchema>

/** Which stretch of a list of conversations: all that come after a place, unless there is a limit. */
const stretch = {
  /** The open ones, unless another is named. */
  shelf: shelfSchema.optional(),
  before: conversationPlaceSchema.optional(),
  limit: z.number().int().min(1).max(5000).optional(),
}

const severalConversations = z.strictObject({
  conversationIds: z.array(conversationIdSchema).min(1).max(20_000),
})

const conversationCountSchema = z.strictObject({
  conversations: z.number().int(),
  messages: z.number().int(),
})

/** How many days the clock is ahead of the last time it was trusted, while that keeps something from being deleted. */
const retentionStatusSchema = z.strictObject({ heldDays: z.number().int().nullable() })
const importInputSchema = z.strictObject({ importId: z.uuid(), uploadId: z.uuid() })
const searchTextSchema = z.string().min(1).max(maxSearchLength)

/** How far the index of the history is; done and total are messages. */
export const searchStateSchema = z.strictObject({
  /** `building`: what is older may not be found yet. `rebuilding`: the same, after an index that was lost or damaged. */
  state: z.enum(['ready', 'building', 'rebuilding']),
  done: z.number().int(),
  total: z.number().int(),
})
export type SearchState = z.infer<typeof searchStateSchema>

/** What is kept of a question that waits in its conversation; its attachments are its own by their owner. */
export const waitingQuestionSchema = z.strictObject({
  conversationId: conversationIdSchema,
  text: z.string().max(maxQuestionLength),
  options: questionOptionsSchema.optional(),
  /** Sent in the place of the words, which then only name it. */
  widgetAction: widgetActionSchema.optional(),
})

/** A question as it is asked. The text may be empty when there are files. */
const newQuestionSchema = waitingQuestionSchema.extend({
  /** Of the conversation, or of the profile that it was made for. */
  attachmentIds: z.array(attachmentIdSchema).max(maxAttachments).optional(),
  /** Files of an earlier question of the conversation, by the keys of its parts: they go along again. */
  repeatedFiles: z
    .strictObject({ questionId: messageIdSchema, keys: z.array(z.string().max(400)).max(maxAttachments) })
    .optional(),
})

/** Questions that may wait in one conversation. */
export const maxQueued = 10

const queuedQuestionSchema = z.strictObject({ id: queuedQuestionIdSchema, question: waitingQuestionSchema })
export type QueuedQuestion = z.infer<typeof queuedQuestionSchema>

/** The questions that wait in a conversation, in the order in which they will be asked. */
export const questionQueueSchema = z.strictObject({
  conversationId: conversationIdSchema,
  questions: z.array(queuedQuestionSchema),
  /** Nothing of it is asked until a person says so: an answer did not become complete, or the program was started anew. */
  isPaused: z.boolean(),
  /** Why the next one could not be asked when its turn came; the queue is paused then. */
  failure: failureSchema.nullable(),
})
export type QuestionQueue = z.infer<typeof questionQueueSchema>

const fileOfAnswer = z.strictObject({
  conversationId: conversationIdSchema,
  url: z.string().min(1).max(4096),
})

const shownAnswerSchema = z.strictObject({ questionId: messageIdSchema, answerId: messageIdSchema })

const turnSchema = z.strictObject({ questionId: messageIdSchema, answerId: messageIdSchema })

export const calls = defineCalls({
  'app.describe': { input: nothing, output: appDescriptionSchema },

  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsChangesSchema, output: settingsSchema },

  'data.describe': { input: nothing, output: dataDescriptionSchema },
  /** Shows the data folder in the system's file manager. */
  'data.openFolder': { input: nothing, output: nothing },

  /** Names a file that the page is going to send, piece by piece; `size` in bytes. Fails with `no-space`. */
  'upload.begin': {
    input: z.strictObject({ name: z.string().max(1000), size: z.number().int().min(0).max(maxUploadBytes) }),
    output: z.strictObject({ uploadId: z.uuid() }),
  },
  /** The next piece, one behind the other; gives how many bytes have arrived. */
  'upload.append': {
    input: z.strictObject({ uploadId: z.uuid(), base64: z.base64().max(maxPieceLength) }),
    output: z.strictObject({ received: z.number().int() }),
  },
  /** The file is not wanted any more; no error when it is gone. */
  'upload.drop': { input: z.strictObject({ uploadId: z.uuid() }), output: nothing },

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
  /** Looks at a file of exported history that was brought, and changes nothing. The page makes the id. */
  'import.read': { input: importInputSchema, output: historyPreviewSchema },
  /** Adds what is in the file and not here, and drops the file. Twice is the same as once. */
  'import.start': { input: importInputSchema, output: importedHistorySchema },
  /** What is being added ends with a whole conversation; no error when it has just ended. */
  'import.cancel': { input: z.strictObject({ importId: z.uuid() }), output: nothing },
  /**
   * Asks the service for its own record of a conversation and adds the messages that are not here. Fails with
   * `credentials-missing` without credentials to ask with.
   */
  'conversation.backfill': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.strictObject({ added: z.number().int() }),
  },
  /**
   * Asks the person for a place where the shell can do that, and resolves when it is known; the export then runs by itself
   * and is told of by `export.changed`. `isStarted` is false when the person wanted none.
   */
  'export.start': {
    input: z.strictObject({
      /** Made by the page. */
      exportId: z.uuid(),
      scope: exportScopeSchema,
      format: exportFormatSchema,
      contents: exportContentsSchema,
      language: exportLanguageSchema,
    }),
    output: z.strictObject({ isStarted: z.boolean() }),
  },
  /** Nothing of it is left; no error when it has just ended. */
  'export.cancel': { input: z.strictObject({ exportId: z.uuid() }), output: nothing },
  /** Those that run, and those that have ended and were not forgotten. */
  'export.list': { input: nothing, output: z.array(exportStateSchema) },
  /** The person has seen how it ended. */
  'export.forget': { input: z.strictObject({ exportId: z.uuid() }), output: nothing },
  /** Shows what was saved in the system's file manager. */
  'delivery.show': { input: z.strictObject({ deliveryId: z.uuid() }), output: nothing },
  /** The path of an address on this host under which the file can be fetched once. */
  'delivery.makeAddress': {
    input: z.strictObject({ deliveryId: z.uuid() }),
    output: z.strictObject({ address: z.string() }),
  },
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

  /** What came from outside and waits for a page, oldest first; it is handed out once. */
  'launch.take': { input: nothing, output: z.array(launchRequestSchema) },

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

  /** Pinned ones first, newest first. */
  'conversation.list': {
    input: z.strictObject({ profileId: profileIdSchema, ...stretch }),
    output: z.array(conversationSummarySchema),
  },
  /** Of all profiles together, pinned ones first, newest first. */
  'conversation.listAll': { input: z.strictObject(stretch), output: z.array(conversationSummarySchema) },
  /** Those with a running answer, of all profiles, in no order. */
  'conversation.listRunning': { input: nothing, output: z.array(conversationSummarySchema) },
  /** Those of all profiles whose title contains the text, in capitals or not, newest first. */
  'conversation.findByTitle': {
    input: z.strictObject({ text: z.string().max(200), limit: z.number().int().min(1).max(50) }),
    output: z.array(conversationSummarySchema),
  },
  /**
   * The newest texts in which every word stands somewhere, in any order, each letter by letter; words between double quotes
   * are one. Ends the search before it, whose call then fails with `search-cancelled`; so does `search.cancel`.
   */
  'search.find': {
    input: z.strictObject({
      /** Made by the page. */
      searchId: z.uuid(),
      text: searchTextSchema,
      filters: searchFiltersSchema,
      /** The `next` of the result that goes on here. */
      after: searchPlaceSchema.optional(),
      limit: z.number().int().min(1).max(100),
    }),
    output: searchResultSchema,
  },
  /** No error when it has just ended. */
  'search.cancel': { input: z.strictObject({ searchId: z.uuid() }), output: nothing },
  /**
   * Where the text stands in all of a conversation, oldest message first, running answers as far as they are written. The
   * text is looked for as one, white space included. Ends the search of this kind before it, as `search.find` does.
   */
  'search.findInConversation': {
    input: z.strictObject({
      searchId: z.uuid(),
      conversationId: conversationIdSchema,
      text: searchTextSchema,
    }),
    output: z.strictObject({ hits: z.array(conversationHitSchema) }),
  },
  'search.describe': { input: nothing, output: searchStateSchema },

  'conversation.create': {
    input: z.strictObject({ profileId: profileIdSchema }),
    output: conversationSummarySchema,
  },
  /**
   * The newest messages, or those before `before`, after `after`, or on both sides of `around` or of the message at
   * `position`, counted from 1, which is among them. Of several that are named, `around` counts before `position`, `after`
   * and `before`, in this order.
   */
  'conversation.open': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      before: messageIdSchema.optional(),
      after: messageIdSchema.optional(),
      around: messageIdSchema.optional(),
      position: z.number().int().positive().optional(),
      limit: z.number().int().min(1).max(200).optional(),
    }),
    output: conversationPageSchema,
  },
  /** All questions of a conversation, oldest first, each by its first words. */
  'conversation.listQuestions': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.array(outlinedQuestionSchema),
  },
  'conversation.rename': {
    input: z.strictObject({ conversationId: conversationIdSchema, title: conversationTitleSchema }),
    output: conversationSummarySchema,
  },
  /** Moves conversations to the bin and stops their answers. Those that are gone or there already are left alone. */
  'conversation.delete': { input: severalConversations, output: nothing },
  /** Takes conversations out of the bin again. */
  'conversation.restore': { input: severalConversations, output: nothing },
  /** Of these, those that are in the bin. Resolves when nothing of them is left on the disk. */
  'conversation.deleteForever': { input: severalConversations, output: nothing },
  'bin.count': { input: nothing, output: conversationCountSchema },
  'bin.empty': { input: nothing, output: nothing },
  /** Those of all profiles in which an answer ended that nobody has looked at, in no order. */
  'conversation.listUnread': { input: nothing, output: z.array(conversationSummarySchema) },
  /** A person looks at it. */
  'conversation.markRead': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: nothing,
  },

  /** All questions that were not sent. */
  'draft.list': { input: nothing, output: z.array(draftSchema) },
  /** Keeps what is written and how it is to be answered; without either there is none. */
  'draft.set': { input: draftSchema, output: nothing },

  /**
   * Takes a file that was sent whole, for the next question of its owner, and begins to bring it to the service. Fails with
   * `attachment-unsupported`, `attachment-too-large`, `attachment-empty`, `too-many-attachments`.
   */
  'attachment.add': {
    input: z.strictObject({ owner: draftOwnerSchema, uploadId: z.uuid() }),
    output: attachmentSchema,
  },
  /** In the order in which they were added. Those that are not at the service yet are brought there from now on. */
  'attachment.list': {
    input: z.strictObject({ owner: attachmentOwnerSchema }),
    output: z.array(attachmentSchema),
  },
  /** Ends its upload, too; no error when it is gone. */
  'attachment.remove': { input: z.strictObject({ attachmentId: attachmentIdSchema }), output: nothing },
  /** Tries one again that has failed. */
  'attachment.retry': { input: z.strictObject({ attachmentId: attachmentIdSchema }), output: nothing },
  /** The copy of one that is an image; null for another. */
  'attachment.findImage': {
    input: z.strictObject({ attachmentId: attachmentIdSchema }),
    output: z.strictObject({ image: loadedImageSchema.nullable() }),
  },

  /** What would be deleted at once if conversations were kept for so many days. */
  'retention.preview': {
    input: z.strictObject({ days: z.number().int().min(1).max(3650) }),
    output: conversationCountSchema,
  },
  'retention.describe': { input: nothing, output: retentionStatusSchema },
  /** The person says that the date of this computer is right. */
  'retention.confirmClock': { input: nothing, output: nothing },
  'history.count': { input: nothing, output: conversationCountSchema },
  /** Deletes all conversations for ever; `withBackups`: also the copies of the history in the data folder. */
  'history.eraseAll': { input: z.strictObject({ withBackups: z.boolean() }), output: nothing },

  /** In the person's order. */
  'folder.list': { input: nothing, output: z.array(folderSchema) },
  /** At the end. Fails with `name-taken`, as renaming does. */
  'folder.add': { input: z.strictObject({ name: folderNameSchema }), output: folderSchema },
  'folder.rename': {
    input: z.strictObject({ folderId: folderIdSchema, name: folderNameSchema }),
    output: folderSchema,
  },
  /** Those that are not named come behind the others, in the order that they have. */
  'folder.reorder': {
    input: z.strictObject({ folderIds: z.array(folderIdSchema).max(1000) }),
    output: nothing,
  },
  /** Its conversations stay, without a folder; pages know that by the list of folders. */
  'folder.delete': { input: z.strictObject({ folderId: folderIdSchema }), output: nothing },
  /** In no order. */
  'tag.list': { input: nothing, output: z.array(tagSchema) },
  /** Fails with `name-taken`, as changing does. */
  'tag.add': { input: z.strictObject({ name: tagNameSchema, color: profileColorSchema }), output: tagSchema },
  'tag.change': {
    input: z.strictObject({ tagId: tagIdSchema, name: tagNameSchema, color: profileColorSchema }),
    output: tagSchema,
  },
  /** Its conversations stay, without it; pages know that by the list of tags. */
  'tag.delete': { input: z.strictObject({ tagId: tagIdSchema }), output: nothing },
  /** Many are done in turns. Those that are gone or in the bin are left out; pages hear what became of the others. */
  'conversation.arrange': {
    input: z.strictObject({
      conversationIds: z.array(conversationIdSchema).max(maxArranged),
      changes: arrangementSchema,
    }),
    output: nothing,
  },

  /** Returns when question and answer are in the history; the answer itself comes by events. */
  'question.ask': {
    input: newQuestionSchema,
    output: turnSchema,
  },
  /** How far the files of the running question are; null when none is on its way. */
  'question.findSendingFiles': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.strictObject({ sending: sendingFilesSchema.nullable() }),
  },
  /** Asks the question of the conversation's last answer again. An answer without any text is replaced by the new one. */
  'question.retry': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      /** What is to be different from how the question was asked, this time. */
      options: questionOptionsSchema.optional(),
    }),
    output: turnSchema,
  },
  /**
   * What was asked lately, newest first: the questions of the conversation, then those of the profile's others. Each text once.
   */
  'question.listRecent': {
    input: z.strictObject({
      profileId: profileIdSchema,
      conversationId: conversationIdSchema.optional(),
      limit: z.number().int().min(1).max(100),
    }),
    output: z.strictObject({ texts: z.array(z.string()) }),
  },
  /** Stops the running answer of a conversation; no error when it has just ended. */
  'answer.stop': { input: z.strictObject({ conversationId: conversationIdSchema }), output: nothing },

  /** Of all conversations in which questions wait. */
  'queue.list': { input: nothing, output: z.array(questionQueueSchema) },
  /**
   * Puts a question behind the others of its conversation. It is asked when the running answer has become complete, and at
   * once when nothing runs. Fails with `queue-full`, and as `question.ask` does.
   */
  'queue.add': { input: newQuestionSchema.omit({ repeatedFiles: true }), output: nothing },
  /** With its files. No error when it is gone: it may have been asked a moment ago. */
  'queue.remove': {
    input: z.strictObject({ conversationId: conversationIdSchema, queuedId: queuedQuestionIdSchema }),
    output: z.strictObject({ isRemoved: z.boolean() }),
  },
  /**
   * Takes it out to be changed: its files are those of the conversation's next question then. Fails with
   * `too-many-attachments` when that has no room for them; no error when it is gone.
   */
  'queue.take': {
    input: z.strictObject({ conversationId: conversationIdSchema, queuedId: queuedQuestionIdSchema }),
    output: z.strictObject({ isTaken: z.boolean() }),
  },
  /** Those that are not named come behind the others, in the order that they have. */
  'queue.reorder': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      queuedIds: z.array(queuedQuestionIdSchema).max(maxQueued),
    }),
    output: nothing,
  },
  /** Goes on with a paused queue, and asks its first question unless an answer runs. Fails as `question.ask` does. */
  'queue.resume': { input: z.strictObject({ conversationId: conversationIdSchema }), output: nothing },

  /** In the person's order. */
  'template.list': { input: nothing, output: z.array(promptTemplateSchema) },
  /** At the end, or before another one. Fails with `name-taken` and `too-many-templates`. */
  'template.add': {
    input: z.strictObject({
      name: templateNameSchema,
      text: templateTextSchema,
      before: promptTemplateIdSchema.optional(),
    }),
    output: promptTemplateSchema,
  },
  /** Fails with `name-taken`. */
  'template.change': {
    input: z.strictObject({
      templateId: promptTemplateIdSchema,
      name: templateNameSchema,
      text: templateTextSchema,
    }),
    output: promptTemplateSchema,
  },
  /** Those that are not named come behind the others, in the order that they have. */
  'template.reorder': {
    input: z.strictObject({ templateIds: z.array(promptTemplateIdSchema).max(maxTemplates) }),
    output: nothing,
  },
  'template.delete': { input: z.strictObject({ templateId: promptTemplateIdSchema }), output: nothing },
  /**
   * Adds the templates in the text of a file, all or none; those that are here already are left out. Fails with
   * `templates-unreadable` and `too-many-templates`.
   */
  'template.import': {
    input: z.strictObject({ text: z.string().max(maxTemplateFileLength) }),
    output: z.strictObject({ added: z.number().int() }),
  },

  /** What was fetched before of the words behind the sources of an answer, in their order. Asks nobody. */
  'reference.findKept': {
    input: z.strictObject({ messageId: messageIdSchema }),
    output: z.strictObject({ slices: z.array(citedSliceSchema) }),
  },
  /**
   * The words behind these sources of an answer, kept from then on; a person has asked for them. Sources that the service has
   * no more are missing. Fails with `credentials-needed` when something has to be asked and there is nothing to ask with.
   */
  'reference.describe': {
    input: z.strictObject({
      messageId: messageIdSchema,
      referenceIds: z.array(z.string().min(1).max(200)).min(1).max(100),
    }),
    output: z.strictObject({ slices: z.array(citedSliceSchema) }),
  },

  /**
   * A conversation of its own with copies of the messages up to this one, which the service does not know. Fails with
   * `answer-running` when one of them has not ended.
   */
  'conversation.fork': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      messageId: messageIdSchema,
      title: conversationTitleSchema,
    }),
    output: conversationSummarySchema,
  },
  /** Whether the conversation is such a copy; `original` is null when what it was copied from is gone. */
  'conversation.findOrigin': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.strictObject({ isFork: z.boolean(), original: conversationSummarySchema.nullable() }),
  },
  /** Here only: the service keeps its own record. Fails with `answer-running`. Those that are gone are left alone. */
  'message.delete': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      messageIds: z.array(messageIdSchema).min(1).max(1000),
    }),
    output: nothing,
  },
  /** Of questions with several answers, those of which not the newest is shown; in no order. */
  'answer.listShown': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.array(shownAnswerSchema),
  },
  'answer.show': {
    input: shownAnswerSchema.extend({ conversationId: conversationIdSchema }),
    output: nothing,
  },
  /**
   * What the service sent of an answer, as far as it was kept, from behind a place (0: from the first). `next`: the place to
   * go on from, null at the end.
   */
  'answer.listRaw': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      messageId: messageIdSchema,
      after: z.number().int().min(0),
    }),
    output: z.strictObject({ events: z.array(rawEventSchema), next: z.number().int().nullable() }),
  },
  /** In no order. */
  'rating.list': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: z.array(ratingSchema.extend({ messageId: messageIdSchema })),
  },
  /** Null takes it back. Fails with `not-ratable`, `rating-needs-credentials`, or what the service says. */
  'rating.set': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      messageId: messageIdSchema,
      rating: ratingSchema.nullable(),
    }),
    output: nothing,
  },

  /** The copy of an image that was shown before in the conversation; null when there is none. Asks nobody for it. */
  'image.findKept': {
    input: z.strictObject({ conversationId: conversationIdSchema, url: z.string().min(1).max(2048) }),
    output: z.strictObject({ image: loadedImageSchema.nullable() }),
  },
  /** Like `image.findKept`, or else fetches an image that a message of the conversation points to; the person has been asked, or has said once for all. */
  'image.load': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      url: z.string().min(1).max(2048),
      /** Nobody has asked for this one: fails with `image-refused` without a consent. */
      isUnasked: z.boolean().optional(),
    }),
    output: loadedImageSchema,
  },
  /** The newest first. */
  'imageConsent.list': { input: nothing, output: z.array(imageConsentSchema) },
  /** Images of this host, or of this conversation, are loaded without asking from now on. */
  'imageConsent.give': { input: imageConsentChoiceSchema, output: nothing },
  /** No error when there is none. */
  'imageConsent.take': { input: imageConsentChoiceSchema, output: nothing },

  /** The copy of a file of an answer that was downloaded before; null when there is none. Asks nobody for it. */
  'file.findKept': { input: fileOfAnswer, output: z.strictObject({ file: keptFileSchema.nullable() }) },
  /**
   * Downloads a file that a message of the conversation points to, and keeps it. Fails with `file-refused`, `file-failed`,
   * `file-expired`, `no-space`.
   */
  'file.load': { input: fileOfAnswer, output: keptFileSchema },
  /** Writes a kept file where the person wants it; null when they want none. Fails with `not-found` when none is kept. */
  'file.save': {
    input: fileOfAnswer.extend({ name: z.string().max(1000) }),
    output: deliverySchema.nullable(),
  },
})

const change = { conversationId: conversationIdSchema, revision: z.number().int() }

/** Events about one conversation carry its revision, each one more than the last; a page that sees a gap opens it anew. */
export const events = defineEvents({
  'message.added': z.strictObject({ ...change, message: messageSchema }),
  'message.changed': z.strictObject({ ...change, message: messageSchema }),
  'message.removed': z.strictObject({ ...change, messageId: messageIdSchema }),
  /** Of several answers to a question, this is the one to show. */
  'answer.shown': shownAnswerSchema.extend({ conversationId: conversationIdSchema }),
  /** The service has accepted what a person thinks of an answer; null: they think nothing any more. */
  'answer.rated': z.strictObject({
    conversationId: conversationIdSchema,
    messageId: messageIdSchema,
    rating: ratingSchema.nullable(),
  }),
  /** What one frame brought to one answer, already in the history. */
  'answer.progressed': z.strictObject({
    ...change,
    messageId: messageIdSchema,
    events: z.array(answerEventSchema),
  }),
  /** A conversation was made, renamed, or started or ended an answer. */
  'conversation.changed': z.strictObject({ conversation: conversationSummarySchema }),
  /** The place of some in the lists was changed; many come in several of these. */
  'conversations.changed': z.strictObject({ conversations: z.array(conversationSummarySchema) }),
  'folders.changed': z.strictObject({ folders: z.array(folderSchema) }),
  'tags.changed': z.strictObject({ tags: z.array(tagSchema) }),
  /** Questions wait in a conversation, or wait no more. `asked`: the one whose turn has just come. */
  'queue.changed': questionQueueSchema.extend({ asked: queuedQuestionIdSchema.nullable() }),
  /** At every step of a file, and when all of them are there. */
  'question.filesProgressed': sendingFilesSchema,
  'templates.changed': z.strictObject({ templates: z.array(promptTemplateSchema) }),
  'conversation.removed': z.strictObject({ conversationId: conversationIdSchema }),
  /** On every page; the page that wrote it hears it, too. */
  'draft.changed': draftSchema,
  /** All of one owner, whenever one of them came, went, or got on. */
  'attachments.changed': z.strictObject({
    owner: attachmentOwnerSchema,
    attachments: z.array(attachmentSchema),
  }),
  'retention.changed': retentionStatusSchema,
  /** How many conversations `history.eraseAll` has deleted. */
  'history.erasing': z.strictObject({ done: z.number().int(), total: z.number().int() }),
  /** How far the reading or adding of exported history is. */
  'import.progressed': importProgressSchema.extend({ importId: z.uuid() }),
  /**
   * Messages were added somewhere inside of these conversations, or the conversations themselves; null when they are too many
   * to be named. Lists, and one of them that is open, are to be read anew.
   */
  'history.grown': z.strictObject({ conversationIds: z.array(conversationIdSchema).nullable() }),
  'connection.changed': z.strictObject({ connection: connectionStatusSchema }),
  /** All that a running test has found so far. */
  'connectionTest.progressed': z.strictObject({ testId: z.uuid(), attempts: z.array(testAttemptSchema) }),
  /** The card of a profile was fetched; null when nothing is known of its application any more. */
  'appCard.changed': z.strictObject({ profileId: profileIdSchema, card: appCardSchema.nullable() }),
  /** An export began, got on, or ended. */
  'export.changed': z.strictObject({ export: exportStateSchema }),
  /** How far the index is; several times a second at most. */
  'search.changed': searchStateSchema,
  'imageConsents.changed': z.strictObject({ consents: z.array(imageConsentSchema) }),
  'settings.changed': z.strictObject({ settings: settingsSchema }),
  'vault.changed': z.strictObject({ vault: vaultSchema }),
  'profiles.changed': z.strictObject({ profiles: z.array(profileSchema) }),
  /** How much of a copy is done, from 0 to 1. */
  'backup.progressed': z.strictObject({ task: backupTaskSchema, share: z.number() }),
  'backup.changed': z.strictObject({ list: backupListSchema }),
  /** The history was closed and opened again, another one perhaps: everything that a page knows is to be asked anew. */
  'program.reopened': nothing,
  /** What is known of the health of the history has changed. */
  'integrity.changed': z.strictObject({ status: integrityStatusSchema }),
  /** How far a check or a recovery is, from 0 to 1. */
  'integrity.progressed': z.strictObject({ share: z.number() }),
  /** Something waits for `launch.take`. */
  'launch.requested': nothing,
  /** Whether the history can be written. Answers stay visible when it cannot, and are written when it can again. */
  'history.changed': z.strictObject({ failure: failureSchema.nullable() }),
})

export type CallName = keyof typeof calls
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>
/** What a handler receives: the input after its schema. */
export type CheckedInput<Name extends CallName> = z.output<(typeof calls)[Name]['input']>

export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>
/** An event as it is published: its name and its payload belong together. */
export type BridgeEvent = {
  [Name in EventName]: { readonly name: Name; readonly payload: EventPayload<Name> }
}[EventName]
