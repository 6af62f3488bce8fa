// Owns the steps of a connection test below HTTP, each on its own: the name, the connection, the tunnel through a proxy, TLS.
// Nothing is sent over what they open. The tunnel and the demands on TLS are those of every question (tunnel.ts).
import { lookup } from 'node:dns/promises'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'
import { createFailure, type Failure } from '#shared/failure.ts'
import { createNetworkFailure } from './network-failure.ts'
import type { Facts } from './step-list.ts'
import { openTunnel, portOf, tlsOptionsFor } from './tunnel.ts'

/** What a step has come to. With a failure there may be facts that explain it. */
export type Probed<Value> =
  | { readonly ok: true; readonly facts: Facts; readonly value: Value }
  | { readonly ok: false; readonly facts: Facts; readonly failure: Failure }

/** The first hop: the proxy where there is one. */
export interface Hop {
  readonly url: URL
  readonly isProxy: boolean
}

export async function probeName({ url, isProxy }: Hop, signal: AbortSignal): Promise<Probed<undefined>> {
  try {
    const addresses = await orAbort(lookup(hostOf(url), { all: true }), signal)
    const ipAddress = addresses.map(({ address }) => address).join(', ')
    return { ok: true, facts: { address: hostOf(url), ipAddress }, value: undefined }
  } catch (error) {
    return fail(error, isProxy, { address: hostOf(url) })
  }
}

/** The connection stays open for the next step. */
export async function probeTcp({ url, isProxy }: Hop, signal: AbortSignal): Promise<Probed<Socket>> {
  const address = `${url.hostname}:${portOf(url)}`
  const socket = connectTcp({ host: hostOf(url), port: portOf(url), signal })
  try {
    await opened(socket, 'connect')
    return { ok: true, facts: { address, ipAddress: socket.remoteAddress }, value: socket }
  } catch (error) {
    return fail(signal.aborted ? signal.reason : error, isProxy, { address })
  }
}

export async function probeProxy(proxy: URL, url: URL, signal: AbortSignal): Promise<Probed<Socket>> {
  const facts = { proxy: proxy.host }
  try {
    return { ok: true, facts, value: await openTunnel(proxy, url, signal) }
  } catch (error) {
    return fail(signal.aborted ? signal.reason : error, true, facts)
  }
}

export async function probeTls(socket: Socket, url: URL, signal: AbortSignal): Promise<Probed<undefined>> {
  const secured = connectTls({ socket, ...tlsOptionsFor(url) })
  let facts: Facts = {}
  // Not documented: told when the handshake is over, before the certificate is judged. Afterwards a certificate that was
  // refused is gone, and with it what would explain why. Should it not be told any more, only the facts are missing.
  secured.prependListener('secure', () => {
    facts = describeTls(secured)
  })
  const onAbort = (): void => void secured.destroy(asError(signal.reason))
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    await opened(secured, 'secureConnect')
    return { ok: true, facts, value: undefined }
  } catch (error) {
    return fail(error, false, facts)
  } finally {
    signal.removeEventListener('abort', onAbort)
    secured.destroy()
    socket.destroy()
  }
}

function describeTls(socket: TLSSocket): Facts {
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate()
  return {
    tlsVersion: socket.getProtocol() ?? undefined,
    certificateSubject: nameOf(certificate.subject),
    certificateIssuer: nameOf(certificate.issuer),
    validFrom: readTime(certificate.valid_from),
    validTo: readTime(certificate.valid_to),
  }
}

/** A name may have several values of a kind. */
function nameOf(name: PeerCertificate['subject'] | undefined): string | undefined {
  const parts = [name?.CN, name?.O].flat().filter((part) => part !== undefined && part !== '')
  return [...new Set(parts)].join(', ') || undefined
}

/** Certificates say times as `Nov 26 17:00:00 2026 GMT`. */
function readTime(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve())
    socket.once('close', () => reject(new SystemError('ECONNRESET')))
    // Stays: an error that comes later must not end the program.
    socket.on('error', reject)
  })
}

/** An error with a name that the system could have given it. */
class SystemError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** What a step is aborted with when its time is over. */
export const timedOut = new SystemError('ETIMEDOUT')

function orAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(asError(signal.reason))
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new SystemError('ECONNABORTED')
}

function fail(error: unknown, isProxy: boolean, facts: Facts): Probed<never> {
  const failure = createNetworkFailure(error)
  if (!isProxy || failure.code === 'proxy-failed') return { ok: false, facts, failure }
  const cause = failure.detail?.cause ?? 'Error'
  return { ok: false, facts, failure: createFailure('proxy-failed', { cause }) }
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}
