// Owns the signature of the object store (COS, version 5): what proves that a request was made with the keys of a permit.
// Needed only where the service gives no signed address; the request itself is put-object.ts's.
import { createHash, createHmac } from 'node:crypto'

export interface CosRequest {
  readonly method: 'GET' | 'PUT'
  readonly url: URL
  /** Those that are signed; names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

export interface CosKeys {
  readonly secretId: string
  readonly secretKey: string
}

/** When a signature is good, in seconds since the epoch. */
export interface CosValidity {
  readonly from: number
  readonly until: number
}

/** The value of the header `authorization`. The query of the address, which we never have, is not signed. */
export function signCosRequest(
  { method, url, headers }: CosRequest,
  { secretId, secretKey }: CosKeys,
  { from, until }: CosValidity,
): string {
  const time = `${from};${until}`
  const names = Object.keys(headers).sort()
  const signed = names.map((name) => `${encode(name)}=${encode(headers[name] ?? '')}`).join('&')
  // The path as the store knows it, the second empty line in the place of a query.
  const request = [method.toLowerCase(), decodeURIComponent(url.pathname), '', signed, ''].join('\n')
  const digest = createHash('sha1').update(request).digest('hex')
  const signKey = hmac(secretKey, time)
  return [
    'q-sign-algorithm=sha1',
    `q-ak=${secretId}`,
    `q-sign-time=${time}`,
    `q-key-time=${time}`,
    `q-header-list=${names.join(';')}`,
    'q-url-param-list=',
    `q-signature=${hmac(signKey, ['sha1', time, digest, ''].join('\n'))}`,
  ].join('&')
}

function hmac(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('hex')
}

/** As RFC 3986 encodes; `encodeURIComponent` leaves five characters as they are. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
