// Owns how one file of a person gets to the service: leave to upload, the upload, and for a document its parsing. What the
// question then says of it is each generation's matter (v1/request.ts, v2/request.ts).
import { randomUUID } from 'node:crypto'
import type { ConversationId } from '#shared/ids.ts'
import type { Clock } from '../../clock.ts'
import type { AdpConnection } from '../client.ts'
import { createCloudApi } from '../cloud/api.ts'
import { fetchApplicationId } from '../cloud/application.ts'
import { createUploadPermit } from '../cloud/storage.ts'
import { omitUndefined } from '../omit-undefined.ts'
import type { FindProxy } from '../proxy.ts'
import { fail, type Result } from '../result.ts'
import { parseDocument } from './parse-document.ts'
import { putObject } from './put-object.ts'

/** A file on the disk that is to go along with a question. */
export interface LocalFile {
  readonly path: string
  readonly name: string
  /** The extension without the dot, in lower case. */
  readonly fileType: string
  readonly sizeBytes: number
  readonly kind: 'image' | 'document'
  /** The question will be asked in it; a parsed document is good in no other. */
  readonly conversationId: ConversationId
  /** Whether the application reads documents only when they were parsed. */
  readonly isParsed: boolean
}

/** A file that the service has, as a question names it. */
export interface SentFile extends Pick<LocalFile, 'name' | 'fileType' | 'sizeBytes' | 'kind'> {
  readonly url: string
  readonly documentId?: string | undefined
}

export interface UploadProgress {
  readonly stage: 'uploading' | 'parsing'
  /** Of this stage, from 0 to 1. */
  readonly share: number
}

export interface UploadAround {
  readonly clock: Clock
  readonly findProxy: FindProxy
  readonly onProgress: (progress: UploadProgress) => void
  readonly signal: AbortSignal
}

/** Never rejects. When `signal` aborts it is `cut-off` with the cause `ABORTED`. */
export async function uploadFile(
  connection: AdpConnection,
  file: LocalFile,
  { clock, findProxy, onProgress, signal }: UploadAround,
): Promise<Result<SentFile>> {
  const { credentials, appKey } = connection
  if (!credentials) return fail('attachments-need-credentials')
  onProgress({ stage: 'uploading', share: 0 })
  const api = createCloudApi({ place: connection, credentials, clock, findProxy })
  const application = await fetchApplicationId(api, { appKey }, signal)
  if (!application.ok) return application
  const wanted = {
    applicationId: application.value,
    fileType: file.fileType,
    isImage: file.kind === 'image',
  }
  const permit = await createUploadPermit(api, wanted, signal)
  if (!permit.ok) return permit
  const object = await putObject(permit.value, file, {
    clock,
    findProxy,
    signal,
    onSent: (bytes) => onProgress({ stage: 'uploading', share: bytes / file.sizeBytes }),
  })
  if (!object.ok) return object
  const { name, fileType, sizeBytes, kind } = file
  const { downloadUrl, objectUrl } = permit.value
  const sent = { name, fileType, sizeBytes, kind, url: downloadUrl ?? objectUrl }
  if (kind === 'image' || !file.isParsed) return { ok: true, value: sent }

  onProgress({ stage: 'parsing', share: 0 })
  const parsed = await parseDocument(
    {
      connection,
      requestId: randomUUID(),
      conversationId: file.conversationId,
      permit: permit.value,
      object: object.value,
      file,
    },
    { clock, findProxy, signal, onShare: (share) => onProgress({ stage: 'parsing', share }) },
  )
  return parsed.ok ? { ok: true, value: omitUndefined({ ...sent, documentId: parsed.value }) } : parsed
}
