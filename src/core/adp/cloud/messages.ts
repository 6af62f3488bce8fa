// Owns the history of applications of the newer kinds: the action that gives the messages of a conversation, and the way back
// through them. Contents stay as they are on the wire, with the names of the stream: decoding them is ../v2's matter.
// How the flat list becomes records is in group-messages.ts.
import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { adp, type CloudAction } from './action.ts'
import type { CloudApi } from './api.ts'
import { groupMessages, messageSchema, summarySchema, type MessageRecord } from './group-messages.ts'
import type { Result } from '../result.ts'
import { filled, list, optionalBoolean, optionalMillisecondsAt, optionalObject } from './schema.ts'
import { optionalText } from '../wire-schema.ts'
import { encodeVisitor, type Visitor } from './visitor.ts'

export interface MessageQuery extends Visitor {
  readonly conversationId: string
  /** Of records, at most 50; around an anchor half of it on each side. */
  readonly limit: number
  /** Which records; the newest when there is no anchor. Only `around` gives the anchor itself too. */
  readonly anchor?: { readonly type: 'before' | 'after' | 'around'; readonly recordId: string }
}

export interface MessagePage {
  /** Oldest first. */
  readonly records: readonly MessageRecord[]
  /** To go on from, in either direction. */
  readonly firstRecordId?: string | undefined
  readonly lastRecordId?: string | undefined
  readonly hasMoreBefore: boolean
  readonly hasMoreAfter: boolean
  /** Records up to this one are no longer known to the application. */
  readonly reset?: { readonly resetAt?: number | undefined; readonly throughRecordId: string } | undefined
}

const responseSchema = z.object({
  MessageList: list(messageSchema),
  Messages: list(messageSchema),
  RecordSummaryList: list(summarySchema),
  FirstRecordId: optionalText,
  LastRecordId: optionalText,
  HasMoreBefore: optionalBoolean,
  HasMoreAfter: optionalBoolean,
  ResetInfo: optionalObject({ ResetTime: optionalMillisecondsAt, ResetThroughRecordId: optionalText }),
})

const describeConversationMessageList: CloudAction<z.infer<typeof responseSchema>> = {
  ...adp,
  name: 'DescribeConversationMessageList',
  isRepeatable: true,
  response: responseSchema,
}

/** `RecordQueryDirection`. */
const directions = { before: 1, after: 2, around: 3 }

export async function fetchMessages(
  api: CloudApi,
  { conversationId, limit, anchor, ...visitor }: MessageQuery,
  signal: AbortSignal,
): Promise<Result<MessagePage>> {
  const body = {
    ...encodeVisitor(visitor),
    ConversationId: conversationId,
    Limit: limit,
    RecordQueryDirection: directions[anchor?.type ?? 'before'],
    RecordId: anchor?.recordId,
  }
  const response = await api.call(describeConversationMessageList, body, signal)
  if (!response.ok) return response
  const { value: wire } = response
  const throughRecordId = wire.ResetInfo?.ResetThroughRecordId
  const page: MessagePage = {
    records: groupMessages(filled(wire.MessageList, wire.Messages), wire.RecordSummaryList, visitor.appKey),
    firstRecordId: wire.FirstRecordId,
    lastRecordId: wire.LastRecordId,
    hasMoreBefore: wire.HasMoreBefore ?? false,
    hasMoreAfter: wire.HasMoreAfter ?? false,
    reset:
      throughRecordId === undefined ? undefined : { resetAt: wire.ResetInfo?.ResetTime, throughRecordId },
  }
  return { ok: true, value: omitUndefined(page) }
}

const pageSize = 50

/** All records, the newest page first. A failure is the last page. */
export async function* readMessagesBackwards(
  api: CloudApi,
  conversation: Pick<MessageQuery, keyof Visitor | 'conversationId'>,
  signal: AbortSignal,
): AsyncGenerator<Result<MessagePage>, undefined> {
  const anchors = new Set<string>()
  let anchor: MessageQuery['anchor']
  for (;;) {
    const query = { ...conversation, limit: pageSize, ...(anchor === undefined ? {} : { anchor }) }
    const page = await fetchMessages(api, query, signal)
    const first = page.ok ? (page.value.firstRecordId ?? page.value.records[0]?.recordId) : undefined
    // A page that begins where another one did would come for ever.
    if (first !== undefined && anchors.has(first)) return
    yield page
    if (first === undefined || !page.ok || !page.value.hasMoreBefore) return
    anchors.add(first)
    anchor = { type: 'before', recordId: first }
  }
}
