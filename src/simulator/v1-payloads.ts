// Owns the payloads of protocol generation 1, member by member as the dialogue API document and the official SDKs name
// them; thought is in v1-thoughts.ts. When each is sent is in v1.ts; the order of members is json.ts's matter.
import type { App } from './apps.ts'
import type { Json, JsonObject } from './json.ts'
import type { AnswerDetails, Procedure, ProcedureName, Reference, Spelling, Workflow } from './scenario.ts'
import type { V1File } from './v1-request.ts'

export interface TurnIds {
  readonly requestId: string
  readonly sessionId: string
  readonly traceId: string
}

interface ReplyState {
  readonly ids: TurnIds
  readonly recordId: string
  /** Absent when this is the question itself. */
  readonly questionRecordId?: string
  readonly app: App
  readonly timestampMs: number
  readonly content: string
  readonly isFinal: boolean
  readonly details: AnswerDetails
  readonly files?: readonly V1File[]
}

/** Greeting, concurrency and real-time document answers cannot be rated. */
const methodsWithoutRating = [6, 7, 14]
/** Fixed texts, Q&A pairs and search results. */
const methodsWithoutModel = [2, 3, 4, 5, 6, 7, 8, 11, 15]

export function replyPayload(state: ReplyState, spelling: Spelling): JsonObject {
  const { ids, details } = state
  const isQuestion = state.questionRecordId === undefined
  const method = details.method ?? 1
  const always = {
    can_rating: !isQuestion && (details.canRate ?? !methodsWithoutRating.includes(method)),
    content: state.content,
    is_evil: details.isRefused ?? false,
    is_final: state.isFinal,
    is_from_self: isQuestion,
    is_llm_generated: !isQuestion && !methodsWithoutModel.includes(method),
    record_id: state.recordId,
    related_record_id: state.questionRecordId ?? '',
    reply_method: isQuestion ? 0 : method,
    request_id: ids.requestId,
    session_id: ids.sessionId,
    timestamp: Math.floor(state.timestampMs / 1000),
  }
  if (spelling.isSparse) return always
  return {
    ...always,
    can_feedback: false,
    file_infos: state.files === undefined || state.files.length === 0 ? null : state.files.map(filePayload),
    from_avatar: isQuestion ? '' : state.app.avatar,
    from_name: isQuestion ? '' : state.app.name,
    knowledge: details.knowledge?.map(({ id, kind }) => ({ id, seg_id: '', type: kind })) ?? null,
    option_cards: details.options ?? null,
    quote_infos: details.quotes?.map(({ index, position }) => ({ index, position })) ?? null,
    trace_id: ids.traceId,
    ...(isQuestion ? {} : answerMembers(details)),
  }
}

function answerMembers(details: AnswerDetails): JsonObject {
  return {
    custom_params: details.customParams,
    docs: null,
    extra_info: { e_charts_info: details.charts ?? null },
    intent_category: '',
    interrupt_info:
      details.toolCalls === undefined
        ? null
        : {
            current_agent: 'main',
            tool_calls: details.toolCalls.map((call) => ({
              function: { arguments: call.arguments, name: call.name },
              id: call.id,
              type: 'function',
            })),
          },
    tags: details.tags?.map(({ name, values }) => ({ name, value_range: values })),
    task_flow:
      details.taskFlow === undefined
        ? undefined
        : {
            api_response: {},
            hit_intent: details.taskFlow.name,
            query_rewrite: '',
            slot_info: {},
            task_flow_id: details.taskFlow.id,
            task_flow_name: details.taskFlow.name,
            type: details.taskFlow.kind,
          },
    work_flow: details.workflow === undefined ? undefined : workflowPayload(details.workflow),
  }
}

/** The node's members are in Pascal case, inside an object in snake case; so the document has it. */
function workflowPayload({ id, name, runId, outputs, options, node }: Workflow): JsonObject {
  return {
    current_node: {
      BelongNodeID: '',
      CostMilliSeconds: '320',
      FailMessage: '',
      Input: node.input,
      NodeID: node.id,
      NodeName: node.name,
      NodeType: node.type,
      Output: node.output,
      Reply: node.reply,
      StatisticInfo: {
        FirstTokenCost: 180,
        InputTokens: 40,
        ModelName: 'lke-deepseek-v3',
        OutputTokens: 12,
        TotalCost: 320,
        TotalTokens: 52,
      },
      Status: node.status,
      TaskOutput: '',
    },
    option_cards: options,
    outputs,
    workflow_id: id,
    workflow_name: name,
    workflow_release_time: '1771800000',
    workflow_run_id: runId,
  }
}

function filePayload(file: V1File): JsonObject {
  const { doc_id, file_name, file_size, file_type, file_url } = file
  return { doc_id, file_name, file_size, file_type, file_url }
}

const procedureTitles: Readonly<Record<ProcedureName, string>> = {
  knowledge: '调用知识库',
  task_flow: '调用任务流程',
  search_engine: '搜索引擎',
  image: '图片理解',
  file: '文档解析',
  large_language_model: '大模型回复',
  thinking_model: '调用思考模型',
  workflow: '调用工作流',
  agent: '调用智能体',
  tool_call: '调用工具',
}
const summaryTitles = { processing: '处理中', success: '完成', failed: '失败', stop: '已停止' }

/** What the tokens are counted from: about one for every two characters. */
interface TurnTexts {
  readonly question: string
  readonly answer: string
  readonly thought: string
}

export function tokenStatPayload(
  ids: TurnIds,
  recordId: string,
  elapsedMs: number,
  stat: { readonly status: keyof typeof summaryTitles; readonly procedures: readonly Procedure[] },
  texts: TurnTexts,
): JsonObject {
  const procedures = stat.procedures.map((procedure) => procedurePayload(procedure, texts))
  const tokenCount = procedures.reduce((sum, { count }) => sum + count, 0)
  return {
    elapsed: elapsedMs,
    free_count: 0,
    order_count: 0,
    procedures,
    record_id: recordId,
    request_id: ids.requestId,
    session_id: ids.sessionId,
    status_summary: stat.status,
    status_summary_title: summaryTitles[stat.status],
    token_count: tokenCount,
    trace_id: ids.traceId,
    used_count: tokenCount,
  }
}

function procedurePayload({ name, status, debugging }: Procedure, { question, answer, thought }: TurnTexts) {
  const isModel = name === 'large_language_model' || name === 'thinking_model'
  const isCounted = isModel && status !== 'processing'
  const input = isCounted ? 32 + tokensOf(question) : 0
  const output = isCounted ? tokensOf(name === 'thinking_model' ? thought + answer : answer) : 0
  return {
    count: input + output,
    debugging: debugging === undefined ? {} : { content: debugging },
    input_count: input,
    name,
    output_count: output,
    resource_status: 1,
    status,
    title: procedureTitles[name],
  }
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / 2)
}

const referenceTypes = { 'question-and-answer': 1, document: 2, web: 4 }

export function referencePayload(
  ids: TurnIds,
  recordId: string,
  references: readonly Reference[],
  spelling: Spelling,
): JsonObject {
  const id = (digits: string): Json => (spelling.hasNumericIds ? BigInt(digits) : digits)
  return {
    record_id: recordId,
    references: references.map((reference) => ({
      doc_biz_id: id(reference.documentBusinessId ?? '0'),
      doc_id: id(reference.documentId ?? '0'),
      doc_name: reference.name,
      id: id(reference.id),
      name: reference.name,
      qa_biz_id: id(reference.questionBusinessId ?? '0'),
      type: referenceTypes[reference.kind],
      url: reference.url ?? '',
    })),
    trace_id: ids.traceId,
  }
}
