// Owns the addresses of the service: a fixed host per site, or the addresses of the profile. Encrypted, or on this
// machine. Paths belong to the generations, what is called at the cloud API to cloud/.
import { createFailure, type Failure } from '#shared/failure.ts'
import type { Site } from '#shared/profile.ts'
import type { AdpConnection } from './client.ts'

/** A service of the cloud API: the product's old name, and its new one. */
export type CloudService = 'lke' | 'adp'

interface SiteAddresses {
  /** Of v1 over HTTP SSE, and of the WebSockets of both generations. */
  readonly dialogue: string
  /** Of v2 over HTTP SSE, where that is another one. */
  readonly dialogueV2?: string
  readonly cloud: Readonly<Record<CloudService, string>>
  readonly region: string
}

const china = 'https://wss.lke.cloud.tencent.com'

/** From the Dialogue API documents and the API reference; of the stand-alone site as public clients report it. */
const sites: Readonly<Record<Exclude<Site, 'custom'>, SiteAddresses>> = {
  china: {
    dialogue: china,
    cloud: { lke: 'https://lke.tencentcloudapi.com', adp: 'https://adp.tencentcloudapi.com' },
    region: 'ap-guangzhou',
  },
  international: {
    dialogue: 'https://wss.lke.tencentcloud.com',
    cloud: { lke: 'https://lke.intl.tencentcloudapi.com', adp: 'https://adp.intl.tencentcloudapi.com' },
    region: 'ap-jakarta',
  },
  standalone: {
    dialogue: china,
    dialogueV2: 'https://adp.tencent.com',
    cloud: { lke: 'https://capi.adp.tencent.com', adp: 'https://capi.adp.tencent.com' },
    region: 'ap-guangzhou',
  },
}

const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

export type Endpoint =
  { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly failure: Failure }

/** What of a connection says where the service is. */
export type Place = Pick<AdpConnection, 'site' | 'serviceUrl' | 'cloudApiUrl'>

/** Where a question is posted. Judged by the parsed URL, so by the host that would really be called. */
export function findSseEndpoint({ site, serviceUrl }: Place, path: string): Endpoint {
  const known = site === 'custom' ? undefined : sites[site]
  const isV2 = path.startsWith('/adp/')
  return findEndpoint(serviceUrl ?? (isV2 ? known?.dialogueV2 : undefined) ?? known?.dialogue, path)
}

/** Where a WebSocket is opened, with the query of an Engine.IO 4 session that begins as one. */
export function findSocketEndpoint({ site, serviceUrl }: Place, path: string): Endpoint {
  const endpoint = findEndpoint(serviceUrl ?? (site === 'custom' ? undefined : sites[site].dialogue), path)
  if (!endpoint.ok) return endpoint
  const { url } = endpoint
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  // The v2 document shows the language as part of the address; it chooses the language of titles.
  if (path.startsWith('/adp/')) url.searchParams.set('language', 'zh-CN')
  url.searchParams.set('EIO', '4')
  url.searchParams.set('transport', 'websocket')
  return endpoint
}

/** Where a service of the cloud API is called. A private deployment has all its services at one address. */
export function findCloudEndpoint({ site, serviceUrl, cloudApiUrl }: Place, service: CloudService): Endpoint {
  const known = site === 'custom' ? serviceUrl : sites[site].cloud[service]
  return findEndpoint(cloudApiUrl ?? known, '/')
}

/** The region that calls to the cloud API name. */
export function regionOf({ site }: Place): string {
  return site === 'custom' ? sites.china.region : sites[site].region
}

/** An address as it stands, checked like every other; for the person's own token endpoint, which may have a query. */
export function checkAddress(address: string): Endpoint {
  if (!URL.canParse(address)) return { ok: false, failure: createFailure('invalid-input') }
  const url = new URL(address)
  const isLoopback = url.protocol === 'http:' && loopbackHosts.includes(url.hostname)
  if (url.protocol !== 'https:' && !isLoopback) {
    return { ok: false, failure: createFailure('not-secure', { cause: 'NOT_HTTPS' }) }
  }
  if (`${url.username}${url.password}${url.hash}` !== '') {
    return { ok: false, failure: createFailure('invalid-input') }
  }
  return { ok: true, url }
}

function findEndpoint(base: string | undefined, path: string): Endpoint {
  const address = checkAddress(base ?? '')
  if (!address.ok) return address
  const { url } = address
  if (url.search !== '') return { ok: false, failure: createFailure('invalid-input') }
  url.pathname = url.pathname.replace(/\/+$/, '') + path
  return address
}
