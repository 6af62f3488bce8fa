// Owns having a document parsed that lies in the object store (docParse of v1, which v2 uses as well): it tells how far that
// is and gives the id under which a question of the same conversation names the document.
import { z } from 'zod'
import type { Clock } from '../../clock.ts'
import type { AdpConnection } from '../client.ts'
import type { UploadPermit } from '../cloud/storage.ts'
import { createDeadline } from '../deadline.ts'
import { findSseEndpoint } from '../endpoints.ts'
import { hideSecrets, hideSecretsOfFailure } from '../hide-secrets.ts'
import { createHttpFailure } from '../http-failure.ts'
import { isVerificationOff, postJson, readBeginning, type Departure } from '../http-request.ts'
import { createCutOffFailure, createNetworkFailure } from '../network-failure.ts'
import { createRemoteFailure, findRemoteError } from '../remote-error.ts'
import { fail, type Result } from '../result.ts'
import { createSseReader } from '../sse-reader.ts'
import { number, optionalText } from '../wire-schema.ts'
import type { StoredObject } from './put-object.ts'

export interface ParseRequest {
  readonly connection: AdpConnection
  /** Names this parsing to the service. */
  readonly requestId: string
  /** The question has to be asked in the same one. */
  readonly conversationId: string
  readonly permit: UploadPermit
  readonly object: StoredObject
  readonly file: { readonly name: string; readonly fileType: string; readonly sizeBytes: number }
}

export interface ParseAround extends Departure {
  readonly clock: Clock
  /** From 0 to 1. */
  readonly onShare: (share: number) => void
}

/** As long as the official client waits. */
const deadlineMs = 120_000

const maxErrorLength = 4096

const progressSchema = z.object({
  payload: z.object({
    doc_id: optionalText,
    process: number.nullish().catch(undefined),
    status: z.string().nullish(),
    is_final: z.boolean().nullish(),
    error_message: z.string().nullish(),
  }),
})
type Progress = z.infer<typeof progressSchema>['payload']

/** Gives the document's id. Never rejects. When `signal` aborts it is `cut-off` with the cause `ABORTED`. */
export async function parseDocument(
  request: ParseRequest,
  { clock, findProxy, signal, onShare }: ParseAround,
): Promise<Result<string>> {
  const { connection } = request
  if (signal.aborted) return fail('cut-off', { cause: 'ABORTED' })
  const endpoint = findSseEndpoint(connection, '/v1/qbot/chat/docParse')
  if (!endpoint.ok) return endpoint
  if (isVerificationOff(endpoint.url)) return fail('not-secure', { cause: 'NODE_TLS_REJECT_UNAUTHORIZED' })
  const timeout = new AbortController()
  const deadline = createDeadline(clock, () => timeout.abort())
  deadline.set(deadlineMs)
  let hasHead = false
  try {
    const response = await postJson(
      endpoint.url,
      JSON.stringify(encodeRequest(request)),
      {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        'accept-encoding': 'identity',
      },
      { findProxy, signal: AbortSignal.any([signal, timeout.signal]) },
    )
    hasHead = true
    if (response.status !== 200) {
      const failure = createHttpFailure(response, await readBeginning(response.body, maxErrorLength))
      return hide({ ok: false, failure }, connection)
    }
    const reader = createSseReader()
    for await (const bytes of response.body) {
      // Without an encoding a stream of bytes yields buffers only.
      for (const event of reader.feed(bytes as Buffer)) {
        if (event.type === 'failure') return { ok: false, failure: event.failure }
        if (event.type !== 'event') continue
        const result = readEvent(event.body, connection, onShare)
        if (result) return result
      }
    }
    for (const event of reader.end()) {
      const result = event.type === 'event' && readEvent(event.body, connection, onShare)
      if (result) return result
    }
    return fail('cut-off', { cause: 'NO_FINAL_STATUS' })
  } catch (error) {
    if (signal.aborted) return fail('cut-off', { cause: 'ABORTED' })
    if (deadline.hasPassed()) return fail('document-not-parsed', { cause: 'TIMED_OUT' }, { retryable: true })
    return { ok: false, failure: hasHead ? createCutOffFailure(error) : createNetworkFailure(error) }
  } finally {
    deadline.cancel()
    timeout.abort()
  }
}

function encodeRequest({ connection, requestId, conversationId, permit, object, file }: ParseRequest) {
  return {
    session_id: conversationId,
    request_id: requestId,
    bot_app_key: connection.appKey,
    cos_bucket: permit.bucket,
    cos_url: permit.path,
    file_type: file.fileType,
    file_name: file.name,
    e_tag: object.etag,
    cos_hash: object.checksum,
    size: String(file.sizeBytes),
  }
}

/** The end of the parsing, when this event is one. */
function readEvent(
  body: unknown,
  connection: AdpConnection,
  onShare: (share: number) => void,
): Result<string> | undefined {
  const progress = progressSchema.safeParse(body).data?.payload
  // An error may come with a payload around it that says nothing of progress.
  const error = findRemoteError(body)
  if (error) return hide({ ok: false, failure: createRemoteFailure(error) }, connection)
  if (!progress) return undefined
  if (typeof progress.process === 'number') onShare(Math.min(Math.max(progress.process / 100, 0), 1))
  return progress.is_final === true ? readEnd(progress, connection) : undefined
}

/** Words for success differ between the sources; FAILED is the one that is sure. */
function readEnd(progress: Progress, connection: AdpConnection): Result<string> {
  const { status, doc_id, error_message } = progress
  if (status !== 'FAILED' && doc_id !== undefined) return { ok: true, value: doc_id }
  const words = hideSecrets(error_message ?? '', [connection.appKey]).slice(0, 4000)
  return fail('document-not-parsed', words === '' ? {} : { remoteMessage: words })
}

function hide(result: Result<never>, { appKey }: AdpConnection): Result<never> {
  return result.ok ? result : { ok: false, failure: hideSecretsOfFailure(result.failure, [appKey]) }
}
