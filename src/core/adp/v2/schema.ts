// Owns the shape of v2 events as the ADP dialogue documents (HTTP SSE and WebSocket, v2) and the official client describe
// them, read tolerantly (wire-schema.ts). Both spellings of ids in references are read. Unknown members are ignored, and
// what does not fit at all is kept as unknown.
import { z } from 'zod'
import {
  isObject,
  list,
  number,
  optionalNumber,
  optionalObject,
  optionalText,
  position,
  readId,
  text,
} from '../wire-schema.ts'

const referSchema = optionalObject({
  ReferenceId: optionalText,
  ReferBizId: optionalText,
  DocId: optionalText,
  DocBizId: optionalText,
  DocName: optionalText,
  KnowledgeName: optionalText,
  Url: optionalText,
}).catch(undefined)

export const referenceSchema = z.object({
  Index: optionalText,
  Type: optionalNumber,
  Name: optionalText,
  Url: optionalText,
  DocRefer: referSchema,
  QaRefer: referSchema,
  WebSearchRefer: referSchema,
  GraphRAGRefer: referSchema,
})
export type WireReference = z.infer<typeof referenceSchema>

export const quoteSchema = z.object({ Position: position, Index: text })
export type WireQuote = z.infer<typeof quoteSchema>

const fileSchema = z.object({
  FileName: optionalText,
  FileSize: optionalNumber,
  FileUrl: optionalText,
  Url: optionalText,
  FileType: optionalText,
  DocId: optionalText,
  DocBizId: optionalText,
})

/**
 * A content. What it holds is said by the members that are there as much as by `Type`: buttons and sources hang on texts.
 * A member that is not as documented is absent; the whole is kept as received by those who need it (`contents.ts`).
 */
export const contentSchema = z.object({
  Type: text.catch(''),
  Text: z.string().nullish().catch(undefined),
  Image: optionalObject({ Url: optionalText }).catch(undefined),
  File: fileSchema.nullish().catch(undefined),
  QuoteInfos: list(quoteSchema).catch([]),
  References: list(referenceSchema).catch([]),
  OptionCards: list(text).catch([]),
  OptionMode: optionalNumber,
  CustomParams: list(text).catch([]),
  Sandbox: optionalObject({ Url: optionalText, DisplayUrl: optionalText, Content: optionalText }).catch(
    undefined,
  ),
  WebSearch: optionalObject({ Content: optionalText }).catch(undefined),
  FileCollection: optionalObject({ MaxFileCount: optionalNumber, SupportedFileTypes: list(text) }).catch(
    undefined,
  ),
  Widget: optionalObject({
    WidgetId: optionalText,
    WidgetRunId: optionalText,
    State: optionalText,
    View: optionalText,
    EncodedWidget: optionalText,
  }).catch(undefined),
  Tasks: list(z.object({ Index: optionalNumber, Content: optionalText, Status: optionalText })).catch([]),
  Questionnaire: optionalObject({
    Title: optionalText,
    Questions: list(
      z.object({
        Question: optionalText,
        Type: optionalNumber,
        Required: z.boolean().nullish().catch(undefined),
        Options: list(z.object({ Label: optionalText, Description: optionalText })),
      }),
    ),
  }).catch(undefined),
  EChart: optionalText,
  // Some code accepts a file's members beside the type.
  FileName: optionalText,
  FileUrl: optionalText,
  Url: optionalText,
})
export type WireContent = z.infer<typeof contentSchema>

const messageExtraSchema = optionalObject({
  Elapsed: optionalNumber,
  AgentName: optionalText,
  ToolName: optionalText,
  ParentMessageId: optionalText,
  IsSubAgent: z.boolean().nullish().catch(undefined),
}).catch(undefined)

const messageSchema = z.object({
  Type: text.catch(''),
  MessageId: optionalText,
  Name: optionalText,
  Title: optionalText,
  Status: optionalText,
  StatusDesc: optionalText,
  Contents: z.array(z.unknown()).nullish().catch(undefined),
  ExtraInfo: messageExtraSchema,
})
export type WireMessage = z.infer<typeof messageSchema>

const statInfoSchema = optionalObject({
  InputTokens: optionalNumber,
  OutputTokens: optionalNumber,
  TotalTokens: optionalNumber,
  FirstTokenCost: optionalNumber,
  TotalCost: optionalNumber,
}).catch(undefined)

const runNodeSchema = z.object({
  NodeId: optionalText,
  NodeName: optionalText,
  NodeType: optionalNumber,
  Status: optionalNumber,
  Elapsed: optionalNumber,
  Input: optionalText,
  Output: optionalText,
  FailMessage: optionalText,
  StatInfos: list(statInfoSchema).catch([]),
})
export type WireRunNode = z.infer<typeof runNodeSchema>

const procedureSchema = z.object({
  Name: optionalText,
  Title: optionalText,
  Status: optionalText,
  StatInfos: list(statInfoSchema).catch([]),
  Agent: optionalObject({ Input: optionalText }).catch(undefined),
  Workflow: optionalObject({
    RunNodes: list(runNodeSchema).catch([]),
    OptionCards: list(text).catch([]),
  }).catch(undefined),
})
export type WireProcedure = z.infer<typeof procedureSchema>

const recordSchema = z.object({
  RecordId: optionalText,
  Status: optionalText,
  StatusDesc: optionalText,
  Messages: list(messageSchema).catch([]),
  Procedures: list(procedureSchema).catch([]),
  StatInfo: statInfoSchema,
  ExtraInfo: optionalObject({
    RequestId: optionalText,
    TraceId: optionalText,
    Elapsed: optionalNumber,
    FromName: optionalText,
    FromAvatar: optionalText,
    CanRating: z.boolean().nullish().catch(undefined),
    ReplyMethod: optionalNumber,
  }).catch(undefined),
})
export type WireRecord = z.infer<typeof recordSchema>

export const ackSchema = z.object({ RequestAck: recordSchema })
export const responseSchema = z.object({ Response: recordSchema })
export const messageEventSchema = z.object({ MessageId: optionalText, Message: messageSchema })
const place = { MessageId: optionalText, ContentIndex: number.optional().catch(undefined) }
export const contentEventSchema = z.object({ ...place, Content: z.unknown() })
export const quoteEventSchema = z.object({ ...place, QuoteInfo: quoteSchema })
export const referenceEventSchema = z.object({ ...place, Reference: referenceSchema })

/** A piece of text, or the whole of it so far. */
export interface WireText {
  readonly messageId: string
  readonly contentIndex: number
  readonly text: string
}

/** Reads `text.delta` and `text.replace` by hand: they are nearly all events, and a schema would cost as much as JSON does. */
export function parseText(body: Readonly<Record<string, unknown>>): WireText | undefined {
  const piece = body['Text']
  if (typeof piece !== 'string') return undefined
  return {
    messageId: readId(body['MessageId']) ?? '',
    contentIndex: readContentIndex(body['ContentIndex']),
    text: piece,
  }
}

/** Which content of a message is meant: the first when nothing is said. */
export function readContentIndex(value: unknown): number {
  const index = typeof value === 'string' ? Number(value) : value
  return typeof index === 'number' && Number.isInteger(index) && index >= 0 ? index : 0
}

/** A content, whatever is in it; undefined for what is no object. */
export function parseContent(value: unknown): WireContent | undefined {
  return isObject(value) ? contentSchema.safeParse(value).data : undefined
}
