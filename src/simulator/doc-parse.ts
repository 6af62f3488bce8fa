// Owns the parsing of documents (v2 protocol notes, example H): checks that what is to be parsed was uploaded as a
// document, tells how far it is, and gives the document an id that is good in one session. The name of a file chooses what
// becomes of it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { findApp } from './apps.ts'
import { bucket } from './cloud/storage.ts'
import { errorMessage } from './error-messages.ts'
import { documentedFramings, frameEvent } from './framing.ts'
import { maxBodyBytes, parseBody, readBody, sendHttpError } from './http.ts'
import { encodeJson, type JsonObject } from './json.ts'
import { keep, type Observations, type ReceivedRequest } from './observations.ts'
import { pause } from './pace.ts'
import { randomText } from './random.ts'
import type { Service } from './service.ts'
import { isMembers, isText, type Members } from './validation.ts'

/** By a word in the name of the file. */
export const documentOutcomes = {
  fail: 'ends with FAILED',
  number: 'is given its id as a bare number beyond 2^53',
  stall: 'is never done',
} as const

interface Parsing {
  readonly service: Service
  readonly observations: Observations
  readonly path: string
  /** Aborted when the simulator closes. */
  readonly closing: AbortSignal
}

const framing = { ...documentedFramings.v2, contentType: 'text/event-stream', hasEventName: false }
const stepMs = 500
const textMembers = [
  'session_id',
  'request_id',
  'bot_app_key',
  'cos_bucket',
  'cos_url',
  'file_type',
  'file_name',
  'e_tag',
  'cos_hash',
  'size',
]

export async function answerParsing(
  request: IncomingMessage,
  response: ServerResponse,
  { service, observations, path, closing }: Parsing,
): Promise<void> {
  const bytes = await readBody(request, maxBodyBytes)
  if (bytes === undefined) return sendHttpError(response, 413, 'The body is larger than 2 MB.')
  const body = parseBody(bytes).value
  const received = keep<ReceivedRequest>(observations.requests, { path, body, status: 'answering' })
  const leaving = new AbortController()
  response.once('close', () => leaving.abort())
  const signal = AbortSignal.any([leaving.signal, closing])
  response.writeHead(200, { 'content-type': framing.contentType, 'cache-control': 'no-cache' })
  response.flushHeaders()
  try {
    for await (const event of parse(isMembers(body) ? body : {}, service, signal)) {
      response.write(
        frameEvent({ name: '', body: encodeJson(event, { order: 'given', absent: 'left-out' }) }, framing),
      )
    }
    received.status = 'answered'
    response.end()
  } catch (cause) {
    received.status = 'aborted'
    throw cause
  }
}

async function* parse(body: Members, service: Service, signal: AbortSignal): AsyncGenerator<JsonObject> {
  const code = findError(body)
  if (code !== undefined) {
    const requestId = typeof body['request_id'] === 'string' ? body['request_id'] : ''
    yield { type: 'error', error: { code, message: errorMessage(code) }, request_id: requestId }
    return
  }
  const name = String(body['file_name'])
  const waitMs = stepMs * service.paceFactor
  yield progress('0', 10, 'RUNNING')
  await pause(waitMs, signal)
  yield progress('0', 60, 'RUNNING')
  await pause(name.includes('stall') ? 2 ** 31 - 1 : waitMs, signal)
  if (name.includes('fail')) {
    yield progress('0', 100, 'FAILED', 'The document cannot be parsed.')
  } else if (!isUploaded(body, service)) {
    yield progress('0', 100, 'FAILED', 'Invalid-URL')
  } else {
    const documentId = `179${randomText(service.idRandom, '0123456789', 16)}`
    service.documentSessions.set(documentId, String(body['session_id']))
    yield progress(name.includes('number') ? BigInt(documentId) : documentId, 100, 'SUCCESS')
  }
}

function findError(body: Members): number | undefined {
  if (!textMembers.every((name) => isText(body[name], 1, 4096)) || !/^\d+$/.test(String(body['size'])))
    return 400
  const app = findApp(String(body['bot_app_key']))
  if (app === undefined) return 4505004
  return app.state === 'published' ? undefined : 460004
}

/** Whether these very bytes were put where documents for a chat belong. */
function isUploaded(body: Members, { uploads }: Service): boolean {
  const place = uploads.find(String(body['cos_url']))
  return (
    place?.stored !== undefined &&
    body['cos_bucket'] === bucket &&
    place.use === 'realtime' &&
    !place.isPublic &&
    place.stored.etag === body['e_tag'] &&
    place.stored.checksum === body['cos_hash'] &&
    String(place.stored.bytes.length) === body['size']
  )
}

function progress(documentId: string | bigint, percent: number, status: string, message = ''): JsonObject {
  return {
    type: 'parsing',
    payload: {
      doc_id: documentId,
      process: percent,
      status,
      is_final: status !== 'RUNNING',
      error_message: message,
    },
  }
}
