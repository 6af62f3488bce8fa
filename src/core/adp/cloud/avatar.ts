// Owns the picture of an application: fetched once, so that the page never asks a foreign server. Its address comes from the
// service, and so does what is there: neither is trusted, as with the images of answers (../remote-image.ts).
import { appCardLimits, type Avatar } from '#shared/app-card.ts'
import { FailureError } from '#shared/failure.ts'
import { findCloudEndpoint, type Place } from '../endpoints.ts'
import { loadRemoteImage, type RemoteImageOptions } from '../remote-image.ts'

export type AvatarOptions = Pick<RemoteImageOptions, 'clock' | 'findProxy' | 'signal' | 'resolve'>

/**
 * The picture at this address; undefined when there is none that can be shown: too large, of another format, not to be had.
 * From the internet, or from the service itself where that is on this machine. Never rejects.
 */
export async function fetchAvatar(
  address: string,
  place: Place,
  options: AvatarOptions,
): Promise<Avatar | undefined> {
  try {
    const image = await loadRemoteImage(address, {
      ...options,
      localOrigin: findLocalOrigin(place),
      maxBytes: appCardLimits.avatarBytes,
    })
    return { mediaType: image.mediaType, base64: image.bytes.toString('base64') }
  } catch (error) {
    if (error instanceof FailureError) return undefined
    throw error
  }
}

function findLocalOrigin(place: Place): string | undefined {
  const service = findCloudEndpoint(place, 'adp')
  // Only addresses of this machine may go without encryption.
  return service.ok && service.url.protocol === 'http:' ? service.url.origin : undefined
}
