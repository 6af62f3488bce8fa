// Owns putting one file into the object store: streamed from the disk, however large it is, to the address of a permit. How
// the permit is got is ../cloud/storage.ts's, how a request without a signed address is signed cos-signature.ts's.
import { createReadStream } from 'node:fs'
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../../clock.ts'
import type { UploadPermit } from '../cloud/storage.ts'
import { createDeadline, type Deadline } from '../deadline.ts'
import { checkAddress } from '../endpoints.ts'
import { isVerificationOff, readBeginning, readHeaders, type Departure } from '../http-request.ts'
import { createNetworkFailure } from '../network-failure.ts'
import { fail, type Result } from '../result.ts'
import { openTunnelFor } from '../tunnel.ts'
import { signCosRequest } from './cos-signature.ts'

/** What the store says of an object that it has taken; the parsing of a document asks for both. */
export interface StoredObject {
  /** With its quotes. */
  readonly etag: string
  /** CRC-64 (ECMA) in decimal digits. */
  readonly checksum: string
}

export interface FileOnDisk {
  readonly path: string
  readonly sizeBytes: number
}

export interface PutObjectAround extends Departure {
  readonly clock: Clock
  /** Bytes that were handed to the connection. */
  readonly onSent: (bytes: number) => void
}

/** Without a byte going out or an answer coming in. */
const silenceMs = 60_000

const maxErrorLength = 4096

/**
 * Never rejects. When `signal` aborts it is `cut-off` with the cause `ABORTED`. No key of the permit is in any failure.
 */
export async function putObject(
  permit: UploadPermit,
  file: FileOnDisk,
  { clock, findProxy, signal, onSent }: PutObjectAround,
): Promise<Result<StoredObject>> {
  if (signal.aborted) return fail('cut-off', { cause: 'ABORTED' })
  const address = checkAddress(permit.uploadUrl ?? permit.objectUrl)
  if (!address.ok) return address
  const { url } = address
  if (isVerificationOff(url)) return fail('not-secure', { cause: 'NODE_TLS_REJECT_UNAUTHORIZED' })
  const request = new AbortController()
  const deadline = createDeadline(clock, () => request.abort())
  deadline.set(silenceMs)
  try {
    const response = await send(
      url,
      file,
      createHeaders(permit, url, file.sizeBytes, clock.now()),
      {
        findProxy,
        signal: AbortSignal.any([signal, request.signal]),
      },
      (sent) => noteSent(deadline, sent, onSent),
    )
    return await readStored(response)
  } catch (error) {
    if (signal.aborted) return fail('cut-off', { cause: 'ABORTED' })
    if (deadline.hasPassed()) return fail('silent')
    return isFileError(error, file.path)
      ? fail('attachment-gone')
      : { ok: false, failure: createNetworkFailure(error) }
  } finally {
    deadline.cancel()
    request.abort()
  }
}

function noteSent(deadline: Deadline, sent: number, onSent: (bytes: number) => void): void {
  deadline.set(silenceMs)
  onSent(sent)
}

/** No content type: with one that is not the signed one, the store refuses a signed address. */
function createHeaders(
  permit: UploadPermit,
  url: URL,
  sizeBytes: number,
  nowMs: number,
): Record<string, string> {
  const length = { 'content-length': String(sizeBytes) }
  if (permit.uploadUrl !== undefined) return length
  const signed = { ...length, host: url.host }
  const from = Math.floor((permit.startsAt ?? nowMs) / 1000)
  const until = Math.floor((permit.expiresAt ?? nowMs + 600_000) / 1000)
  return {
    ...length,
    authorization: signCosRequest({ method: 'PUT', url, headers: signed }, permit, { from, until }),
    'x-cos-security-token': permit.sessionToken,
  }
}

async function send(
  url: URL,
  { path, sizeBytes }: FileOnDisk,
  headers: Readonly<Record<string, string>>,
  { findProxy, signal }: Departure,
  onSent: (bytes: number) => void,
): Promise<IncomingMessage> {
  const tunnel = await openTunnelFor(url, findProxy, signal)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const outgoing = request(url, { method: 'PUT', headers, ...(tunnel ?? { agent: false }), signal })
  return new Promise((resolve, reject) => {
    outgoing.once('error', reject)
    outgoing.once('response', (response) => {
      // From here on errors are the response's: a store that refuses need not read to the end.
      outgoing.on('error', () => undefined)
      resolve(response)
    })
    write(outgoing, path, sizeBytes, onSent).catch(reject)
  })
}

async function write(
  outgoing: ClientRequest,
  path: string,
  sizeBytes: number,
  onSent: (bytes: number) => void,
): Promise<void> {
  let sent = 0
  await pipeline(
    createReadStream(path),
    async function* count(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        sent += chunk.length
        yield chunk
        onSent(sent)
      }
      // The store would wait for the rest.
      if (sent !== sizeBytes) throw Object.assign(new Error('another length'), { path })
    },
    outgoing,
  )
}

async function readStored(response: IncomingMessage): Promise<Result<StoredObject>> {
  const headers = readHeaders(response)
  const httpStatus = response.statusCode ?? 0
  if (httpStatus !== 200) {
    const words = await readBeginning(response, maxErrorLength)
    response.destroy()
    const code = /<Code>([A-Za-z]{1,100})<\/Code>/.exec(words)?.[1]
    return fail('upload-refused', { httpStatus, ...(code === undefined ? {} : { cloudCode: code }) })
  }
  response.destroy()
  const { etag, 'x-cos-hash-crc64ecma': checksum } = headers
  if (etag === undefined || checksum === undefined) return fail('not-adp', { httpStatus })
  return { ok: true, value: { etag, checksum } }
}

/** Whether the file, not the network, is to blame. */
function isFileError(error: unknown, path: string): boolean {
  return error instanceof Error && 'path' in error && error.path === path
}
