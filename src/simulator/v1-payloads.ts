// Owns the payloads of protocol generation 1, member by member as the dialogue API document and the official SDKs name
// them; thought is in v1-thoughts.ts. When each is sent is in v1.ts; the order of members is json.ts's matter.
import type { App } from './apps.ts'
import type { Content, FileCard } from './content.ts'
import type { Json, JsonObject } from './json.ts'
import { sumTokens, type CountedProcedure } from './procedures.ts'
import { byModel, canBeRated, isMadeByModel } from './reply-methods.ts'
import type { AnswerDetails, ProgressStatus, Reference, Workflow } from './scenario.ts'
import type { Spelling } from './spelling.ts'

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
  readonly contents: readonly Content[]
}

export function replyPayload(state: ReplyState, spelling: Spelling): JsonObject {
  const { ids, details, contents } = state
  const isQuestion = state.questionRecordId === undefined
  const method = details.method ?? byModel
  const always = {
    can_rating: !isQuestion && (details.canRate ?? canBeRated(method)),
    content: state.content,
    is_evil: details.isRefused ?? false,
    is_final: state.isFinal,
    is_from_self: isQuestion,
    is_llm_generated: !isQuestion && isMadeByModel(method),
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
    file_infos: listOrNull(
      contents.flatMap((content) => (content.type === 'file' ? [content.file] : [])).map(filePayload),
    ),
    from_avatar: isQuestion ? '' : state.app.avatar,
    from_name: isQuestion ? '' : state.app.name,
    knowledge: details.knowledge?.map(({ id, kind }) => ({ id, seg_id: '', type: kind })) ?? null,
    option_cards: listOrNull(
      contents.flatMap((content) => (content.type === 'options' ? content.options : [])),
    ),
    quote_infos: details.quotes?.map(({ index, position }) => ({ index, position })) ?? null,
    trace_id: ids.traceId,
    ...(isQuestion ? {} : answerMembers(details, contents)),
  }
}

function answerMembers(details: AnswerDetails, contents: readonly Content[]): JsonObject {
  return {
    custom_params: contents.find((content) => content.type === 'custom-params')?.params,
    docs: null,
    extra_info: {
      e_charts_info: listOrNull(
        contents.flatMap((content) => (content.type === 'chart' ? [content.chart] : [])),
      ),
    },
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

function listOrNull(list: readonly Json[]): Json {
  return list.length === 0 ? null : list
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

export function filePayload(file: FileCard): JsonObject {
  return {
    doc_id: file.documentId,
    file_name: file.name,
    file_size: file.size,
    file_type: file.fileType,
    file_url: file.url,
  }
}

const summaryTitles: Readonly<Record<ProgressStatus, string>> = {
  processing: '处理中',
  success: '完成',
  failed: '失败',
  stop: '已停止',
}

export function tokenStatPayload(
  ids: TurnIds,
  recordId: string,
  elapsedMs: number,
  stat: { readonly status: ProgressStatus; readonly procedures: readonly CountedProcedure[] },
): JsonObject {
  const { total } = sumTokens(stat.procedures)
  return {
    elapsed: elapsedMs,
    free_count: 0,
    order_count: 0,
    procedures: stat.procedures.map(({ name, title, status, inputTokens, outputTokens, debugging }) => ({
      count: inputTokens + outputTokens,
      debugging: debugging === undefined ? {} : { content: debugging },
      input_count: inputTokens,
      name,
      output_count: outputTokens,
      resource_status: 1,
      status,
      title,
    })),
    record_id: recordId,
    request_id: ids.requestId,
    session_id: ids.sessionId,
    status_summary: stat.status,
    status_summary_title: summaryTitles[stat.status],
    token_count: total,
    trace_id: ids.traceId,
    used_count: total,
  }
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
