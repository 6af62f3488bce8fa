// Owns the way through a proxy: CONNECT (RFC 9110, 9.3.6), and inside of it the same TLS, checked in the same way, as without
// a proxy, so that the proxy sees which host is called and nothing else. Which proxy, if any, is proxy.ts's matter; why not
// Node's own agent, decision 21 says.
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { stopsReadingWhenPaused } from './listening-pace.ts'
import type { FindProxy } from './proxy.ts'

/** The proxy could not be reached, or does not let us through. `code` is the system's, or `PROXY_REFUSED`. */
export class ProxyError extends Error {
  readonly code: string
  /** What the proxy answered, when it answered. */
  readonly httpStatus: number | undefined

  constructor(code: string, httpStatus?: number, options?: ErrorOptions) {
    super(`The proxy cannot be used: ${code}`, options)
    this.name = 'ProxyError'
    this.code = code
    this.httpStatus = httpStatus
  }
}

/** What `request` of node:http and node:https, and `ws`, take to use a connection that is there already. */
export interface TunnelOptions {
  readonly createConnection: () => Socket
}

/**
 * A connection to the host of `url` through its proxy; undefined when it has none. Rejects with ProxyError, and with the
 * reason of `signal`.
 */
export async function openTunnelFor(
  url: URL,
  findProxy: FindProxy,
  signal: AbortSignal,
): Promise<TunnelOptions | undefined> {
  const proxy = await findProxy(url)
  signal.throwIfAborted()
  if (proxy === undefined) return undefined
  const socket = await openTunnel(proxy, url, signal)
  return { createConnection: () => (isEncrypted(url) ? secure(socket, url) : socket) }
}

/** A bare connection to the host of `url`, made by the proxy. Rejects as `openTunnelFor`. */
export function openTunnel(proxy: URL, url: URL, signal: AbortSignal): Promise<Socket> {
  const request = proxy.protocol === 'https:' ? requestHttps : requestHttp
  const target = `${url.hostname}:${portOf(url)}`
  return new Promise((resolve, reject) => {
    const outgoing = request({
      method: 'CONNECT',
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: portOf(proxy),
      path: target,
      headers: { host: target, ...authorize(proxy) },
      agent: false,
      signal,
      ...stopsReadingWhenPaused,
    })
    outgoing.once('error', (error) => {
      reject(signal.aborted ? error : new ProxyError(codeOf(error), undefined, { cause: error }))
    })
    // A proxy that refuses answers like any server, also to CONNECT.
    outgoing.once('connect', ({ statusCode = 0 }, socket, head) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy()
        reject(new ProxyError('PROXY_REFUSED', statusCode))
        return
      }
      if (head.length > 0) socket.unshift(head)
      // Safe: over HTTP/1 it is the connection itself.
      resolve(socket as Socket)
    })
    outgoing.once('response', (response) => {
      response.destroy()
      reject(new ProxyError('PROXY_REFUSED', response.statusCode))
    })
    outgoing.end()
  })
}

export function isEncrypted({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'wss:'
}

export function portOf(url: URL): number {
  return Number(url.port) || (isEncrypted(url) ? 443 : 80)
}

/** The same options as Node's own agent has for https. */
function secure(socket: Socket, url: URL): Socket {
  return connectTls({ socket, ...tlsOptionsFor(url), ...stopsReadingWhenPaused })
}

/** What a TLS connection to this address is asked for, with or without a proxy. */
export function tlsOptionsFor({ hostname }: URL) {
  const host = hostname.replace(/^\[|\]$/g, '')
  const isAddress = /^[\d.]+$|:/.test(host)
  return { host, ALPNProtocols: ['http/1.1'], ...(isAddress ? {} : { servername: host }) }
}

/** Proxies of the environment may come with a name and a password. */
function authorize({ username, password }: URL): Record<string, string> {
  if (username + password === '') return {}
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(words).toString('base64')}` }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
