// Owns asking the service for all that it remembers of a conversation: its messages (applications of the newer kinds), else
// its records. How either is read is in cloud/; what becomes of it the engine decides.
import type { Usage } from '#shared/answer.ts'
import type { Failure } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Part } from '#shared/part.ts'
import type { CloudApi } from './cloud/api.ts'
import type { RemoteRecord } from './cloud/decode-record.ts'
import type { MessageRecord } from './cloud/group-messages.ts'
import { readMessagesBackwards } from './cloud/messages.ts'
import { readRecordsBackwards } from './cloud/records.ts'
import type { RemoteStatus } from './cloud/status.ts'
import { hideSecretsOfEvent } from './hide-secrets.ts'
import { omitUndefined } from './omit-undefined.ts'
import type { Result } from './result.ts'
import { decodeRemoteMessages } from './v2/remote-messages.ts'

/** A question or an answer as the service remembers it. */
export interface RememberedMessage {
  readonly recordId: string
  /** Of an answer: the record of its question. */
  readonly questionRecordId?: string | undefined
  readonly role: 'user' | 'assistant'
  readonly parts: readonly Part[]
  /** Absent where the service does not say it. */
  readonly status?: RemoteStatus | undefined
  /** Milliseconds since the epoch; messages of the newer kinds do not say it, records only to the second. */
  readonly sentAt?: number | undefined
  readonly usage?: Usage | undefined
  readonly failure?: Failure | undefined
  readonly canRate?: boolean | undefined
}

export interface RememberQuery {
  readonly appKey: string
  readonly visitorId: string
  readonly conversationId: ConversationId
  readonly version: 'v1' | 'v2'
}

/** A service that goes on for ever is not followed. More than anybody asks in the 180 days that records are kept. */
const maxRecords = 10_000

/** Oldest first, none twice; nothing when the service does not know the conversation any more. Never rejects. */
export async function readRemembered(
  api: CloudApi,
  query: RememberQuery,
  signal: AbortSignal,
): Promise<Result<readonly RememberedMessage[]>> {
  if (query.version === 'v1') return gather(readRecordsBackwards(api, query, signal), decodeRecord, query)
  const messages = await gather(readMessagesBackwards(api, query, signal), decodeMessages, query)
  if (messages.ok && messages.value.length > 0) return messages
  const records = await gather(readRecordsBackwards(api, query, signal), decodeRecord, query)
  return records.ok && (records.value.length > 0 || messages.ok) ? records : messages
}

async function gather<Kept extends { readonly recordId: string }>(
  pages: AsyncIterable<Result<{ readonly records: readonly Kept[] }>>,
  decode: (kept: Kept) => RememberedMessage,
  { appKey }: RememberQuery,
): Promise<Result<readonly RememberedMessage[]>> {
  /** The newest page first, each oldest first. */
  const read: RememberedMessage[][] = []
  const known = new Set<string>()
  for await (const page of pages) {
    if (!page.ok) return page
    const records = page.value.records.filter(({ recordId }) => !known.has(recordId))
    for (const { recordId } of records) known.add(recordId)
    read.push(records.map((record) => hideSecretsIn(decode(record), appKey)))
    if (known.size >= maxRecords) break
  }
  return { ok: true, value: read.reverse().flat().slice(-maxRecords) }
}

function decodeRecord({ relatedRecordId, ...record }: RemoteRecord): RememberedMessage {
  return omitUndefined<RememberedMessage>({ ...record, questionRecordId: relatedRecordId || undefined })
}

function decodeMessages({ relatedRecordId, messages, ...record }: MessageRecord): RememberedMessage {
  return omitUndefined<RememberedMessage>({
    ...record,
    questionRecordId: relatedRecordId || undefined,
    // The words of a question, which is never streamed, are told as those of an answer.
    parts: decodeRemoteMessages(
      record.role === 'user' ? messages.map((message) => ({ ...message, type: 'reply' })) : messages,
    ),
  })
}

function hideSecretsIn(message: RememberedMessage, appKey: string): RememberedMessage {
  return { ...message, parts: message.parts.map((part) => hidePart(part, appKey)) }
}

function hidePart(part: Part, appKey: string): Part {
  const event = hideSecretsOfEvent({ type: 'part-set', part }, [appKey])
  return event.type === 'part-set' ? event.part : part
}
