// Owns GetMsgRecord: the history in the shape of generation 1, whichever generation asked (v1 protocol notes, 8.1).
import { errorMessage } from '../error-messages.ts'
import type { Json, JsonObject } from '../json.ts'
import type { StoredStage } from '../memory.ts'
import { sumTokens } from '../procedures.ts'
import { filesOf } from '../question.ts'
import { byModel, canBeRated, isMadeByModel } from '../reply-methods.ts'
import type { FileCard } from '../content.ts'
import type { Service } from '../service.ts'
import type { Session } from '../sessions.ts'
import type { App } from '../apps.ts'
import { readApp, type Action } from './action.ts'
import { failure, isFailure, refusal } from './failure.ts'
import { optionalText, requiredText } from './parameters.ts'
import {
  answersIn,
  listRecords,
  type AnswerRecord,
  type ConversationRecord,
  type QuestionRecord,
} from './records.ts'
import { apiAccess } from './tokens.ts'

export const messageRecords: Action = {
  name: 'GetMsgRecord',
  product: 'lke',
  rules: {
    Type: { type: 'integer', isRequired: true, min: apiAccess, max: apiAccess },
    // The documents say that it must be greater than 2.
    Count: { type: 'integer', isRequired: true, min: 3, max: 1000 },
    SessionId: requiredText,
    BotAppKey: requiredText,
    Scene: { type: 'integer', min: 1, max: 2 },
    LastRecordId: optionalText,
    MidRecordId: optionalText,
  },
  answer({ parameters, service }) {
    const found = readApp(parameters.text('BotAppKey'))
    if (isFailure(found)) return found
    const [last, middle] = [parameters.text('LastRecordId'), parameters.text('MidRecordId')]
    if (last !== '' && middle !== '')
      return failure('InvalidParameter', 'LastRecordId and MidRecordId exclude each other.')

    // It does not ask which visitor it is of: those of all visitors are mixed.
    const sessions = service.sessions.listById(found.app.appKey, parameters.text('SessionId'))
    const turns = sessions.flatMap((session) => session.turns).sort((a, b) => a.askedAt - b.askedAt)
    const records = listRecords(turns)
    const anchorId = last === '' ? middle : last
    const anchor = anchorId === '' ? records.length : records.findIndex(({ id }) => id === anchorId)
    if (anchor === -1) return refusal(460006, errorMessage(460006))
    const count = parameters.number('Count') ?? 0
    const end = middle === '' ? anchor : Math.min(records.length, anchor + Math.ceil(count / 2))
    const page = records.slice(Math.max(0, end - count), end)
    return {
      Records: page.map((record) => recordPayload(record, parameters.text('SessionId'), found.app, service)),
      SessionDisassociatedTimestamp: String(latestReset(sessions)),
    }
  },
}

function latestReset(sessions: readonly Session[]): number {
  return Math.max(0, ...sessions.map(({ reset }) => reset?.at ?? 0))
}

function recordPayload(
  record: ConversationRecord,
  sessionId: string,
  app: App,
  service: Service,
): JsonObject {
  return {
    ...(record.role === 'user' ? questionMembers(record) : answerMembers(record, sessionId, app, service)),
    RecordId: record.id,
    SessionId: sessionId,
    Type: 1,
    HasRead: true,
    Reasons: [],
    Widgets: [],
    WidgetAction: null,
    Audios: [],
  }
}

function questionMembers({ turn }: QuestionRecord): JsonObject {
  return {
    Content: turn.question,
    RelatedRecordId: '',
    IsFromSelf: true,
    FromName: '',
    FromAvatar: '',
    Timestamp: seconds(turn.askedAt),
    Score: 0,
    CanRating: false,
    CanFeedback: false,
    References: [],
    IsLlmGenerated: false,
    ImageUrls: turn.contents.flatMap((content) => (content.type === 'image' ? [content.url] : [])),
    TokenStat: null,
    ReplyMethod: 0,
    OptionCards: [],
    OptionMode: 0,
    TaskFlow: null,
    WorkFlow: null,
    FileInfos: filesOf(turn.contents).map((file) => filePayload(file, turn.askedAt)),
    QuoteInfos: [],
    AgentThought: null,
    ExtraInfo: { EChartsInfo: [] },
  }
}

