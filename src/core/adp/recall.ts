// Owns asking the service what it remembers of an answer whose stream broke off: from the history of messages (applications
// of the newer kinds), else from that of records. How either is read is in cloud/; what becomes of it the engine decides.
import type { Remote, Usage } from '#shared/answer.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Part } from '#shared/part.ts'
import type { CloudApi } from './cloud/api.ts'
import { fetchMessages } from './cloud/messages.ts'
import { fetchRecords } from './cloud/records.ts'
import type { RemoteStatus } from './cloud/status.ts'
import { omitUndefined } from './omit-undefined.ts'
import type { Result } from './result.ts'
import { decodeRemoteMessages } from './v2/remote-messages.ts'

/** An answer as the service remembers it. */
export interface RecalledAnswer {
  readonly parts: readonly Part[]
  /** Absent where the service does not say it: then the answer may still be growing. */
  readonly status?: RemoteStatus | undefined
  readonly usage?: Usage | undefined
}

export interface RecallQuery {
  readonly appKey: string
  readonly visitorId: string
  readonly conversationId: ConversationId
  /** What the stream said of the answer and its question. */
  readonly remote: Remote
  /** Which generation the answer came in. */
  readonly version: 'v1' | 'v2'
}

/** Records that are looked through: the answer is the newest, or nearly. */
const recordCount = 10

/** The answer, or undefined when the service does not have it. Never rejects. */
export async function recallAnswer(
  api: CloudApi,
  query: RecallQuery,
  signal: AbortSignal,
): Promise<Result<RecalledAnswer | undefined>> {
  const fromRecords = () => recallFromRecords(api, query, signal)
  if (query.version === 'v1') return fromRecords()
  const recalled = await recallFromMessages(api, query, signal)
  return recalled.ok && recalled.value ? recalled : fromRecords()
}

async function recallFromMessages(
  api: CloudApi,
  { appKey, visitorId, conversationId, remote }: RecallQuery,
  signal: AbortSignal,
): Promise<Result<RecalledAnswer | undefined>> {
  const page = await fetchMessages(api, { appKey, visitorId, conversationId, limit: recordCount }, signal)
  if (!page.ok) return page
  const record = page.value.records.find((candidate) => isAnswer(candidate, remote))
  if (!record || record.messages.length === 0) return { ok: true, value: undefined }
  const { status, usage } = record
  return { ok: true, value: omitUndefined({ parts: decodeRemoteMessages(record.messages), status, usage }) }
}

async function recallFromRecords(
  api: CloudApi,
  { appKey, conversationId, remote }: RecallQuery,
  signal: AbortSignal,
): Promise<Result<RecalledAnswer | undefined>> {
  const page = await fetchRecords(api, { appKey, conversationId, count: recordCount }, signal)
  if (!page.ok) return page
  const records = page.value.records.filter((candidate) => isAnswer(candidate, remote))
  const last = records.at(-1)
  if (!last) return { ok: true, value: undefined }
  // One question may have several answers; the turn has gone as far as the last of them.
  const { status, usage } = last
  return {
    ok: true,
    value: omitUndefined({ parts: records.flatMap(({ parts }) => parts), status, usage }),
  }
}

interface RecordNames {
  readonly role: 'user' | 'assistant'
  readonly recordId: string
  readonly relatedRecordId?: string | undefined
}

function isAnswer(record: RecordNames, { recordId, questionRecordId }: Remote): boolean {
  if (record.role !== 'assistant') return false
  if (recordId !== undefined && record.recordId === recordId) return true
  return questionRecordId !== undefined && record.relatedRecordId === questionRecordId
}
