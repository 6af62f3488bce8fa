import { expect, it } from 'vitest'
import { readProxyRules } from './system-proxy.ts'

it.each([
  ['DIRECT', undefined],
  ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
  ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
  ['HTTPS proxy.example:443;DIRECT', 'https://proxy.example:443'],
  ['SOCKS5 socks.example:1080; PROXY proxy.example:3128', 'http://proxy.example:3128'],
  ['SOCKS5 socks.example:1080; DIRECT; PROXY late.example:1', undefined],
  ['DIRECT; PROXY proxy.example:3128', undefined],
  ['PROXY [2001:db8::1]:3128', 'http://[2001:db8::1]:3128'],
  ['', undefined],
  ['nonsense', undefined],
])('%s', (rules, expected) => {
  expect(readProxyRules(rules)).toBe(expected)
})
