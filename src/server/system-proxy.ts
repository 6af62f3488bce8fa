// Owns the proxy of a system without a browser of its own: the environment variables that curl and others have made the
// custom. Whether a connection asks for it is core/adp/proxy.ts's matter.

type Environment = Readonly<Record<string, string | undefined>>

/** The proxy for an address, by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in small letters first. */
export function createEnvironmentProxy(env: Environment): (url: string) => Promise<string | undefined> {
  const read = (name: string): string => (env[name.toLowerCase()] ?? env[name] ?? '').trim()
  return (address) => {
    const url = new URL(address)
    if (isExcepted(url, read('NO_PROXY'))) return Promise.resolve(undefined)
    const own = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY')
    const proxy = own === '' ? read('ALL_PROXY') : own
    if (proxy === '') return Promise.resolve(undefined)
    // Without a scheme it is an HTTP proxy. SOCKS is not spoken; core/adp/proxy.ts leaves it out.
    return Promise.resolve(/^[a-z][\w+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`)
  }
}

/** `*`, or a list of hosts, each with all hosts below it, perhaps with a port. */
function isExcepted({ hostname, port, protocol }: URL, exceptions: string): boolean {
  const usedPort = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((exception) => {
      if (exception === '*') return true
      const [, name = '', ownPort] = /^(?:\*?\.)?(\[[^\]]+\]|[^:]*)(?::(\d+))?$/.exec(exception) ?? []
      if (name === '' || (ownPort !== undefined && ownPort !== usedPort)) return false
      return hostname === name || hostname.endsWith(`.${name}`)
    })
}
