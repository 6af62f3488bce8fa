// Owns Attachment: a file or an image that a person wants to send along with a question that was not asked yet, how far it is
// on its way to the service, and which files may be sent at all. Page and engine judge by the same rules. Also how far the
// files of a question are that is being sent.
import { z } from 'zod'
import { draftOwnerSchema } from './draft.ts'
import { failureSchema, type FailureCode } from './failure.ts'
import { attachmentIdSchema, conversationIdSchema, messageIdSchema, queuedQuestionIdSchema } from './ids.ts'

/** Of one question; as the official client has it. */
export const maxAttachments = 20

export const maxAttachmentNameLength = 255

export const attachmentKindSchema = z.enum(['image', 'document'])
export type AttachmentKind = z.infer<typeof attachmentKindSchema>

interface KindRules {
  /** Extensions without the dot, in lower case. */
  readonly types: readonly string[]
  readonly maxBytes: number
}

/** As the official client has it; the service states no limits of its own. */
export const attachmentRules: Readonly<Record<AttachmentKind, KindRules>> = {
  image: { types: ['png', 'jpg', 'jpeg', 'bmp', 'webp'], maxBytes: 10 * 1024 * 1024 },
  document: {
    types: ['pdf', 'doc', 'docx', 'ppt', 'pptx', 'xls', 'xlsx', 'txt', 'md', 'csv', 'json'],
    maxBytes: 15 * 1024 * 1024,
  },
}

/** How far it is. `waiting`: nothing has been tried yet, or only while another program run. */
export const attachmentStateSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('waiting') }),
  /** `share`: of this step, from 0 to 1. */
  z.strictObject({ type: z.literal('uploading'), share: z.number() }),
  z.strictObject({ type: z.literal('parsing'), share: z.number() }),
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('failed'), failure: failureSchema }),
])
export type AttachmentState = z.infer<typeof attachmentStateSchema>

/** The draft that it is attached to, or the question that waits its turn. */
export const attachmentOwnerSchema = z.union([draftOwnerSchema, queuedQuestionIdSchema])
export type AttachmentOwner = z.infer<typeof attachmentOwnerSchema>

export const attachmentSchema = z.strictObject({
  id: attachmentIdSchema,
  owner: attachmentOwnerSchema,
  name: z.string(),
  kind: attachmentKindSchema,
  sizeBytes: z.number().int(),
  state: attachmentStateSchema,
})
export type Attachment = z.infer<typeof attachmentSchema>

/** The files of a question that was asked, on their way to the service; none when all of them are there or it has ended. */
export const sendingFilesSchema = z.strictObject({
  conversationId: conversationIdSchema,
  questionId: messageIdSchema,
  /** `key`: of the part of the question. */
  files: z.array(z.strictObject({ key: z.string(), state: attachmentStateSchema })),
})
export type SendingFiles = z.infer<typeof sendingFilesSchema>

/** The extension of a name without the dot, in lower case; empty when there is none. */
export function findFileType(name: string): string {
  return /\.([^.\s/\\]{1,16})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** What a file is by its name; undefined for what cannot be sent. */
export function findAttachmentKind(name: string): AttachmentKind | undefined {
  const type = findFileType(name)
  return attachmentKindSchema.options.find((kind) => attachmentRules[kind].types.includes(type))
}

/** Why a file cannot be sent, as far as name and size say it. */
export function findAttachmentProblem(name: string, sizeBytes: number): FailureCode | undefined {
  const kind = findAttachmentKind(name)
  if (kind === undefined) return 'attachment-unsupported'
  if (sizeBytes === 0) return 'attachment-empty'
  return sizeBytes > attachmentRules[kind].maxBytes ? 'attachment-too-large' : undefined
}

const office = 'application/vnd.openxmlformats-officedocument'

/** What a file of each type that can be sent is called elsewhere. */
export const attachmentMediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  bmp: 'image/bmp',
  webp: 'image/webp',
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: `${office}.wordprocessingml.document`,
  ppt: 'application/vnd.ms-powerpoint',
  pptx: `${office}.presentationml.presentation`,
  xls: 'application/vnd.ms-excel',
  xlsx: `${office}.spreadsheetml.sheet`,
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
}
