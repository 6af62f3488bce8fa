// Owns the shape of v1 packets as the Dialogue API documents and the official SDK describe them, read tolerantly
// (wire-schema.ts): unknown members are ignored. What does not fit at all is kept as unknown.
import { z } from 'zod'
import {
  isObject,
  list,
  optionalNumber,
  optionalObject,
  optionalText,
  position,
  text,
} from '../wire-schema.ts'

const fileSchema = z.object({
  file_name: optionalText,
  file_size: optionalNumber,
  file_url: optionalText,
  file_type: optionalText,
  doc_id: optionalText,
})
export type WireFile = z.infer<typeof fileSchema>

const referenceSchema = z.object({
  id: optionalText,
  type: optionalNumber,
  url: optionalText,
  name: optionalText,
  title: optionalText,
  index: optionalText,
  doc_id: optionalText,
  doc_biz_id: optionalText,
  doc_name: optionalText,
  knowledge_name: optionalText,
})
export type WireReference = z.infer<typeof referenceSchema>

/** Members in Pascal case, inside an object in snake case: so the document has it. */
const workflowNodeSchema = optionalObject({
  NodeID: optionalText,
  NodeType: optionalNumber,
  NodeName: optionalText,
  Status: optionalNumber,
  Input: optionalText,
  Output: optionalText,
  FailMessage: optionalText,
  CostMilliSeconds: optionalNumber,
  StatisticInfo: optionalObject({
    InputTokens: optionalNumber,
    OutputTokens: optionalNumber,
    TotalTokens: optionalNumber,
  }),
})
export type WireWorkflowNode = NonNullable<z.infer<typeof workflowNodeSchema>>

/** What few `reply` packets carry beside their text. */
const replyExtrasSchema = z.object({
  option_cards: list(text),
  custom_params: list(text),
  quote_infos: list(z.object({ index: text, position })),
  file_infos: list(fileSchema),
  extra_info: optionalObject({ e_charts_info: list(text) }),
  work_flow: optionalObject({
    option_cards: list(text),
    // A list in practice, a string in the table.
    outputs: z.union([list(text), text.transform((output) => [output])]),
    current_node: workflowNodeSchema,
  }),
})
export type WireReplyExtras = z.infer<typeof replyExtrasSchema>

export interface WireReply {
  readonly recordId: string
  readonly content: string
  readonly isFromSelf: boolean
  readonly isFinal: boolean
  readonly isEvil: boolean
  readonly requestId: string | undefined
  readonly traceId: string | undefined
  readonly fromName: string | undefined
  readonly fromAvatar: string | undefined
  readonly canRate: boolean | undefined
  readonly replyMethod: number | undefined
  readonly hasInterrupt: boolean
  /** `unreadable` when there is more than the text, but not as documented. */
  readonly extras: WireReplyExtras | 'unreadable' | undefined
}

/** Reads a `reply` by hand: it is by far the most frequent packet, and a schema would cost as much as parsing the JSON. */
export function parseReply(payload: unknown): WireReply | undefined {
  if (!isObject(payload) || !('record_id' in payload || 'content' in payload)) return undefined
  const recordId = payload['record_id'] ?? ''
  const content = payload['content'] ?? ''
  if ((typeof recordId !== 'string' && typeof recordId !== 'number') || typeof content !== 'string') {
    return undefined
  }
  const canRate = payload['can_rating']
  const replyMethod = payload['reply_method']
  return {
    recordId: String(recordId),
    content,
    isFromSelf: payload['is_from_self'] === true,
    isFinal: payload['is_final'] === true,
    isEvil: payload['is_evil'] === true,
    requestId: readText(payload['request_id']),
    traceId: readText(payload['trace_id']),
    fromName: readText(payload['from_name']),
    fromAvatar: readText(payload['from_avatar']),
    canRate: typeof canRate === 'boolean' ? canRate : undefined,
    replyMethod: Number.isFinite(replyMethod) ? Number(replyMethod) : optionalNumber.parse(replyMethod),
    hasInterrupt: isFilled(payload['interrupt_info']),
    extras: parseReplyExtras(payload),
  }
}

function parseReplyExtras(payload: Readonly<Record<string, unknown>>): WireReply['extras'] {
  const extra = payload['extra_info']
  const hasExtras =
    isFilled(payload['option_cards']) ||
    isFilled(payload['custom_params']) ||
    isFilled(payload['quote_infos']) ||
    isFilled(payload['file_infos']) ||
    isFilled(payload['work_flow']) ||
    (isObject(extra) ? isFilled(extra['e_charts_info']) : isFilled(extra))
  if (!hasExtras) return undefined
  const parsed = replyExtrasSchema.safeParse(payload)
  return parsed.success ? parsed.data : 'unreadable'
}

const procedureSchema = z.object({
  index: optionalNumber,
  name: optionalText,
  title: optionalText,
  status: optionalText,
  elapsed: optionalNumber,
  plugin_type: optionalNumber,
  target_agent_name: optionalText,
  input_count: optionalNumber,
  output_count: optionalNumber,
  count: optionalNumber,
  debugging: optionalObject({
    content: optionalText,
    display_content: optionalText,
    display_type: optionalNumber,
    display_url: optionalText,
    sandbox_url: optionalText,
    references: list(referenceSchema),
    agent: optionalObject({ input: optionalText, output: optionalText }),
  }),
})
export type WireProcedure = z.infer<typeof procedureSchema>

export const thoughtSchema = z.object({
  record_id: optionalText,
  trace_id: optionalText,
  files: list(fileSchema),
  procedures: list(procedureSchema),
})

export const tokenStatSchema = z.object({
  record_id: optionalText,
  trace_id: optionalText,
  status_summary: optionalText,
  status_summary_title: optionalText,
  elapsed: optionalNumber,
  token_count: optionalNumber,
  procedures: list(procedureSchema),
})
export type WireTokenStat = z.infer<typeof tokenStatSchema>

export const referencesSchema = z.object({
  record_id: optionalText,
  trace_id: optionalText,
  references: list(referenceSchema),
})
export type WireReferences = z.infer<typeof referencesSchema>

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
