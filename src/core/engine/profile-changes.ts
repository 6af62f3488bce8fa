// Owns what a change of a profile means for what is known of its application: whether another way may lead there from now on,
// and whether it is another application altogether. A new name, colour, note or default says nothing of either.
import type { ProfileSettings } from '#shared/profile.ts'
import type { SecretChanges } from './key-ring.ts'

export interface ProfileChange {
  readonly before: ProfileSettings
  readonly after: ProfileSettings
  readonly secrets: SecretChanges
}

const addresses = ['site', 'serviceUrl', 'cloudApiUrl'] as const
const choices = ['tokenEndpointUrl', 'accessMethod', 'protocolVersion', 'visitorId'] as const

export function isOtherWay(change: ProfileChange): boolean {
  const { appKey, credentials } = change.secrets
  return appKey !== undefined || credentials !== undefined || differs(change, [...addresses, ...choices])
}

export function isOtherApplication(change: ProfileChange): boolean {
  return change.secrets.appKey !== undefined || differs(change, addresses)
}

function differs({ before, after }: ProfileChange, names: readonly (keyof ProfileSettings)[]): boolean {
  return names.some((name) => before[name] !== after[name])
}
