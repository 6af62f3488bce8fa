import { describe, expect, it } from 'vitest'
import type { AdpConnection } from './client.ts'
import { findEndpoint } from './endpoints.ts'

function find(connection: Pick<AdpConnection, 'site' | 'serviceUrl'>): string {
  const endpoint = findEndpoint(
    { appKey: 'k', visitorId: 'v', accessMethod: 'automatic', protocolVersion: 'automatic', ...connection },
    '/v1/qbot/chat/sse',
  )
  return endpoint.ok ? endpoint.url.href : endpoint.failure.code
}

describe('the address of the service', () => {
  it.each<[AdpConnection['site'], string | undefined, string]>([
    ['china', undefined, 'https://wss.lke.cloud.tencent.com/v1/qbot/chat/sse'],
    ['international', undefined, 'https://wss.lke.tencentcloud.com/v1/qbot/chat/sse'],
    ['custom', 'https://adp.example.com', 'https://adp.example.com/v1/qbot/chat/sse'],
    [
      'custom',
      'https://adp.example.com:8443/prefix/',
      'https://adp.example.com:8443/prefix/v1/qbot/chat/sse',
    ],
    ['custom', 'http://127.0.0.1:4000', 'http://127.0.0.1:4000/v1/qbot/chat/sse'],
    ['custom', 'http://[::1]:4000', 'http://[::1]:4000/v1/qbot/chat/sse'],
    ['china', 'http://localhost:4000', 'http://localhost:4000/v1/qbot/chat/sse'],
    ['custom', undefined, 'invalid-input'],
    ['custom', 'nonsense', 'invalid-input'],
    ['custom', 'https://user:word@adp.example.com', 'invalid-input'],
    ['custom', 'https://adp.example.com/?x=1', 'invalid-input'],
    ['custom', 'http://adp.example.com', 'not-secure'],
    ['custom', 'http://127.0.0.1.example.com', 'not-secure'],
    ['custom', 'ftp://127.0.0.1', 'not-secure'],
    ['custom', 'file:///etc/hosts', 'not-secure'],
  ])('%s, service URL %s: %s', (site, serviceUrl, expected) => {
    expect(find({ site, ...(serviceUrl === undefined ? {} : { serviceUrl }) })).toBe(expected)
  })
})
