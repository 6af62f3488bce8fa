// Owns DescribeConversationMessageList: the history as a flat list of messages, page by page in either direction (v2
// protocol notes, example K). It says less of a content than the stream did.
import type { Content } from '../content.ts'
import type { JsonObject } from '../json.ts'
import { shownText, type StoredAnswer, type StoredMessage, type Turn } from '../memory.ts'
import { sumTokens } from '../procedures.ts'
import type { Activity } from '../scenario.ts'
import { documentedSpelling } from '../spelling.ts'
import { contentPayload, questionContentPayload, referencePayload } from '../v2-contents.ts'
import { createMessageIds } from '../v2-ids.ts'
import type { Session } from '../sessions.ts'
import { errorMessage } from '../error-messages.ts'
import { type Action } from './action.ts'
import { readSession, visitorRules } from './conversations.ts'
import { isFailure, refusal } from './failure.ts'
import { optionalText, requiredText } from './parameters.ts'
import { isRecordFinal, listRecords, type AnswerRecord, type ConversationRecord } from './records.ts'

const directions = { older: 1, newer: 2, both: 3 } as const
const defaultLimit = 10
const maxLimit = 50

export const messageList: Action = {
  name: 'DescribeConversationMessageList',
  product: 'adp',
  rules: {
    ...visitorRules,
    ConversationId: requiredText,
    AppId: optionalText,
    Limit: { type: 'integer', min: 1, max: maxLimit },
    RecordId: optionalText,
    RecordQueryDirection: { type: 'integer', min: 0, max: 3 },
  },
  answer(call) {
    const found = readSession(call)
    if (isFailure(found)) return found
    const { parameters } = call
    const records = listRecords(found.session.turns)
    const anchorId = parameters.text('RecordId')
    const anchor = anchorId === '' ? undefined : records.findIndex(({ id }) => id === anchorId)
    if (anchor === -1) return refusal(460006, errorMessage(460006))
    const [start, end] = findPage(records.length, {
      anchor,
      limit: parameters.number('Limit') ?? defaultLimit,
      direction: parameters.number('RecordQueryDirection') ?? directions.older,
    })
    const page = records.slice(start, end)
    return {
      MessageList: page.flatMap((record) => messagePayloads(record, found.session.id)),
      FirstRecordId: page[0]?.id ?? '',
      LastRecordId: page.at(-1)?.id ?? '',
      HasMoreBefore: start > 0,
      HasMoreAfter: end < records.length,
      ResetInfo: resetPayload(found.session),
      RecordSummaryList: page.flatMap((record) => (record.role === 'user' ? [] : [summaryPayload(record)])),
    }
  },
}

/** From where to where the page goes. The anchor is not in it, except between both sides. */
function findPage(
  count: number,
  options: { readonly anchor: number | undefined; readonly limit: number; readonly direction: number },
): readonly [number, number] {
  const { anchor, limit, direction } = options
  if (direction === directions.newer) {
    const start = anchor === undefined ? 0 : anchor + 1
    return [start, Math.min(count, start + limit)]
  }
  if (direction === directions.both && anchor !== undefined) {
    const side = Math.ceil(limit / 2)
    return [Math.max(0, anchor - side), Math.min(count, anchor + side + 1)]
  }
  const end = anchor ?? count
  return [Math.max(0, end - limit), end]
}

function messagePayloads(record: ConversationRecord, conversationId: string): readonly JsonObject[] {
  const head = { ConversationId: conversationId, RecordId: record.id }
  if (record.role === 'user') {
    return [
      {
        ...head,
        MessageId: `rpl_${record.id}`,
        Role: 'user',
        Type: 'question',
        Name: 'question',
        Title: '',
        Icon: '',
        Status: 'success',
        StatusDesc: '',
        ContentList: record.turn.contents.map((content) => historyContent(questionContentPayload(content))),
      },
    ]
  }
  const nextId = createMessageIds(record.id, () => 0)
  return record.messages.map((message) => {
    const madeId = nextId(message.type === 'answer' ? 'reply' : 'thought', false)
    const { type, name, contents } = describeMessage(message)
    return {
      ...head,
      MessageId: record.turn.messageIds.get(message) ?? madeId,
      Role: 'assistant',
      Type: type,
      Name: name,
      Title: '',
      Icon: '',
      Status: messageStatus(message, record.turn),
      StatusDesc: '',
      ContentList: contents,
    }
  })
}

