// Owns the addresses of the dialogue service: a fixed host per site, or the service URL of the profile. Encrypted, or on
// this machine. Paths belong to the generations.
import { createFailure, type Failure } from '#shared/failure.ts'
import type { AdpConnection } from './client.ts'

const origins: Readonly<Record<string, string>> = {
  china: 'https://wss.lke.cloud.tencent.com',
  international: 'https://wss.lke.tencentcloud.com',
}

const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

export type Endpoint =
  { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly failure: Failure }

/** The address of `path` for this connection. Judged by the parsed URL, so by the host that would really be called. */
export function findEndpoint(connection: AdpConnection, path: string): Endpoint {
  const base = connection.serviceUrl ?? origins[connection.site]
  if (base === undefined || !URL.canParse(base)) return { ok: false, failure: createFailure('invalid-input') }
  const url = new URL(base)
  const isLoopback = url.protocol === 'http:' && loopbackHosts.includes(url.hostname)
  if (url.protocol !== 'https:' && !isLoopback) {
    return { ok: false, failure: createFailure('not-secure', { cause: 'NOT_HTTPS' }) }
  }
  if (`${url.username}${url.password}${url.search}${url.hash}` !== '') {
    return { ok: false, failure: createFailure('invalid-input') }
  }
  url.pathname = url.pathname.replace(/\/+$/, '') + path
  return { ok: true, url }
}
