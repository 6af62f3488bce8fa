import { describe, expect, it } from 'vitest'
import { checkProxyAddress } from './proxy-form.ts'

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy.example.com:3128', 'http://proxy.example.com:3128'],
    ['  https://proxy.example.com  ', 'https://proxy.example.com'],
    ['proxy.example.com:3128', 'http://proxy.example.com:3128'],
    ['127.0.0.1:7890', 'http://127.0.0.1:7890'],
    ['[::1]:7890', 'http://[::1]:7890'],
  ])('%j is taken', (text, url) => {
    expect(checkProxyAddress(text)).toEqual({ ok: true, proxy: { mode: 'custom', url } })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['socks5://proxy.example.com:1080', 'not-a-url'],
    ['http://', 'not-a-url'],
    ['http://proxy.example.com:99999', 'not-a-url'],
    ['a proxy', 'not-a-url'],
    ['http://user:secret@proxy.example.com:3128', 'has-credentials'],
    ['http://proxy.example.com:3128?a=1', 'has-query'],
    ['http://proxy.example.com:3128/path', 'has-query'],
    [`http://${'a'.repeat(500)}.example`, 'too-long'],
  ])('%j is refused in words', (text, problem) => {
    expect(checkProxyAddress(text)).toEqual({ ok: false, problem })
  })
})
