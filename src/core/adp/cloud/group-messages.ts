// Owns how the flat list of messages in the history becomes records again: by record id, in order of appearance, each with
// what the service sums up about it.
import { z } from 'zod'
import type { Usage } from '#shared/answer.ts'
import type { Failure } from '#shared/failure.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { createRemoteFailure } from '../remote-error.ts'
import { toStreamContent } from './content-names.ts'
import { hideSecrets } from '../hide-secrets.ts'
import { filled, list, optionalObject, text } from './schema.ts'
import { optionalNumber, optionalText } from '../wire-schema.ts'
import { decodeStatus, type RemoteStatus } from './status.ts'

/** A question or an answer. */
export interface MessageRecord {
  readonly recordId: string
  /** Of an answer: the record of its question. */
  readonly relatedRecordId?: string | undefined
  readonly role: 'user' | 'assistant'
  readonly messages: readonly RemoteMessage[]
  /** Where the service sums the record up; it does so for answers. */
  readonly status?: RemoteStatus | undefined
  readonly usage?: Usage | undefined
  readonly failure?: Failure | undefined
}

/** One of the messages that a record is made of: a thought, a tool call, a reply … */
export interface RemoteMessage {
  readonly messageId: string
  /** `reply`, `thought`, `tool_call` … as in the stream. */
  readonly type: string
  readonly name: string
  readonly title: string
  readonly icon?: string | undefined
  readonly status?: RemoteStatus | undefined
  /** As on the wire, with the names of the stream. */
  readonly contents: readonly unknown[]
}

export const messageSchema = z.object({
  RecordId: text,
  MessageId: optionalText,
  Role: optionalText,
  Type: optionalText,
  Name: optionalText,
  Title: optionalText,
  Icon: optionalText,
  Status: optionalText,
  ContentList: list(z.unknown()),
  Contents: list(z.unknown()),
})
type WireMessage = z.infer<typeof messageSchema>

export const summarySchema = z.object({
  RecordId: text,
  RelatedRecordId: optionalText,
  Status: optionalText,
  TimeUsage: optionalObject({ Elapsed: optionalNumber, FirstTokenCost: optionalNumber }),
  TokenUsage: optionalObject({
    InputTokens: optionalNumber,
    OutputTokens: optionalNumber,
    TotalTokens: optionalNumber,
  }),
  ErrorInfo: optionalObject({ Code: optionalText, Message: optionalText }),
})
type WireSummary = z.infer<typeof summarySchema>

/**
 * A record that is only summed up, because it failed before it said anything, stands behind its question; before all others
 * when that is on an earlier page.
 */
export function groupMessages(
  messages: readonly WireMessage[],
  summaries: readonly WireSummary[],
  appKey: string,
): MessageRecord[] {
  const messagesByRecord = Map.groupBy(messages, ({ RecordId }) => RecordId)
  const summaryByRecord = new Map(summaries.map((summary) => [summary.RecordId, summary]))
  const silent = summaries.filter(({ RecordId }) => !messagesByRecord.has(RecordId))
  const silentByQuestion = Map.groupBy(silent, ({ RelatedRecordId = '' }) =>
    messagesByRecord.has(RelatedRecordId) ? RelatedRecordId : '',
  )
  const decodeSilent = (question: string): MessageRecord[] =>
    (silentByQuestion.get(question) ?? []).map((summary) =>
      decodeRecord(summary.RecordId, [], summary, appKey),
    )
  const records = [...messagesByRecord].flatMap(([recordId, ofRecord]) => [
    decodeRecord(recordId, ofRecord, summaryByRecord.get(recordId), appKey),
    ...decodeSilent(recordId),
  ])
  return [...decodeSilent(''), ...records]
}

function decodeRecord(
  recordId: string,
  messages: readonly WireMessage[],
  summary: WireSummary | undefined,
  appKey: string,
): MessageRecord {
  return omitUndefined<MessageRecord>({
    recordId,
    relatedRecordId: summary?.RelatedRecordId,
    role: messages.some(({ Role }) => Role === 'user') ? 'user' : 'assistant',
    messages: messages.map(decodeMessage),
    status: decodeStatus(summary?.Status),
    usage: decodeUsage(summary),
    failure: decodeError(summary, appKey),
  })
}

function decodeMessage(wire: WireMessage): RemoteMessage {
  return omitUndefined<RemoteMessage>({
    messageId: wire.MessageId ?? '',
    type: wire.Type ?? '',
    name: wire.Name ?? '',
    title: wire.Title ?? '',
    icon: wire.Icon,
    status: decodeStatus(wire.Status),
    contents: filled(wire.ContentList, wire.Contents).map(toStreamContent),
  })
}

function decodeUsage(summary: WireSummary | undefined): Usage | undefined {
  const { InputTokens: input, OutputTokens: output, TotalTokens: total } = summary?.TokenUsage ?? {}
  const tokens = omitUndefined({ input, output, total })
  const usage: Usage = omitUndefined({
    tokens: Object.keys(tokens).length === 0 ? undefined : tokens,
    elapsedMs: summary?.TimeUsage?.Elapsed,
    firstTokenMs: summary?.TimeUsage?.FirstTokenCost || undefined,
  })
  return Object.keys(usage).length === 0 ? undefined : usage
}

/** The error that ended the turn; one of the dialogue, not of this call. */
function decodeError(summary: WireSummary | undefined, appKey: string): Failure | undefined {
  const { Code: code = '0', Message: message = '' } = summary?.ErrorInfo ?? {}
  if (code === '0' && message === '') return undefined
  const isNumber = /^[1-9]\d{0,8}$/.test(code)
  const words = hideSecrets(message || code, [appKey])
  return createRemoteFailure(isNumber ? { code: Number(code), message: words } : { message: words })
}
