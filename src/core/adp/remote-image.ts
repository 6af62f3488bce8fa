// Owns fetching one image that a text of a service points to: from the internet, encrypted, without anything that says who
// asks; or from the one service on this machine that the conversation belongs to. Whether a person wants that is
// core/engine/image-desk.ts's.
import { lookup as lookupAddress, type LookupAddress } from 'node:dns'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { createFailure, FailureError, type FailureDetail } from '#shared/failure.ts'
import { maxImageBytes, type ImageMediaType } from '#shared/image.ts'
import type { Clock } from '../clock.ts'
import { isVerificationOff } from './http-request.ts'
import { createNetworkFailure } from './network-failure.ts'
import type { FindProxy } from './proxy.ts'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'
import { openTunnelFor } from './tunnel.ts'

/** The kinds that are taken from elsewhere. */
type RemoteMediaType = Exclude<ImageMediaType, 'image/bmp'>

export interface RemoteImage {
  readonly mediaType: RemoteMediaType
  readonly bytes: Buffer
}

export interface RemoteImageOptions {
  /** The origin on this machine that may be asked as well, also without encryption; undefined when there is none. */
  readonly localOrigin: string | undefined
  readonly clock: Pick<Clock, 'after'>
  readonly findProxy: FindProxy
  /** Gives up early; it then fails like any other. */
  readonly signal?: AbortSignal
  /** The largest that is taken. */
  readonly maxBytes?: number
  /** All addresses of a name; the system's own unless a test says otherwise. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>
}

const maxRedirects = 3
const limitMs = 20_000
const maxAddressLength = 2048
const redirections: readonly number[] = [301, 302, 303, 307, 308]

/** Throws FailureError: `image-refused` when the address may not be asked, `image-failed` when no image came of it. */
export async function loadRemoteImage(address: string, options: RemoteImageOptions): Promise<RemoteImage> {
  const abort = new AbortController()
  const signal = AbortSignal.any([abort.signal, ...(options.signal ? [options.signal] : [])])
  const cancel = options.clock.after(limitMs, () => abort.abort())
  try {
    let target = checkTarget(address, options.localOrigin)
    for (let redirects = 0; ; redirects += 1) {
      const response = await get(target, options, signal)
      const next = findRedirection(response)
      if (next === undefined) return await readImage(response, options.maxBytes ?? maxImageBytes)
      response.destroy()
      if (redirects === maxRedirects) throw fail({ cause: 'TOO_MANY_REDIRECTS' })
      // From the internet no way leads to this machine.
      const base = target
      const origin = base.isLocal ? options.localOrigin : undefined
      target = checkTarget(URL.parse(next, base.url.href)?.href ?? '', origin)
    }
  } catch (error) {
    if (error instanceof FailureError) throw error
    if (abort.signal.aborted) throw fail({ cause: 'TIMED_OUT' })
    throw fail({ ...createNetworkFailure(error).detail })
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
function checkTarget(address: string, localOrigin: string | undefined): Target {
  const url = address.length <= maxAddressLength ? URL.parse(address) : null
  if (!url || url.username !== '' || url.password !== '') throw refuse('ADDRESS')
  if (url.origin === localOrigin) return { url, isLocal: true }
  if (url.protocol !== 'https:') throw refuse('NOT_HTTPS')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // Addresses are not looked up, so nothing behind this would see them.
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw refuse('PRIVATE_ADDRESS')
  return { url, isLocal: false }
}

async function get(
  { url, isLocal }: Target,
  { findProxy, resolve = resolveAll }: RemoteImageOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  if (isVerificationOff(url)) throw refuse('VERIFICATION_OFF')
  if (await findProxy(url)) await refuseKnownPrivateName(url, resolve)
  const tunnel = await openTunnelFor(url, findProxy, signal)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((done, reject) => {
    const outgoing = request(url, {
      headers: { accept: 'image/png,image/jpeg,image/gif,image/webp', 'accept-encoding': 'identity' },
      ...(tunnel ?? { agent: false }),
      signal,
      // The connection goes to an address that was judged: there is no second look-up that could say something else.
      lookup: createLookup(resolve, isLocal ? isLoopbackAddress : isPublicAddress),
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
  resolve: NonNullable<RemoteImageOptions['resolve']>,
): Promise<void> {
  const addresses = await resolve(hostname).catch(() => [])
  if (!addresses.every(({ address }) => isPublicAddress(address))) throw refuse('PRIVATE_ADDRESS')
}

/** Refuses a name of which a single address may not be asked. */
function createLookup(
  resolve: NonNullable<RemoteImageOptions['resolve']>,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (!first || !addresses.every(({ address }) => isAllowed(address)))
          return callback(refuse('PRIVATE_ADDRESS'), '')
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

async function readImage(response: IncomingMessage, maxBytes: number): Promise<RemoteImage> {
  const { statusCode = 0, headers } = response
  if (statusCode !== 200) {
    response.destroy()
    throw fail({ httpStatus: statusCode })
  }
  const chunks: Buffer[] = []
  let length = 0
  if (Number(headers['content-length'] ?? 0) > maxBytes) length = Infinity
  if (length <= maxBytes) {
    for await (const chunk of response) {
      // Without an encoding a response yields buffers only.
      const bytes = chunk as Buffer
      length += bytes.length
      if (length > maxBytes) break
      chunks.push(bytes)
    }
  }
  response.destroy()
  if (length > maxBytes) throw fail({ cause: 'TOO_LARGE', limit: maxBytes })
  const bytes = Buffer.concat(chunks)
  const mediaType = findMediaType(bytes)
  if (mediaType === undefined) throw fail({ cause: 'NOT_AN_IMAGE' })
  return { mediaType, bytes }
}

/** By the first bytes, whatever the server calls it. SVG is not among them: it is a document, with scripts and addresses. */
function findMediaType(bytes: Buffer): RemoteMediaType | undefined {
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(start)) return 'image/gif'
  return /^RIFF[^]{4}WEBP/.test(start) ? 'image/webp' : undefined
}

function refuse(cause: string): FailureError {
  return new FailureError(createFailure('image-refused', { cause }))
}

function fail(detail: FailureDetail): FailureError {
  return new FailureError(createFailure('image-failed', detail))
}
