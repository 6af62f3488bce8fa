// Owns what a record of `GetMsgRecord` is in our words. A record says what the stream of v1 said about it, so it is told to
// the decoder of that stream as the few packets that would have said it; only what the stream does not have is read here.
import { z } from 'zod'
import type { Message, Usage } from '#shared/answer.ts'
import type { Part } from '#shared/part.ts'
import { foldAnswer } from '../fold-answer.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { createV1Decoder } from '../v1/decode.ts'
import { isObject, optionalNumber, optionalText } from '../wire-schema.ts'
import { list, optionalBoolean, optionalObject, text } from './schema.ts'
import { decodeStatus, type RemoteStatus } from './status.ts'
import { toStreamNames } from './stream-names.ts'

/** A question or an answer as the service remembers it. */
export interface RemoteRecord {
  readonly recordId: string
  /** Of an answer: the record of its question. */
  readonly relatedRecordId?: string | undefined
  readonly role: 'user' | 'assistant'
  readonly parts: readonly Part[]
  /** Where the record says it; questions do not. */
  readonly status?: RemoteStatus | undefined
  readonly sentAt?: number | undefined
  readonly usage?: Usage | undefined
  readonly canRate?: boolean | undefined
}

const recordSchema = z.object({
  RecordId: text,
  RelatedRecordId: optionalText,
  IsFromSelf: optionalBoolean,
  Timestamp: optionalNumber,
  TokenStat: optionalObject({ StatusSummary: optionalText }),
  ImageUrls: list(text),
  Widgets: list(
    z.object({ WidgetId: text, WidgetRunId: optionalText, View: optionalText, State: optionalText }),
  ),
})
type WireRecord = z.infer<typeof recordSchema>

/** Undefined for something that has no record id: nothing could be done with it. */
export function decodeRecord(raw: unknown): RemoteRecord | undefined {
  const parsed = recordSchema.safeParse(raw)
  if (!parsed.success) return undefined
  const wire = parsed.data
  const role = wire.IsFromSelf === true ? 'user' : 'assistant'
  const status = decodeStatus(wire.TokenStat?.StatusSummary)
  const { parts, usage, remote } = foldRecord(raw, wire, status)
  return omitUndefined<RemoteRecord>({
    recordId: wire.RecordId,
    relatedRecordId: wire.RelatedRecordId,
    role,
    parts: [...parts, ...decodeRest(wire, parts)],
    status,
    sentAt: decodeTime(wire.Timestamp),
    usage: role === 'assistant' ? usage : undefined,
    canRate: remote.canRate,
  })
}

function foldRecord(raw: unknown, { RecordId }: WireRecord, status: RemoteStatus | undefined): Message {
  const decoder = createV1Decoder({ requestId: '', isIncremental: false })
  const events = encodeAsStream(raw, RecordId).flatMap(([name, payload]) =>
    decoder.decode({ type: 'event', name, body: { payload }, text: JSON.stringify(payload) }),
  )
  // The decoder judges how a stream ended. This one was made up; how the turn ended, the record says.
  const told = [...events, ...decoder.end({ type: 'closed' })].filter(({ type }) => type !== 'answer-end')
  if (status !== 'running') told.push({ type: 'answer-end', status: status ?? 'complete' })
  return foldAnswer(told)
}

/** The packets that would have said this, in the order in which an answer is made. */
function encodeAsStream(raw: unknown, recordId: string): (readonly [name: string, payload: unknown])[] {
  const record = toStreamNames(raw)
  // A record that could be parsed is an object, and stays one.
  if (!isObject(record)) return []
  const { agent_thought: thought, token_stat: statistics, references } = record
  const ids = { record_id: recordId }
  // Of a question, too, the parts are wanted; the stream has only the person's own text come back.
  const reply = { ...record, ...ids, is_from_self: false, is_final: true }
  return [
    ...(isObject(thought) ? [['thought', { ...thought, ...ids }] as const] : []),
    ...(isObject(statistics) ? [['token_stat', { ...statistics, ...ids }] as const] : []),
    ['reply', reply],
    ...(Array.isArray(references)
      ? [['reference', { ...ids, references: references.map(withoutZeroIndex) }] as const]
      : []),
  ]
}

/** Sources are numbered from one. Where the stream leaves the number out, a record may have Go's zero. */
function withoutZeroIndex(reference: unknown): unknown {
  return isObject(reference) && Number(reference['index']) === 0 ? { ...reference, index: null } : reference
}

/** What records have and the stream does not. */
function decodeRest({ RecordId, ImageUrls, Widgets }: WireRecord, parts: readonly Part[]): Part[] {
  const id = RecordId.slice(0, 300)
  // Pictures of a question may stand in its text as well.
  const texts = parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
  const images = ImageUrls.filter((url) => !texts.includes(url)).map((url, number): Part => ({
    type: 'image',
    key: `image:${id}:${number}`,
    url,
    description: '',
  }))
  const widgets = Widgets.map((widget, number): Part => ({
    type: 'widget',
    key: `widget:${id}:${number}`,
    widgetId: widget.WidgetId,
    runId: widget.WidgetRunId ?? '',
    view: widget.View ?? '',
    state: widget.State ?? '',
  }))
  return [...images, ...widgets]
}

/** Seconds, says the stream; milliseconds, say other times of the same response. Seconds have ten digits until 2286. */
function decodeTime(timestamp: number | undefined): number | undefined {
  if (!timestamp) return undefined
  return timestamp < 1e11 ? timestamp * 1000 : timestamp
}
