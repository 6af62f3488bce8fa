// Owns the records of protocol generation 2: what is said of the question, of the answer while it grows, and of the answer
// as a whole. The messages inside are v2-messages.ts's.
import type { JsonObject } from './json.ts'
import { answersOf, stagesOf, type StoredAnswer, type Turn } from './memory.ts'
import { isModel, sumTokens, type CountedProcedure } from './procedures.ts'
import { byModel, canBeRated, interrupted, isMadeByModel } from './reply-methods.ts'
import type { ProcedureName } from './scenario.ts'
import type { Spelling } from './spelling.ts'
import { questionContentPayload } from './v2-contents.ts'

export interface RecordState {
  readonly memory: Turn
  readonly conversationId: string
  readonly recordId: string
  readonly traceId: string
  /** Debugging texts of the stages, which are told with the whole record alone. */
  readonly debugging: ReadonlyMap<ProcedureName, string>
  readonly spelling: Spelling
}

const modelName = 'TCADP/glm-5'

/** The record of the question. `processing` is not documented for it. */
export function questionRecord(state: RecordState, status: 'success' | 'processing'): JsonObject {
  const { memory, spelling } = state
  const messageId = spelling.hasOpaqueIds ? `user_${state.traceId}_content` : `rpl_${memory.questionRecordId}`
  const startTime = String(memory.askedAt)
  return {
    Role: 'user',
    RecordId: memory.questionRecordId,
    RelatedRecordId: spelling.isSparse ? undefined : '',
    ConversationId: state.conversationId,
    Status: status,
    StatusDesc: '请求成功',
    Messages: [
      {
        Type: 'question',
        MessageId: messageId,
        Name: 'question',
        Title: '用户提问',
        Icon: spelling.isSparse ? undefined : '',
        Status: 'success',
        StatusDesc: spelling.isSparse ? undefined : '',
        Contents: memory.contents.map(questionContentPayload),
        ExtraInfo: spelling.isSparse ? undefined : { Elapsed: '0', StartTime: startTime },
      },
    ],
    Procedures: undefined,
    StatInfo: undefined,
    ExtraInfo: spelling.isSparse
      ? undefined
      : {
          ...originMembers(state, memory.questionRecordId),
          IsFromSelf: true,
          IsLlmGenerated: false,
          CanRating: false,
          ReplyMethod: 0,
        },
  }
}

/** The record of the answer without its messages. */
export function growingRecord(state: RecordState, statusDescription: string, isDecided: boolean): JsonObject {
  return {
    ...recordHead(state, 'processing', statusDescription),
    Messages: undefined,
    Procedures: undefined,
    StatInfo: undefined,
    ExtraInfo: state.spelling.isSparse
      ? undefined
      : {
          ...originMembers(state, state.recordId),
          IsFromSelf: false,
          ReplyMethod: isDecided ? methodOf(state.memory) : 0,
        },
  }
}

/** The record as a whole. One that was stopped is told without what it cost. */
export function wholeRecord(
  state: RecordState,
  status: 'success' | 'stop',
  messages: readonly JsonObject[],
): JsonObject {
  const { memory, spelling } = state
  const isStopped = status === 'stop'
  const method = isStopped ? interrupted : methodOf(memory)
  const canRate = answersOf(memory).at(-1)?.details.canRate ?? canBeRated(method)
  return {
    ...recordHead(state, status, ''),
    Messages: messages,
    Procedures: isStopped || memory.procedures.length === 0 ? undefined : procedurePayloads(state),
    StatInfo: isStopped || memory.procedures.length === 0 ? undefined : statPayload(memory),
    ExtraInfo: spelling.isSparse
      ? undefined
      : {
          ...originMembers(state, state.recordId),
          EndTime: isStopped ? undefined : String(memory.askedAt + memory.elapsedMs),
          IsFromSelf: false,
          IsLlmGenerated: isMadeByModel(method),
          CanRating: canRate,
          CanFeedback: true,
          ReplyMethod: method,
        },
  }
}

function recordHead(state: RecordState, status: string, statusDescription: string): JsonObject {
  return {
    Role: 'assistant',
    RecordId: state.recordId,
    RelatedRecordId: state.memory.questionRecordId,
    ConversationId: state.conversationId,
    Status: status,
    StatusDesc: statusDescription,
  }
}

function originMembers({ memory, traceId }: RecordState, recordId: string): JsonObject {
  return {
    RequestId: memory.requestId,
    TraceId: `${traceId} / ${recordId}`,
    Elapsed: String(memory.elapsedMs),
    StartTime: String(memory.askedAt),
  }
}

/** Of the latest answer that says how it was made. */
function methodOf(memory: Turn): number {
  return answersOf(memory).findLast(({ details }) => details.method !== undefined)?.details.method ?? byModel
}

function procedurePayloads({ memory, debugging }: RecordState): readonly JsonObject[] {
  return memory.procedures.map((procedure) => ({
    Name: procedure.name,
    Title: procedure.title,
    Status: procedure.status,
    IntentCate: '',
    ResourceStatus: 1,
    Type: 'agent',
    Workflow: procedure.name === 'workflow' ? workflowPayload(answersOf(memory)) : undefined,
    Agent: agentPayload(procedure.name, memory, debugging.get(procedure.name)),
    StatInfos: isModel(procedure.name)
      ? [{ ModelName: modelName, ...costs(memory), ...tokens([procedure]) }]
      : undefined,
  }))
}

/** What a tool was called with and what it gave, so that it can be shown from here as well. */
function agentPayload(
  name: ProcedureName,
  memory: Turn,
  debugging: string | undefined,
): JsonObject | undefined {
  if (debugging !== undefined) return { Content: debugging }
  if (name !== 'tool_call') return undefined
  const tool = stagesOf(memory).findLast(({ type }) => type === 'activity')?.activity
  if (tool?.input === undefined) return undefined
  return {
    Content: '',
    Input: JSON.stringify({ name: tool.name, arguments: tool.input }),
    Output: tool.content,
  }
}

function workflowPayload(answers: readonly StoredAnswer[]): JsonObject | undefined {
  const workflows = answers.flatMap(({ details }) => details.workflow ?? [])
  const workflow = workflows.at(-1)
  if (workflow === undefined) return undefined
  const { id, name, runId, outputs, options } = workflow
  return {
    WorkflowId: id,
    WorkflowName: name,
    WorkflowReleaseTime: '1771800000',
    WorkflowRunId: runId,
    Content: '',
    Outputs: outputs,
    OptionCards: options,
    // Every node that the run has reached, in the order in which it did.
    RunNodes: workflows.map(({ node }) => ({
      Elapsed: '320',
      NodeId: node.id,
      NodeName: node.name,
      NodeType: node.type,
      Status: node.status,
      Input: node.input,
      Output: node.output,
      Reply: node.reply,
    })),
  }
}

function statPayload(memory: Turn): JsonObject {
  return { ...tokens(memory.procedures), ...costs(memory) }
}

function tokens(procedures: readonly CountedProcedure[]): JsonObject {
  const { input, output, total } = sumTokens(procedures)
  return { InputTokens: input, OutputTokens: output, TotalTokens: total }
}

function costs(memory: Turn): JsonObject {
  return {
    FirstTokenCost: String(memory.firstTextMs ?? memory.elapsedMs),
    TotalCost: String(memory.elapsedMs),
  }
}
