// Owns fetching what an answer of a service points to: from the internet, encrypted, without anything that says who asks; or
// from the one service on this machine that the conversation belongs to. What is made of it is remote-image.ts's and
// remote-file.ts's.
import { lookup as lookupAddress, type LookupAddress } from 'node:dns'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { FailureError, type FailureDetail } from '#shared/failure.ts'
import type { Clock } from '../clock.ts'
import { isVerificationOff } from './http-request.ts'
import { createNetworkFailure } from './network-failure.ts'
import type { FindProxy } from './proxy.ts'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'
import { openTunnelFor } from './tunnel.ts'

export interface RemoteOptions {
  /** The origin on this machine that may be asked as well, also without encryption; undefined when there is none. */
  readonly localOrigin: string | undefined
  readonly clock: Pick<Clock, 'after'>
  readonly findProxy: FindProxy
  /** Gives up early; it then fails like any other. */
  readonly signal?: AbortSignal
  /** All addresses of a name; the system's own unless a test says otherwise. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>
}

/** What is wanted, and how it is called when it may not be asked for or does not come. */
export interface RemoteRequest {
  /** Of the kinds that are taken. */
  readonly accept: string
  /** Longest address, in UTF-16 units. */
  readonly maxAddressLength: number
  /** How long all of it may take. */
  readonly limitMs: number
  readonly refuse: (cause: string) => FailureError
  readonly fail: (detail: FailureDetail) => FailureError
}

const maxRedirects = 3
const redirections: readonly number[] = [301, 302, 303, 307, 308]

/** What `read` calls an error of the body. */
export type NameBodyError = (error: unknown) => FailureError

/**
 * What `read` makes of the response, which may have any status. Throws FailureError as the request calls them, and what `read`
 * throws, as it is.
 */
export async function fetchRemote<Result>(
  address: string,
  options: RemoteOptions,
  request: RemoteRequest,
  read: (response: IncomingMessage, nameError: NameBodyError) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController()
  const signal = AbortSignal.any([abort.signal, ...(options.signal ? [options.signal] : [])])
  const cancel = options.clock.after(request.limitMs, () => abort.abort())
  function nameError(error: unknown): FailureError {
    if (error instanceof FailureError) return error
    return request.fail(
      abort.signal.aborted ? { cause: 'TIMED_OUT' } : { ...createNetworkFailure(error).detail },
    )
  }
  try {
    let target = checkTarget(address, options.localOrigin, request)
    for (let redirects = 0; ; redirects += 1) {
      const response = await get(target, options, request, signal).catch((error: unknown) => {
        throw nameError(error)
      })
      const next = findRedirection(response)
      if (next === undefined) return await read(response, nameError)
      response.destroy()
      if (redirects === maxRedirects) throw request.fail({ cause: 'TOO_MANY_REDIRECTS' })
      // From the internet no way leads to this machine.
      const base = target
      const origin = base.isLocal ? options.localOrigin : undefined
      target = checkTarget(URL.parse(next, base.url.href)?.href ?? '', origin, request)
    }
  } finally {
    cancel()
    abort.abort()
  }
}

interface Target {
  readonly url: URL
  readonly isLocal: boolean
}

/** Judged by the parsed URL, so by what would really be asked. A host that is a name is judged again by its addresses. */
function checkTarget(address: string, localOrigin: string | undefined, request: RemoteRequest): Target {
  const url = address.length <= request.maxAddressLength ? URL.parse(address) : null
  if (!url || url.username !== '' || url.password !== '') throw request.refuse('ADDRESS')
  if (url.origin === localOrigin) return { url, isLocal: true }
  if (url.protocol !== 'https:') throw request.refuse('NOT_HTTPS')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // Addresses are not looked up, so nothing behind this would see them.
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw request.refuse('PRIVATE_ADDRESS')
  return { url, isLocal: false }
}

async function get(
  { url, isLocal }: Target,
  { findProxy, resolve = resolveAll }: RemoteOptions,
  request: RemoteRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  if (isVerificationOff(url)) throw request.refuse('VERIFICATION_OFF')
  if (await findProxy(url)) await refuseKnownPrivateName(url, resolve, request)
  const tunnel = await openTunnelFor(url, findProxy, signal)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((done, reject) => {
    const outgoing = send(url, {
      headers: { accept: request.accept, 'accept-encoding': 'identity' },
      ...(tunnel ?? { agent: false }),
      signal,
      // The connection goes to an address that was judged: there is no second look-up that could say something else.
      lookup: createLookup(resolve, isLocal ? isLoopbackAddress : isPublicAddress, request),
    })
    outgoing.once('error', reject)
    outgoing.once('response', (response) => {
      // From here on errors are the body's.
      outgoing.on('error', () => undefined)
      done(response)
    })
    outgoing.end()
  })
}

/** A proxy looks names up by itself; what this machine knows of one counts nevertheless, where it knows it. */
async function refuseKnownPrivateName(
  { hostname }: URL,
  resolve: NonNullable<RemoteOptions['resolve']>,
  request: RemoteRequest,
): Promise<void> {
  const addresses = await resolve(hostname).catch(() => [])
  if (!addresses.every(({ address }) => isPublicAddress(address))) throw request.refuse('PRIVATE_ADDRESS')
}

/** Refuses a name of which a single address may not be asked. */
function createLookup(
  resolve: NonNullable<RemoteOptions['resolve']>,
  isAllowed: (address: string) => boolean,
  request: RemoteRequest,
): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (!first || !addresses.every(({ address }) => isAllowed(address)))
          return callback(request.refuse('PRIVATE_ADDRESS'), '')
        if (all === true) callback(null, [...addresses])
        else callback(null, first.address, first.family)
      },
      // What a look-up rejects with is the system's error.
      (error: unknown) => callback(error as NodeJS.ErrnoException, ''),
    )
  }
}

function resolveAll(hostname: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) =>
    lookupAddress(hostname, { all: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    ),
  )
}

function findRedirection({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  return redirections.includes(statusCode) ? headers.location : undefined
}
