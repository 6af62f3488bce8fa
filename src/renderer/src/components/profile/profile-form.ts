// Owns what a person types in the AppKey profile dialog and what becomes of it: the texts of the fields, the complaints
// about them, and the settings that the engine is given. Sentences are in i18n under `profile.problem`.
import { findServiceUrlProblem, type Profile, type ProfileSettings } from '#shared/profile.ts'
import type { profile } from '../../i18n/en/profile.ts'

export interface ProfileForm extends Pick<
  ProfileSettings,
  'name' | 'color' | 'site' | 'accessMethod' | 'protocolVersion' | 'visitorId'
> {
  /** Empty in a profile that keeps the saved one. */
  appKey: string
  serviceUrl: string
}

export type ProfileField = 'name' | 'appKey' | 'serviceUrl' | 'visitorId'

export interface FieldProblem {
  readonly sentence: keyof (typeof profile)['problem']
  /** The limit that was passed, where there is one (characters). */
  readonly max?: number
}

export type FieldProblems = Readonly<Partial<Record<ProfileField, FieldProblem>>>

export type CheckedProfileForm =
  | { readonly ok: true; readonly settings: ProfileSettings; readonly appKey: string }
  | { readonly ok: false; readonly problems: FieldProblems }

const maxLengths = { name: 200, appKey: 200, serviceUrl: 500, visitorId: 64 } as const

/** The form of a saved profile, or of a new one with a visitor ID made for it. */
export function createProfileForm(profile: Profile | undefined, colorsInUse: readonly string[]): ProfileForm {
  if (profile) {
    const { name, color, site, serviceUrl = '', accessMethod, protocolVersion, visitorId } = profile
    return { name, color, site, serviceUrl, accessMethod, protocolVersion, visitorId, appKey: '' }
  }
  return {
    name: '',
    appKey: '',
    site: 'china',
    serviceUrl: '',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    visitorId: `desk-${crypto.randomUUID()}`,
    color: profileColors.find((color) => !colorsInUse.includes(color)) ?? 'blue',
  }
}

/** In the order in which they are offered: neighbours in a list of profiles are easily told apart. */
export const profileColors = [
  'blue',
  'teal',
  'amber',
  'violet',
  'rose',
  'green',
  'cyan',
  'orange',
  'indigo',
  'magenta',
  'red',
  'slate',
] as const satisfies readonly ProfileSettings['color'][]

/** The settings to save, or what is wrong with which field. `saved` is the profile that is edited. */
export function checkProfileForm(form: ProfileForm, saved: Profile | undefined): CheckedProfileForm {
  const name = form.name.trim()
  const appKey = form.appKey.trim()
  const serviceUrl = form.serviceUrl.trim()
  const visitorId = form.visitorId.trim()
  // The demo application has a new address each time the program starts.
  const hasServiceUrl = form.site === 'custom' && saved?.isDemo !== true

  const found: Record<ProfileField, FieldProblem | undefined> = {
    name: findLengthProblem('name', name),
    appKey: findAppKeyProblem(appKey, saved),
    serviceUrl: hasServiceUrl ? findUrlProblem(serviceUrl) : undefined,
    visitorId: findLengthProblem('visitorId', visitorId),
  }
  const problems = Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined))
  if (Object.keys(problems).length > 0) return { ok: false, problems }

  const { color, site, accessMethod, protocolVersion } = form
  return {
    ok: true,
    appKey,
    settings: {
      name,
      color,
      site,
      accessMethod,
      protocolVersion,
      visitorId,
      ...(hasServiceUrl ? { serviceUrl } : {}),
      ...(hasServiceUrl && saved?.cloudApiUrl !== undefined ? { cloudApiUrl: saved.cloudApiUrl } : {}),
    },
  }
}

/** Whether this is rather the SecretId of a cloud account, which the console shows in the same places. */
export function isLikeSecretId(appKey: string): boolean {
  return /^AKID[A-Za-z0-9]{8,}$/.test(appKey.trim())
}

function findLengthProblem(field: 'name' | 'visitorId', text: string): FieldProblem | undefined {
  if (text === '') return { sentence: `${field}Missing` }
  if (text.length > maxLengths[field]) return { sentence: `${field}TooLong`, max: maxLengths[field] }
  return undefined
}

function findAppKeyProblem(appKey: string, saved: Profile | undefined): FieldProblem | undefined {
  const canStayEmpty = saved !== undefined && (saved.isDemo || saved.appKeyStatus !== 'missing')
  if (appKey === '') return canStayEmpty ? undefined : { sentence: 'appKeyMissing' }
  if (/\s/.test(appKey)) return { sentence: 'appKeySpaces' }
  if (appKey.length > maxLengths.appKey) return { sentence: 'appKeyTooLong' }
  return undefined
}

function findUrlProblem(url: string): FieldProblem | undefined {
  if (url === '') return { sentence: 'serviceUrlMissing' }
  if (url.length > maxLengths.serviceUrl) return { sentence: 'serviceUrlTooLong', max: maxLengths.serviceUrl }
  switch (findServiceUrlProblem(url)) {
    case undefined:
      return undefined
    case 'not-secure':
      return { sentence: 'serviceUrlNotSecure' }
    case 'has-credentials':
      return { sentence: 'serviceUrlCredentials' }
    case 'has-query':
      return { sentence: 'serviceUrlQuery' }
    case 'not-a-url':
      return { sentence: 'serviceUrlNotUrl' }
  }
}
