// Owns a cloud API for tests on the loopback interface: it writes down what it gets, finds out by itself whether that is
// signed, and answers what the test says. The check of the signature shares nothing with sign.ts.
import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Failure } from '#shared/failure.ts'
import { parseJson } from '#shared/parse-json.ts'
import { systemClock, type Clock } from '../../clock.ts'
import { createCloudApi, type CloudApi } from './api.ts'
import type { Result } from '../result.ts'
import { withoutProxy } from '../proxy.ts'

/** Words that must never come out again. */
export const secrets = {
  secretId: 'AKIDcanary0123456789',
  secretKey: 'canary/SecretKey+0123456789',
  appKey: 'canaryAppKey0123456789',
}
export const credentials = { secretId: secrets.secretId, secretKey: secrets.secretKey }

export const never = new AbortController().signal

export interface ReceivedCall {
  /** Service, action, version and region. */
  readonly call: string
  readonly isSigned: boolean
  readonly body: unknown
}

const closers: (() => void)[] = []

export function closeServers(): void {
  for (const close of closers.splice(0)) close()
}

/** A server that answers as it is told; closed by `closeServers`. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  // Safe: a server that listens on TCP has such an address.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/**
 * A cloud API. `answer` gives the members of `Response`, or answers by itself and gives nothing. `calls` are all that came.
 */
export async function serveCloud(
  answer: (call: ReceivedCall, response: ServerResponse) => object | undefined,
): Promise<{ url: string; api: CloudApi; calls: ReceivedCall[] }> {
  const calls: ReceivedCall[] = []
  const url = await serve((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const call = receive(request, Buffer.concat(chunks))
      calls.push(call)
      const members = answer(call, response)
      if (members === undefined) return
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ Response: members }))
    })
  })
  return { url, api: connect(url), calls }
}

/** The way to a cloud API at this address. */
export function connect(url: string, clock: Clock = systemClock): CloudApi {
  return createCloudApi({
    place: { site: 'custom', cloudApiUrl: url },
    credentials,
    clock,
    findProxy: withoutProxy,
  })
}

function receive(request: IncomingMessage, body: Buffer): ReceivedCall {
  const { headers } = request
  const credential = /Credential=([^/]+)\/([\d-]+)\/(\w+)\/tc3_request/.exec(headers.authorization ?? '')
  const service = credential?.[3] ?? ''
  return {
    call: [service, headers['x-tc-action'], headers['x-tc-version'], headers['x-tc-region']].join(' '),
    isSigned:
      request.method === 'POST' &&
      request.url === '/' &&
      headers.host === `127.0.0.1:${request.socket.localPort}` &&
      credential?.[1] === secrets.secretId &&
      headers.authorization?.split('Signature=')[1] ===
        signatureOf(request, service, credential[2] ?? '', body),
    body: readJson(body),
  }
}

function readJson(body: Buffer): unknown {
  const json = parseJson(body.toString())
  return json.ok ? json.value : json.text
}

/** Step by step as the API reference has it, from the bytes and headers that arrived. */
function signatureOf({ headers }: IncomingMessage, service: string, date: string, body: Buffer): string {
  const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')
  const hmac = (key: string | Buffer, content: string) => createHmac('sha256', key).update(content).digest()
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? ''
  const canonicalHeaders = names
    .split(';')
    .map((name) => `${name}:${String(headers[name]).trim().toLowerCase()}\n`)
    .join('')
  const canonical = `POST\n/\n\n${canonicalHeaders}\n${names}\n${hash(body)}`
  const timestamp = String(headers['x-tc-timestamp'])
  const today = new Date(Number(timestamp) * 1000)
  const dateOfTimestamp = `${today.getUTCFullYear()}-${String(today.getUTCMonth() + 1).padStart(2, '0')}-${String(today.getUTCDate()).padStart(2, '0')}`
  if (date !== dateOfTimestamp) return 'the date is not that of the timestamp'
  const secretDate = hmac(`TC3${secrets.secretKey}`, date)
  const secretSigning = hmac(hmac(secretDate, service), 'tc3_request')
  const stringToSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${hash(canonical)}`
  return hmac(secretSigning, stringToSign).toString('hex')
}

/** The value, or the failure without its sentence: that belongs to its code. */
export function summary<Value>(result: Result<Value>): Value | Omit<Failure, 'message'> {
  if (result.ok) return result.value
  const { code, retryable, detail } = result.failure
  return detail === undefined ? { code, retryable } : { code, retryable, detail }
}
