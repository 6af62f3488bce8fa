// Owns the ids of the program: opaque strings, branded so that one kind is never taken for another.
// Who makes them: core/engine (crypto.randomUUID). Ids of the service are plain opaque strings in answer.ts (`Remote`).
import { z } from 'zod'

const uuid = z.uuid()

/** A saved AppKey and how to reach it. */
export const profileIdSchema = uuid.brand<'ProfileId'>()
export type ProfileId = z.infer<typeof profileIdSchema>

/** A conversation; also sent to the service as its session id, which v2 wants 32 to 64 characters long: hence UUIDs. */
export const conversationIdSchema = uuid.brand<'ConversationId'>()
export type ConversationId = z.infer<typeof conversationIdSchema>

/** A folder that conversations are put into. */
export const folderIdSchema = uuid.brand<'FolderId'>()
export type FolderId = z.infer<typeof folderIdSchema>

/** A word that conversations are marked with. */
export const tagIdSchema = uuid.brand<'TagId'>()
export type TagId = z.infer<typeof tagIdSchema>

/** One question or one answer. */
export const messageIdSchema = uuid.brand<'MessageId'>()
export type MessageId = z.infer<typeof messageIdSchema>

/** A text that questions are begun with. */
export const promptTemplateIdSchema = uuid.brand<'PromptTemplateId'>()
export type PromptTemplateId = z.infer<typeof promptTemplateIdSchema>

/** A question that waits its turn. */
export const queuedQuestionIdSchema = uuid.brand<'QueuedQuestionId'>()
export type QueuedQuestionId = z.infer<typeof queuedQuestionIdSchema>

/** A file that goes along with a question that was not asked yet. */
export const attachmentIdSchema = uuid.brand<'AttachmentId'>()
export type AttachmentId = z.infer<typeof attachmentIdSchema>
