// Owns everything that crosses the bridge between the page and the engine: the calls a page can make, which are in calls/ by
// what they are about, and the events it can listen to. Secrets go in by `profile.add` and `profile.update` and never come
// out. Checked by dispatch.ts, answered by core/engine/handlers.ts, carried by main/ipc-host.ts and server/bridge-host.ts.
import { z } from 'zod'
import { answerEventSchema, messageSchema } from '../answer.ts'
import { appCardSchema } from '../app-card.ts'
import { attachmentOwnerSchema, attachmentSchema, sendingFilesSchema } from '../attachment.ts'
import { backupListSchema, backupTaskSchema } from '../backup.ts'
import { testAttemptSchema } from '../connection-test.ts'
import { connectionStatusSchema } from '../connection.ts'
import { conversationSummarySchema } from '../conversation.ts'
import { draftSchema } from '../draft.ts'
import { exportStateSchema } from '../export.ts'
import { failureSchema } from '../failure.ts'
import { folderSchema } from '../folder.ts'
import { importProgressSchema } from '../history-import.ts'
import { conversationIdSchema, messageIdSchema, profileIdSchema, queuedQuestionIdSchema } from '../ids.ts'
import { imageConsentSchema } from '../image.ts'
import { integrityStatusSchema } from '../integrity.ts'
import { profileSchema } from '../profile.ts'
import { promptTemplateSchema } from '../prompt-template.ts'
import { ratingSchema } from '../rating.ts'
import { settingsSchema } from '../settings.ts'
import { tagSchema } from '../tag.ts'
import { vaultSchema } from '../vault.ts'
import { answerCalls, shownAnswerSchema } from './calls/answer.ts'
import { conversationCalls } from './calls/conversation.ts'
import { keepingCalls } from './calls/keeping.ts'
import { orderCalls } from './calls/order.ts'
import { profileCalls } from './calls/profile.ts'
import { programCalls } from './calls/program.ts'
import { questionCalls, questionQueueSchema } from './calls/question.ts'
import { removalCalls, retentionStatusSchema } from './calls/removal.ts'
import { searchCalls, searchStateSchema } from './calls/search.ts'
import { transferCalls } from './calls/transfer.ts'
import { defineCalls, defineEvents, nothing } from './define.ts'

export type { StartProblem, AppDescription } from './calls/program.ts'
export { maxPieceLength } from './calls/transfer.ts'
export type { HistoryCount } from './calls/profile.ts'
export type { ConversationPage } from './calls/conversation.ts'
export type { SearchState } from './calls/search.ts'
export {
  maxQuestionLength,
  waitingQuestionSchema,
  maxQueued,
  type QueuedQuestion,
  type QuestionQueue,
} from './calls/question.ts'

export const calls = defineCalls({
  ...programCalls,
  ...keepingCalls,
  ...transferCalls,
  ...profileCalls,
  ...conversationCalls,
  ...orderCalls,
  ...removalCalls,
  ...searchCalls,
  ...questionCalls,
  ...answerCalls,
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
