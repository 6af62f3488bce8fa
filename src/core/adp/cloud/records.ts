// Owns the history of applications of the older kinds: the action that gives the records of a conversation, and the way back
// through them. What a record says is decoded in decode-record.ts. The service keeps records for 180 days.
import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { lke, type CloudAction } from './action.ts'
import type { CloudApi } from './api.ts'
import { decodeRecord, type RemoteRecord } from './decode-record.ts'
import type { Result } from '../result.ts'
import { list, optionalMillisecondsAt } from './schema.ts'
import { apiAccess } from './visitor.ts'

export interface RecordQuery {
  readonly appKey: string
  readonly conversationId: string
  /** At least 3, at most 1000. */
  readonly count: number
  /** Which records: those before this one, or those around it; the newest when neither is given. */
  readonly anchor?: { readonly type: 'before' | 'around'; readonly recordId: string }
}

export interface RecordPage {
  /** Oldest first. */
  readonly records: readonly RemoteRecord[]
  /** What was said before this moment is no longer known to the application. */
  readonly contextClearedAt?: number | undefined
}

const getMsgRecord: CloudAction<RecordPage> = {
  ...lke,
  name: 'GetMsgRecord',
  isRepeatable: true,
  response: z
    .object({ Records: list(z.unknown()), SessionDisassociatedTimestamp: optionalMillisecondsAt })
    .transform(({ Records, SessionDisassociatedTimestamp }) =>
      omitUndefined<RecordPage>({
        records: inOrder(Records.map(decodeRecord).filter((record) => record !== undefined)),
        contextClearedAt: SessionDisassociatedTimestamp,
      }),
    ),
}

export function fetchRecords(
  api: CloudApi,
  { appKey, conversationId, count, anchor }: RecordQuery,
  signal: AbortSignal,
): Promise<Result<RecordPage>> {
  const body = {
    Type: apiAccess,
    BotAppKey: appKey,
    SessionId: conversationId,
    Count: count,
    LastRecordId: anchor?.type === 'before' ? anchor.recordId : undefined,
    MidRecordId: anchor?.type === 'around' ? anchor.recordId : undefined,
  }
  return api.call(getMsgRecord, body, signal)
}

const pageSize = 50

/** All records, the newest page first; none comes twice. A failure is the last page. */
export async function* readRecordsBackwards(
  api: CloudApi,
  conversation: Pick<RecordQuery, 'appKey' | 'conversationId'>,
  signal: AbortSignal,
): AsyncGenerator<Result<RecordPage>, undefined> {
  const known = new Set<string>()
  let anchor: RecordQuery['anchor']
  for (;;) {
    const query = { ...conversation, count: pageSize, ...(anchor === undefined ? {} : { anchor }) }
    const page = await fetchRecords(api, query, signal)
    if (!page.ok) {
      yield page
      return
    }
    // The anchor may be part of the page, and a page that brings nothing new would bring it for ever.
    const records = page.value.records.filter(({ recordId }) => !known.has(recordId))
    const [oldest] = records
    if (oldest === undefined) return
    for (const { recordId } of records) known.add(recordId)
    yield { ok: true, value: { ...page.value, records } }
    if (page.value.records.length < pageSize) return
    anchor = { type: 'before', recordId: oldest.recordId }
  }
}

/** The document does not state the order; the official client takes it to be oldest first. */
function inOrder(records: readonly RemoteRecord[]): readonly RemoteRecord[] {
  const isReversed = (records.at(-1)?.sentAt ?? Infinity) < (records[0]?.sentAt ?? -Infinity)
  return isReversed ? records.toReversed() : records
}