function answerMembers(record: AnswerRecord, sessionId: string, app: App, service: Service): JsonObject {
  const { turn, id } = record
  const answers = answersIn(record)
  const details = answers.at(-1)?.details ?? {}
  const contents = answers.flatMap((answer) => answer.contents)
  const method = details.method ?? byModel
  const stages = record.messages.filter(
    (message): message is StoredStage => message.type === 'thought' || message.type === 'activity',
  )
  const answeredAt = turn.askedAt + turn.elapsedMs
  const options = contents.find((content) => content.type === 'options')
  return {
    // Several answers of one record are told as one text.
    Content: answers.map(({ text }) => text).join('\n\n'),
    RelatedRecordId: turn.questionRecordId,
    IsFromSelf: false,
    FromName: app.name,
    FromAvatar: app.avatar,
    Timestamp: seconds(answeredAt),
    Score: service.scores.get(id) ?? 0,
    CanRating: details.canRate ?? canBeRated(method),
    CanFeedback: false,
    References: answers.flatMap((answer) =>
      answer.references.map((_, place) => referencePayload(answer.references, place)),
    ),
    IsLlmGenerated: isMadeByModel(method),
    ImageUrls: contents.flatMap((content) => (content.type === 'image' ? [content.url] : [])),
    TokenStat: turn.procedures.length === 0 ? null : tokenStat(record, sessionId),
    ReplyMethod: method,
    OptionCards: options?.options ?? [],
    OptionMode: Number(options?.isMultiple === true),
    TaskFlow:
      details.taskFlow === undefined
        ? null
        : {
            TaskFlowName: details.taskFlow.name,
            TaskFlowId: details.taskFlow.id,
            QueryRewrite: '',
            HitIntent: details.taskFlow.name,
            Type: details.taskFlow.kind,
          },
    WorkFlow: workflowPayload(record),
    FileInfos: contents.flatMap((content) =>
      content.type === 'file' ? [filePayload(content.file, answeredAt)] : [],
    ),
    QuoteInfos: (details.quotes ?? []).map(({ index, position }) => ({
      Position: String(position),
      Index: String(index),
    })),
    AgentThought: stages.length === 0 ? null : agentThought(stages, record, sessionId),
    ExtraInfo: {
      EChartsInfo: contents.flatMap((content) => (content.type === 'chart' ? [content.chart] : [])),
    },
  }
}

function workflowPayload(record: AnswerRecord): Json {
  const workflow = answersIn(record).findLast(({ details }) => details.workflow !== undefined)?.details
    .workflow
  if (workflow === undefined) return null
  return {
    WorkflowId: workflow.id,
    WorkflowName: workflow.name,
    WorkflowRunId: workflow.runId,
    OptionCards: workflow.options,
    Outputs: workflow.outputs,
    WorkflowReleaseTime: '1771800000',
  }
}

function tokenStat({ turn, id }: AnswerRecord, sessionId: string): JsonObject {
  const { total } = sumTokens(turn.procedures)
  return {
    SessionId: sessionId,
    RequestId: turn.requestId,
    RecordId: id,
    UsedCount: total,
    FreeCount: 0,
    OrderCount: 0,
    StatusSummary: turn.status === 'stopped' ? 'stop' : 'success',
    StatusSummaryTitle: '',
    Elapsed: turn.elapsedMs,
    TokenCount: total,
    Procedures: turn.procedures.map(({ name, title, status, inputTokens, outputTokens }) => ({
      Name: name,
      Title: title,
      Status: status,
      InputCount: inputTokens,
      OutputCount: outputTokens,
      Count: inputTokens + outputTokens,
      ResourceStatus: 1,
    })),
  }
}

function agentThought(
  stages: readonly StoredStage[],
  { turn, id }: AnswerRecord,
  sessionId: string,
): JsonObject {
  return {
    SessionId: sessionId,
    RequestId: turn.requestId,
    RecordId: id,
    Elapsed: turn.elapsedMs,
    IsWorkflow: stages.some(({ activity }) => activity.workflowName !== undefined),
    WorkflowName:
      stages.findLast(({ activity }) => activity.workflowName !== undefined)?.activity.workflowName ?? '',
    Files: [],
    Procedures: stages.map(({ type, activity }, index) => ({
      Index: index,
      Name: activity.name,
      Title: type === 'thought' ? '思考完成' : activity.title,
      Status: activity.status,
      Icon: '',
      Debugging: { Content: activity.content, DisplayContent: activity.displayContent ?? '' },
      Switch: activity.switchTo ?? '',
      WorkflowName: activity.workflowName ?? '',
      NodeName: activity.nodeName ?? '',
      ReplyIndex: 0,
      PluginType: activity.pluginType ?? 0,
      SourceAgentName: activity.sourceAgent ?? activity.agent?.name ?? '',
      TargetAgentName: activity.targetAgent ?? '',
    })),
  }
}

const referenceTypes = { 'question-and-answer': 1, document: 2, web: 4 }

function referencePayload(references: AnswerReferences, place: number): JsonObject {
  const reference = references[place]
  if (reference === undefined) return {}
  return {
    Id: reference.id,
    Url: reference.url ?? '',
    Type: referenceTypes[reference.kind],
    Name: reference.name,
    DocId: reference.documentId ?? '0',
    KnowledgeName: '',
    KnowledgeBizId: '',
    DocBizId: reference.documentBusinessId ?? '0',
    QaBizId: reference.questionBusinessId ?? '0',
    Index: place + 1,
  }
}

type AnswerReferences = ReturnType<typeof answersIn>[number]['references']

function filePayload(file: FileCard, createdAt: number): JsonObject {
  return {
    FileName: file.name,
    FileSize: file.size,
    FileUrl: file.url,
    FileType: file.fileType,
    DocId: file.documentId,
    CreatedAt: seconds(createdAt),
  }
}

function seconds(ms: number): string {
  return String(Math.floor(ms / 1000))
}
