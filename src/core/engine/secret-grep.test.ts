import { describe, expect, it } from 'vitest'
import { findSecrets } from './test-secret-grep.ts'

const secret = 'Canary key/ü+ 密钥 0123456789'
const bytes = Buffer.from(secret)

describe('the search for secrets', () => {
  it.each<[string, string | Uint8Array, readonly string[]]>([
    ['text', `before ${secret} after`, ['text']],
    ['JSON', JSON.stringify({ key: secret }), ['text']],
    ['UTF-16', Buffer.from(`a${secret}b`, 'utf16le'), ['UTF-16']],
    ['UTF-16 the other way round', Buffer.from(`a${secret}b`, 'utf16le').swap16(), ['UTF-16']],
    ['an address', `https://example.com/?key=${encodeURIComponent(secret)}&a`, ['an address']],
    ['a form', new URLSearchParams({ key: secret }).toString(), ['an address']],
    ['hexadecimal digits', `0x${bytes.toString('hex').toUpperCase()}`, ['hexadecimal']],
    ...[0, 1, 2, 3].map((before): [string, string, readonly string[]] => [
      `base64 with ${before} bytes before it`,
      Buffer.concat([Buffer.alloc(before, 7), bytes, Buffer.alloc(before, 9)]).toString('base64'),
      ['base64'],
    ]),
    ['base64 for addresses', bytes.toString('base64url'), ['base64']],
    ['nothing', secret.slice(0, -1), []],
  ])('finds one in %s', (_place, content, writings) => {
    const expected = writings.map((writing) => `key in place as ${writing}`)
    expect(findSecrets({ key: secret }, { place: content })).toEqual(expected)
  })
})
