import { describe, expect, it } from 'vitest'
import {
  checkAddress,
  findCloudEndpoint,
  findSocketEndpoint,
  findSseEndpoint,
  regionOf,
  type Endpoint,
  type Place,
} from './endpoints.ts'

function hrefOf(endpoint: Endpoint): string {
  return endpoint.ok ? endpoint.url.href : endpoint.failure.code
}

const v1 = '/v1/qbot/chat/sse'
const v2 = '/adp/v2/chat'

describe('the address that a question is posted to', () => {
  it.each<[Place, string, string]>([
    [{ site: 'china' }, v1, 'https://wss.lke.cloud.tencent.com/v1/qbot/chat/sse'],
    [{ site: 'china' }, v2, 'https://wss.lke.cloud.tencent.com/adp/v2/chat'],
    [{ site: 'international' }, v1, 'https://wss.lke.tencentcloud.com/v1/qbot/chat/sse'],
    [{ site: 'international' }, v2, 'https://wss.lke.tencentcloud.com/adp/v2/chat'],
    [{ site: 'standalone' }, v1, 'https://wss.lke.cloud.tencent.com/v1/qbot/chat/sse'],
    [{ site: 'standalone' }, v2, 'https://adp.tencent.com/adp/v2/chat'],
    [
      { site: 'standalone', serviceUrl: 'https://adp.example.com' },
      v2,
      'https://adp.example.com/adp/v2/chat',
    ],
    [
      { site: 'custom', serviceUrl: 'https://adp.example.com' },
      v1,
      'https://adp.example.com/v1/qbot/chat/sse',
    ],
    [
      { site: 'custom', serviceUrl: 'https://adp.example.com:8443/prefix/' },
      v1,
      'https://adp.example.com:8443/prefix/v1/qbot/chat/sse',
    ],
    [{ site: 'custom', serviceUrl: 'http://127.0.0.1:4000' }, v1, 'http://127.0.0.1:4000/v1/qbot/chat/sse'],
    [{ site: 'custom', serviceUrl: 'http://[::1]:4000' }, v1, 'http://[::1]:4000/v1/qbot/chat/sse'],
    [{ site: 'china', serviceUrl: 'http://localhost:4000' }, v1, 'http://localhost:4000/v1/qbot/chat/sse'],
    [{ site: 'custom' }, v1, 'invalid-input'],
    [{ site: 'custom', serviceUrl: 'nonsense' }, v1, 'invalid-input'],
    [{ site: 'custom', serviceUrl: 'https://user:word@adp.example.com' }, v1, 'invalid-input'],
    [{ site: 'custom', serviceUrl: 'https://adp.example.com/?x=1' }, v1, 'invalid-input'],
    [{ site: 'custom', serviceUrl: 'http://adp.example.com' }, v1, 'not-secure'],
    [{ site: 'custom', serviceUrl: 'http://127.0.0.1.example.com' }, v1, 'not-secure'],
    [{ site: 'custom', serviceUrl: 'ftp://127.0.0.1' }, v1, 'not-secure'],
    [{ site: 'custom', serviceUrl: 'file:///etc/hosts' }, v1, 'not-secure'],
  ])('%j %s: %s', (place, path, expected) => {
    expect(hrefOf(findSseEndpoint(place, path))).toBe(expected)
  })
})

describe('the address of a WebSocket', () => {
  it.each<[Place, string, string]>([
    [
      { site: 'china' },
      '/v1/qbot/chat/conn/',
      'wss://wss.lke.cloud.tencent.com/v1/qbot/chat/conn/?EIO=4&transport=websocket',
    ],
    [
      { site: 'international' },
      '/adp/v2/chat/conn/',
      'wss://wss.lke.tencentcloud.com/adp/v2/chat/conn/?language=zh-CN&EIO=4&transport=websocket',
    ],
    [
      { site: 'standalone' },
      '/adp/v2/chat/conn/',
      'wss://wss.lke.cloud.tencent.com/adp/v2/chat/conn/?language=zh-CN&EIO=4&transport=websocket',
    ],
    [
      { site: 'custom', serviceUrl: 'http://127.0.0.1:4000/x' },
      '/v1/qbot/chat/conn/',
      'ws://127.0.0.1:4000/x/v1/qbot/chat/conn/?EIO=4&transport=websocket',
    ],
    [{ site: 'custom', serviceUrl: 'http://adp.example.com' }, '/v1/qbot/chat/conn/', 'not-secure'],
  ])('%j %s: %s', (place, path, expected) => {
    expect(hrefOf(findSocketEndpoint(place, path))).toBe(expected)
  })
})

describe('the address of the cloud API', () => {
  it.each<[Place, string, string, string]>([
    [
      { site: 'china' },
      'https://lke.tencentcloudapi.com/',
      'https://adp.tencentcloudapi.com/',
      'ap-guangzhou',
    ],
    [
      { site: 'international' },
      'https://lke.intl.tencentcloudapi.com/',
      'https://adp.intl.tencentcloudapi.com/',
      'ap-jakarta',
    ],
    [
      { site: 'standalone' },
      'https://capi.adp.tencent.com/',
      'https://capi.adp.tencent.com/',
      'ap-guangzhou',
    ],
    [
      { site: 'custom', serviceUrl: 'https://adp.example.com' },
      'https://adp.example.com/',
      'https://adp.example.com/',
      'ap-guangzhou',
    ],
    [
      { site: 'custom', serviceUrl: 'https://adp.example.com', cloudApiUrl: 'http://127.0.0.1:9/api' },
      'http://127.0.0.1:9/api/',
      'http://127.0.0.1:9/api/',
      'ap-guangzhou',
    ],
  ])('%j', (place, lke, adp, region) => {
    expect([
      hrefOf(findCloudEndpoint(place, 'lke')),
      hrefOf(findCloudEndpoint(place, 'adp')),
      regionOf(place),
    ]).toEqual([lke, adp, region])
  })
})

describe('an address of the person', () => {
  it.each([
    ['https://tokens.example.com/adp?app=hr', 'https://tokens.example.com/adp?app=hr'],
    ['http://127.0.0.1:8000/token', 'http://127.0.0.1:8000/token'],
    ['http://tokens.example.com/', 'not-secure'],
    ['https://me:word@tokens.example.com/', 'invalid-input'],
    ['tokens.example.com', 'invalid-input'],
  ])('%s: %s', (address, expected) => {
    expect(hrefOf(checkAddress(address))).toBe(expected)
  })
})
