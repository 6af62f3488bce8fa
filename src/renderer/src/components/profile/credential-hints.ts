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
/** As the documents have it. */
const longestAppKey = 128
/** Shorter texts are still being typed. */
const shortestKey = 16

/** A text that is still being typed is not held to be too short. */
export function findAppKeyHint(
  { appKey }: Pick<EnteredKeys, 'appKey'>,
  isTyping = true,
): CredentialHint | undefined {
  const text = cleanKey(appKey)
  if (isLikeSecretId(text)) return 'appKeyIsSecretId'
  if (isLikeSecretKey(text)) return 'appKeyIsSecretKey'
  if (text.length > longestAppKey) return 'appKeyLong'
  return !isTyping && text !== '' && text.length < shortestKey ? 'appKeyShort' : undefined
}

/** Whether an address goes on to where only the program itself should go: `/v1/qbot/…`, `/adp/v2/…`. */
export function isEndpointUrl(url: string): boolean {
  return /^https?:\/\/[^/]+(\/.*)?\/(v1\/qbot|adp\/v2)(\/|$)/i.test(url.trim())
}

/** A key without what was copied along with it: spaces, line breaks, and signs that nobody sees. */
export function cleanKey(text: string): string {
  return text.replace(/[\s\u200b-\u200f\u2060]+/g, '')
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

/** SecretKeys of the China site are 32 letters, small and capital, and digits. AppKeys are longer. */
function isLikeSecretKey(text: string): boolean {
  return /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{32}$/.test(text)
}

/** Whether this is the SecretId of a cloud account of the China site. */
function isLikeSecretId(text: string): boolean {
  return /^AKID[A-Za-z0-9]{8,}$/.test(text.trim())
}
