// Owns the picture of an application: fetched once, so that the page never asks a foreign server, and looked at before it is
// taken. Its address comes from the service, and so does what is there: neither is trusted.
import { appCardLimits, type Avatar } from '#shared/app-card.ts'
import { checkAddress, findCloudEndpoint, type Place } from '../endpoints.ts'
import { getBody } from '../http-request.ts'
import { receiveWhole, type ExchangeBounds } from './exchange.ts'

/**
 * The picture at this address; undefined when there is none that can be shown: too large, of another format, behind a
 * redirect, not to be had. Over https; over http only from this machine, and only when the service is on this machine as
 * well. Nothing goes along that says who asks. Never rejects.
 */
export async function fetchAvatar(
  address: string,
  place: Place,
  bounds: ExchangeBounds,
): Promise<Avatar | undefined> {
  const found = checkAddress(address)
  if (!found.ok || (found.url.protocol === 'http:' && !isOnThisMachine(place))) return undefined
  const { url } = found
  const response = await receiveWhole(
    url,
    (signal) => getBody(url, signal),
    appCardLimits.avatarBytes,
    bounds,
  )
  if (!response.ok || response.value.status !== 200) return undefined
  const { bytes } = response.value
  const mediaType = findMediaType(bytes)
  return mediaType && { mediaType, base64: bytes.toString('base64') }
}

function isOnThisMachine(place: Place): boolean {
  const service = findCloudEndpoint(place, 'adp')
  // Only addresses of this machine may go without encryption.
  return service.ok && service.url.protocol === 'http:'
}

/** The first bytes say what it is, whatever the server says. An SVG, which can hold scripts, is text and none of these. */
function findMediaType(bytes: Buffer): Avatar['mediaType'] | undefined {
  const head = bytes.toString('latin1', 0, 12)
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(head)) return 'image/gif'
  if (/^RIFF[^]{4}WEBP$/.test(head)) return 'image/webp'
  return undefined
}