function describeMessage(message: StoredMessage) {
  switch (message.type) {
    case 'answer':
      return { type: 'reply', name: 'reply', contents: answerContents(message) }
    case 'thought':
      return {
        type: 'thought',
        name: 'thought',
        contents: [{ Type: 'text', Text: message.activity.content }],
      }
    case 'activity':
      return { type: 'tool_call', name: message.activity.name, contents: toolContents(message.activity) }
    case 'remark': {
      const { kind, contents } = message.remark
      return { type: kind, name: kind, contents: contents.map(toHistory) }
    }
  }
}

function answerContents(answer: StoredAnswer): readonly JsonObject[] {
  const { quotes = [] } = answer.details
  const options = answer.contents.find((content) => content.type === 'options')
  const text = {
    Type: 'text',
    Text: shownText(answer),
    OptionCardList: options?.options,
    OptionMode: options === undefined ? undefined : Number(options.isMultiple === true),
    QuoteInfoList:
      quotes.length === 0
        ? undefined
        : quotes.map(({ index, position }) => ({ Position: position, Index: index })),
    ReferenceList:
      answer.references.length === 0
        ? undefined
        : answer.references.map((_, place) => reference(answer, place)),
  }
  const others = answer.contents.filter(({ type }) => type !== 'options')
  return shownText(answer) === '' && others.length > 0
    ? others.map(toHistory)
    : [text, ...others.map(toHistory)]
}

/** Only these three members are told of a source. */
function reference({ references }: StoredAnswer, place: number): JsonObject {
  const { Index, Name, Type } = referencePayload(references, place, documentedSpelling)
  return { Index, Name, Type }
}

function toolContents({ content, displayContent, contents = [] }: Activity): readonly JsonObject[] {
  return [{ Type: 'json_text', Text: displayContent ?? content }, ...contents.map(toHistory)]
}

function toHistory(content: Content): JsonObject {
  return historyContent(contentPayload(content))
}

/** Files, pictures, widgets, sandboxes and questionnaires have no member here: what they held is lost. */
function historyContent(payload: JsonObject): JsonObject {
  const { Type, Text, CustomParams, CustomVariables, EChart, OptionCards, OptionMode, Tasks } = payload
  return {
    Type,
    Text,
    CustomParamList: CustomParams,
    CustomVariablesData: CustomVariables === undefined ? undefined : JSON.stringify(CustomVariables),
    EnterpriseCharts: EChart,
    OptionCardList: OptionCards,
    OptionMode,
    TaskList: Tasks,
  }
}

function messageStatus(message: StoredMessage, turn: Turn): string {
  const isDone =
    message.type === 'remark' ||
    (message.type === 'answer' ? message.isFinal : message.activity.status !== 'processing')
  if (turn.status === 'stopped' && message === turn.messages.at(-1)) return 'stop'
  if (isDone)
    return message.type === 'activity' && message.activity.status === 'failed' ? 'failed' : 'success'
  return turn.status === 'failed' || turn.status === 'refused' ? 'failed' : 'processing'
}

const recordStatuses: Readonly<Record<Turn['status'], string>> = {
  answering: 'processing',
  complete: 'success',
  stopped: 'stop',
  refused: 'failed',
  failed: 'failed',
}

function summaryPayload(record: AnswerRecord): JsonObject {
  const { turn, id } = record
  const { input, output, total } = sumTokens(turn.procedures)
  return {
    RecordId: id,
    RelatedRecordId: turn.questionRecordId,
    Status: turn.status === 'answering' && isRecordFinal(record) ? 'success' : recordStatuses[turn.status],
    TimeUsage: {
      Elapsed: String(turn.elapsedMs),
      FirstTokenCost: String(turn.firstTextMs ?? 0),
      TotalCost: String(turn.elapsedMs),
    },
    TokenUsage: {
      InputTokens: String(input),
      OutputTokens: String(output),
      TotalTokens: String(total),
      CachedTokens: '0',
      ReasoningTokens: '0',
    },
    ErrorInfo:
      turn.failureCode === undefined
        ? undefined
        : { Code: String(turn.failureCode), Message: errorMessage(turn.failureCode) },
  }
}

function resetPayload({ reset, turns }: Session): JsonObject | undefined {
  if (reset === undefined) return undefined
  const last = listRecords(turns.slice(0, reset.turnCount)).at(-1)
  return { ResetTime: String(reset.at), ResetThroughRecordId: last?.id ?? '' }
}
