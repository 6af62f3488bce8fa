// Owns what a pasted key looks like, so that a person hears of a mix-up while typing. Hints, never complaints: what the
// service accepts only the service knows. Forms of keys as the consoles show them; the words are in i18n under `profile.hint`.
import type { Site } from '#shared/profile.ts'
import type { profile } from '../../i18n/en/profile.ts'

export type CredentialHint = keyof (typeof profile)['hint']

/** What stands in the three fields for keys. */
export interface EnteredKeys {
  readonly site: Site
  readonly appKey: string
  readonly secretId: string
  readonly secretKey: string
}

const secretIdLength = 36
/** Longer than a SecretId or a SecretKey of any site; AppKeys are. */
const longestSecret = 64
/** Shorter texts are still being typed. */
const shortestKey = 16

export function findAppKeyHint({ appKey }: Pick<EnteredKeys, 'appKey'>): CredentialHint | undefined {
  return isLikeSecretId(appKey) ? 'appKeyIsSecretId' : undefined
}

export function findSecretIdHint({ site, appKey, secretId }: EnteredKeys): CredentialHint | undefined {
  const text = secretId.trim()
  if (text.length < shortestKey) return undefined
  if (text === appKey.trim() || text.length > longestSecret) return 'secretIdIsAppKey'
  if (site === 'standalone') return isLikeSecretId(text) ? 'secretIdOfChina' : undefined
  if (site !== 'china') return undefined
  if (!isLikeSecretId(text)) return 'secretIdIsOther'
  return text.length === secretIdLength ? undefined : 'secretIdLength'
}

export function findSecretKeyHint({ appKey, secretId, secretKey }: EnteredKeys): CredentialHint | undefined {
  const text = secretKey.trim()
  if (text.length < shortestKey) return undefined
  if (isLikeSecretId(text) || text === secretId.trim()) return 'secretKeyIsSecretId'
  return text === appKey.trim() || text.length > longestSecret ? 'secretKeyIsAppKey' : undefined
}

/** Whether this is the SecretId of a cloud account of the China site. */
function isLikeSecretId(text: string): boolean {
  return /^AKID[A-Za-z0-9]{8,}$/.test(text.trim())
}
