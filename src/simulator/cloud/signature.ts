// Owns TC3-HMAC-SHA256: the signature over the bytes and headers of a cloud call as they were received (Tencent Cloud API
// 3.0, "Signature v3"). What a good signature allows is cloud.ts's.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { findCredential, type Credential } from './credentials.ts'
import { failure, type CloudFailure } from './failure.ts'

export interface SignedCall {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Milliseconds since the epoch, by the clock of the server. */
  readonly now: number
}

/** Who signed, and for which product of the cloud. */
export interface Signer {
  readonly credential: Credential
  readonly product: string
}

const algorithm = 'TC3-HMAC-SHA256'
const maxSkewSeconds = 300
const authorizationPattern =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/([a-z0-9]+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/
/** What must be signed at least. */
const mandatoryHeaders = ['content-type', 'host']

export function findSigner({
  headers,
  body,
  now,
}: SignedCall): { readonly signer: Signer } | { readonly failure: CloudFailure } {
  const mismatch = failure('AuthFailure.SignatureFailure', 'The signature does not match the request.')
  const [, secretId = '', date = '', product = '', names = '', signature = ''] =
    authorizationPattern.exec(headers.authorization ?? '') ?? []
  if (secretId === '') return mismatch
  const credential = findCredential(secretId)
  if (credential === undefined) return failure('AuthFailure.SecretIdNotFound', 'The SecretId is not found.')

  const timestamp = String(headers['x-tc-timestamp'] ?? '')
  if (!/^\d{1,12}$/.test(timestamp)) return mismatch
  if (Math.abs(now / 1000 - Number(timestamp)) > maxSkewSeconds)
    return failure('AuthFailure.SignatureExpire', 'The signature is older, or newer, than five minutes.')

  const signedHeaders = names.split(';')
  const isComplete =
    mandatoryHeaders.every((name) => signedHeaders.includes(name)) &&
    signedHeaders.every((name) => headers[name] !== undefined)
  if (!isComplete || date !== utcDate(timestamp)) return mismatch
  const expected = sign({
    secretKey: credential.secretKey,
    product,
    timestamp,
    headers: signedHeaders.map((name) => [name, String(headers[name])] as const),
    body,
  })
  return isEqual(expected.signature, signature) ? { signer: { credential, product } } : mismatch
}

/** The signature with the digests it is made from. The headers come in the order in which they are named as signed. */
export function sign(call: {
  readonly secretKey: string
  readonly product: string
  /** Seconds since the epoch. */
  readonly timestamp: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}): { readonly bodyDigest: string; readonly requestDigest: string; readonly signature: string } {
  const { secretKey, product, timestamp, headers, body } = call
  const bodyDigest = digest(body)
  const canonicalRequest = [
    'POST',
    '/',
    '',
    ...headers.map(([name, value]) => `${name.toLowerCase()}:${value.trim().toLowerCase()}`),
    '',
    headers.map(([name]) => name.toLowerCase()).join(';'),
    bodyDigest,
  ].join('\n')
  const requestDigest = digest(canonicalRequest)
  const scope = `${utcDate(timestamp)}/${product}/tc3_request`
  const text = [algorithm, timestamp, scope, requestDigest].join('\n')
  const key = [utcDate(timestamp), product, 'tc3_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `TC3${secretKey}`,
  )
  return { bodyDigest, requestDigest, signature: createHmac('sha256', key).update(text).digest('hex') }
}

function utcDate(timestamp: string): string {
  return new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

function isEqual(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
}
