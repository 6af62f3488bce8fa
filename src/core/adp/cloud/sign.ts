// Owns the signature of the cloud API, TC3-HMAC-SHA256 (API reference 1759/132550): which bytes are signed, and the headers
// that carry it. Pure. What is called, and when, is api.ts's matter.
import { createHash, createHmac } from 'node:crypto'

export interface Credentials {
  readonly secretId: string
  readonly secretKey: string
}

export interface CallToSign {
  /** `lke` or `adp`. */
  readonly service: string
  /** As in the `Host` header, with the port where the address names one. */
  readonly host: string
  readonly action: string
  /** Seconds since the epoch. The service allows five minutes of difference. */
  readonly timestamp: number
  /** Exactly what is sent. */
  readonly body: Uint8Array
}

const algorithm = 'TC3-HMAC-SHA256'

/** Signed and sent alike, byte for byte: without the charset the stand-alone site finds the signature wrong. */
const contentType = 'application/json; charset=utf-8'

const signedHeaders = 'content-type;host;x-tc-action'

/** The headers of a call that belong to the signature; neither secret is in them. */
export function sign({ secretId, secretKey }: Credentials, call: CallToSign): Record<string, string> {
  const timestamp = String(call.timestamp)
  const date = new Date(call.timestamp * 1000).toISOString().slice(0, 10)
  const scope = `${date}/${call.service}/tc3_request`
  const stringToSign = [algorithm, timestamp, scope, hash(encodeCanonicalRequest(call))].join('\n')
  const key = [date, call.service, 'tc3_request'].reduce<string | Buffer>(hmac, `TC3${secretKey}`)
  const signature = hmac(key, stringToSign).toString('hex')
  return {
    authorization: `${algorithm} Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
    'content-type': contentType,
    host: call.host,
    'x-tc-action': call.action,
    'x-tc-timestamp': timestamp,
  }
}

/** What of a call the signature vouches for. The path is always `/`; values are in lower case here only. */
export function encodeCanonicalRequest({ host, action, body }: CallToSign): string {
  const headers = `content-type:${contentType}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`
  return ['POST', '/', '', headers, signedHeaders, hash(body)].join('\n')
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac('sha256', key).update(content).digest()
}
