// Owns what the settings of a profile are to the ADP client: where its application is, and which way it is to be asked.
import type { ProfileSettings } from '#shared/profile.ts'
import type { AdpConnection } from '#core/adp/client.ts'

export function describeSettings(settings: ProfileSettings): Omit<AdpConnection, 'appKey'> {
  const { site, serviceUrl, cloudApiUrl, tokenEndpointUrl, visitorId, accessMethod, protocolVersion } =
    settings
  return {
    site,
    visitorId,
    accessMethod,
    protocolVersion,
    ...(serviceUrl === undefined ? {} : { serviceUrl }),
    ...(cloudApiUrl === undefined ? {} : { cloudApiUrl }),
    ...(tokenEndpointUrl === undefined ? {} : { tokenEndpointUrl }),
  }
}
