// Owns which proxy a connection takes: the setting of the person, or what the system says. Addresses of this computer are
// never given to a proxy. How a connection goes through one is in tunnel.ts; how the system is asked, each shell knows.
import type { ProxySetting } from '#shared/settings.ts'
import type { Clock } from '../clock.ts'

/** The proxy for a connection to this address (https, http, wss or ws), or undefined for none. Never rejects. */
export type FindProxy = (url: URL) => Promise<URL | undefined>

/**
 * The system's proxy for an http or https address: an http or https address itself, perhaps with credentials; undefined
 * for none, and for kinds of proxies that we do not speak (SOCKS).
 */
export type FindSystemProxy = (url: string) => Promise<string | undefined>

export interface ProxyOptions {
  /** Asked for every connection, so that a change counts from the next one on. */
  readonly readSetting: () => ProxySetting
  readonly findSystemProxy: FindSystemProxy
  readonly clock: Clock
}

/** How long the system may look for its proxy, which can mean to fetch and run a script; then there is none. */
const systemMs = 5_000

export const withoutProxy: FindProxy = () => Promise.resolve(undefined)

export function createFindProxy({ readSetting, findSystemProxy, clock }: ProxyOptions): FindProxy {
  async function find(url: URL): Promise<string | undefined> {
    if (isLoopback(url)) return undefined
    const setting = readSetting()
    switch (setting.mode) {
      case 'none':
        return undefined
      case 'custom':
        return setting.url
      case 'system':
        // Rules of a system are about web addresses; a WebSocket begins as one.
        return within(systemMs, findSystemProxy(url.href.replace(/^ws/, 'http')), clock)
    }
  }

  return async (url) => {
    // Neither a history that cannot be read nor a system that does not answer keeps a question from being asked.
    const address = await find(url).catch(() => undefined)
    if (address === undefined || !URL.canParse(address)) return undefined
    const proxy = new URL(address)
    return proxy.protocol === 'http:' || proxy.protocol === 'https:' ? proxy : undefined
  }
}

function isLoopback({ hostname }: URL): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:.*\.)?localhost)$/i.test(hostname)
}

function within<Value>(limitMs: number, work: Promise<Value>, clock: Clock): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => resolve(undefined))
    work.then(resolve, reject).finally(cancel)
  })
}
