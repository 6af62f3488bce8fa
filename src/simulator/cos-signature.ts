// Owns the check of what signs a request to the object storage: the header `authorization` of COS, version 5, computed here
// from its description and sharing nothing with the client.
import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface TemporaryKeys {
  readonly secretId: string
  readonly secretKey: string
  readonly token: string
}

/** Why the storage refuses a request that carries its own signature; undefined when it does not. */
export function findSignatureError(
  request: IncomingMessage,
  keys: TemporaryKeys,
  nowSeconds: number,
): 'AccessDenied' | 'SignatureDoesNotMatch' | 'RequestTimeTooSkewed' | undefined {
  const fields = new URLSearchParams(request.headers.authorization)
  const field = (name: string): string => fields.get(name) ?? ''
  if (field('q-ak') !== keys.secretId || request.headers['x-cos-security-token'] !== keys.token)
    return 'AccessDenied'
  const [from, until] = field('q-sign-time').split(';').map(Number)
  if (from === undefined || until === undefined || !(from <= nowSeconds + 60 && nowSeconds < until))
    return 'RequestTimeTooSkewed'
  const names = field('q-header-list').split(';')
  // Without the host a signature could be used elsewhere.
  if (!names.includes('host') || field('q-sign-algorithm') !== 'sha1') return 'SignatureDoesNotMatch'
  const headers = names.map((name) => `${name}=${escape(String(request.headers[name] ?? ''))}`)
  const { pathname } = new URL(request.url ?? '', 'http://localhost')
  const text = `${(request.method ?? '').toLowerCase()}\n${decodeURIComponent(pathname)}\n\n${headers.join('&')}\n`
  const hash = createHash('sha1').update(text).digest('hex')
  const key = sign(keys.secretKey, field('q-key-time'))
  const expected = sign(key, `sha1\n${field('q-sign-time')}\n${hash}\n`)
  return field('q-signature') === expected ? undefined : 'SignatureDoesNotMatch'
}

function sign(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('hex')
}

/** Everything but letters, digits, `-`, `_`, `.` and `~`. */
function escape(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}
