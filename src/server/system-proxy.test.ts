import { expect, it } from 'vitest'
import { createEnvironmentProxy } from './system-proxy.ts'

const url = 'https://wss.lke.cloud.tencent.com/adp/v2/chat'
const all = { HTTPS_PROXY: 'http://proxy.example:3128' }

it.each<[string, Record<string, string>, string | undefined]>([
  ['nothing', {}, undefined],
  ['a proxy', all, 'http://proxy.example:3128'],
  ['one in small letters', { https_proxy: 'http://small.example:1' }, 'http://small.example:1'],
  ['both spellings', { ...all, https_proxy: 'http://small.example:1' }, 'http://small.example:1'],
  ['one without a scheme', { HTTPS_PROXY: 'proxy.example:3128' }, 'http://proxy.example:3128'],
  ['one for everything', { ALL_PROXY: 'http://all.example:1' }, 'http://all.example:1'],
  ['one for http alone', { HTTP_PROXY: 'http://plain.example:1' }, undefined],
  ['SOCKS', { ALL_PROXY: 'socks5://socks.example:1' }, 'socks5://socks.example:1'],
  ['an exception', { ...all, NO_PROXY: 'wss.lke.cloud.tencent.com' }, undefined],
  ['an exception above it', { ...all, no_proxy: 'example.org, .tencent.com' }, undefined],
  ['an exception with a star', { ...all, NO_PROXY: '*.tencent.com' }, undefined],
  ['an exception for all', { ...all, NO_PROXY: '*' }, undefined],
  ['an exception with this port', { ...all, NO_PROXY: 'tencent.com:443' }, undefined],
  ['an exception with another port', { ...all, NO_PROXY: 'tencent.com:8443' }, 'http://proxy.example:3128'],
  ['an exception that only ends the same', { ...all, NO_PROXY: 'cent.com' }, 'http://proxy.example:3128'],
])('an environment with %s', async (_name, env, expected) => {
  expect(await createEnvironmentProxy(env)(url)).toBe(expected)
})
