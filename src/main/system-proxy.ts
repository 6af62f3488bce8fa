// Owns the reading of what Chromium says about the system's proxy, which knows its settings and its scripts. Whether a
// connection asks for it is core/adp/proxy.ts's matter.

/** Kinds of proxies that we speak: how each is itself reached. */
const schemes: ReadonlyMap<string, string> = new Map([
  ['PROXY', 'http'],
  ['HTTP', 'http'],
  ['HTTPS', 'https'],
])

/**
 * The address of the proxy in a list like `PROXY proxy.example:3128; DIRECT`, or undefined for none. The first entry that
 * we can use counts: we do not speak SOCKS, and do not try one after the other.
 */
export function readProxyRules(rules: string): string | undefined {
  for (const rule of rules.split(';')) {
    const [, kind = '', host = ''] = /^\s*(\w+)(?:\s+(\S+))?\s*$/.exec(rule) ?? []
    if (kind.toUpperCase() === 'DIRECT') return undefined
    const scheme = schemes.get(kind.toUpperCase())
    if (scheme !== undefined && host !== '') return `${scheme}://${host}`
  }
  return undefined
}
