// Owns what is asked of every request before anything is looked up for it: that it was sent to this machine by name
// (a foreign page can point its own name at 127.0.0.1) and by a page of ours. What it is for, host.ts decides.
import type { IncomingMessage } from 'node:http'

export type Refusal = 403 | 405 | 421

const methods = ['GET', 'HEAD', 'POST']
const safeMethods = ['GET', 'HEAD']

/** The status to refuse a request with, or undefined when it may go on. An upgrade must always name its origin. */
export function findRefusal(
  request: IncomingMessage,
  port: number,
  kind: 'request' | 'upgrade',
): Refusal | undefined {
  const { 'sec-fetch-site': site } = request.headers
  const { host: hosts = [], origin: origins = [] } = request.headersDistinct
  const [host = ''] = hosts
  if (hosts.length !== 1 || !listHosts(port).includes(host)) return 421

  const method = request.method ?? ''
  if (!(kind === 'upgrade' ? ['GET'] : methods).includes(method)) return 405

  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403
  const mustNameOrigin = kind === 'upgrade' || !safeMethods.includes(method)
  if (origins.length === 0) return mustNameOrigin ? 403 : undefined
  return origins.length === 1 && origins[0] === `http://${host}` ? undefined : 403
}

/** How a browser names this host. It leaves the port out when it is the one that http has anyway. */
function listHosts(port: number): string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => (port === 80 ? name : `${name}:${port}`))
}
