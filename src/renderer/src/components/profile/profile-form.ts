// Owns what a person types in the AppKey profile dialog and what becomes of it: the texts of the fields, the complaints
// about them, and what the engine is given. Sentences are in i18n under `profile.problem`; mix-ups of keys, which are no
// mistakes for certain, are in credential-hints.ts, the defaults for questions in request-defaults-form.ts.
import {
  findServiceUrlProblem,
  findTokenEndpointProblem,
  maxNoteLength,
  type Profile,
  type ProfileSettings,
  type ThoughtDisplay,
} from '#shared/profile.ts'
import type { profile } from '../../i18n/en/profile.ts'
import type { CredentialChanges } from '../../stores/profiles.ts'
import {
  createRequestDefaultsForm,
  findRequestDefaultsProblems,
  hasProblems,
  readRequestDefaults,
  type RequestDefaultsForm,
} from './request-defaults-form.ts'

export interface ProfileForm extends Pick<
  ProfileSettings,
  'name' | 'color' | 'site' | 'accessMethod' | 'protocolVersion' | 'visitorId'
> {
  /** Empty in a profile that keeps the saved one. */
  appKey: string
  serviceUrl: string
  /** Empty where the service URL serves. */
  cloudApiUrl: string
  tokenEndpointUrl: string
  /** Both empty in a profile without credentials, and in one that keeps the saved ones. */
  secretId: string
  secretKey: string
  /** Whether the saved credentials are to be taken away. */
  isRemovingCredentials: boolean
  requestDefaults: RequestDefaultsForm
  thoughts: ThoughtDisplay
  note: string
}

export type ProfileField =
  | 'name'
  | 'appKey'
  | 'serviceUrl'
  | 'cloudApiUrl'
  | 'accessMethod'
  | 'secretId'
  | 'secretKey'
  | 'tokenEndpointUrl'
  | 'visitorId'
  | 'requestDefaults'
  | 'note'

export interface FieldProblem {
  readonly sentence: keyof (typeof profile)['problem']
  /** The limit that was passed, where there is one (characters). */
  readonly max?: number
}

export type FieldProblems = Readonly<Partial<Record<ProfileField, FieldProblem>>>

export type CheckedProfileForm =
  | {
      readonly ok: true
      readonly settings: ProfileSettings
      /** Empty to keep the saved one. */
      readonly appKey: string
      readonly credentials: CredentialChanges
    }
  | { readonly ok: false; readonly problems: FieldProblems }

const maxLengths = { name: 200, secret: 200, serviceUrl: 500, tokenEndpointUrl: 1000, visitorId: 64 } as const

/** What a new profile is filled in with before a person sees it, and where that came from. */
export interface ProfilePrefill {
  readonly origin: 'link' | 'paste'
  /** Those that are undefined are made as usual. */
  readonly fields: { readonly [Field in keyof ProfileForm]?: ProfileForm[Field] | undefined }
}

/** The form of a saved profile, or of a new one with a visitor ID made for it and what it is filled in with. */
export function createProfileForm(
  profile: Profile | undefined,
  colorsInUse: readonly string[],
  prefill?: ProfilePrefill,
): ProfileForm {
  const secrets = { appKey: '', secretId: '', secretKey: '', isRemovingCredentials: false }
  if (profile) {
    const { name, color, site, accessMethod, protocolVersion, visitorId } = profile
    const { serviceUrl = '', cloudApiUrl = '', tokenEndpointUrl = '', note = '' } = profile
    const { thoughts = 'automatic' } = profile
    const addresses = { serviceUrl, cloudApiUrl, tokenEndpointUrl }
    const requestDefaults = createRequestDefaultsForm(profile.requestDefaults)
    const rest = { ...addresses, ...secrets, requestDefaults, thoughts, note }
    return { name, color, site, accessMethod, protocolVersion, visitorId, ...rest }
  }
  return {
    name: '',
    site: 'china',
    serviceUrl: '',
    cloudApiUrl: '',
    tokenEndpointUrl: '',
    accessMethod: 'automatic',
    protocolVersion: 'automatic',
    visitorId: `desk-${crypto.randomUUID()}`,
    color: profileColors.find((color) => !colorsInUse.includes(color)) ?? 'blue',
    ...secrets,
    requestDefaults: createRequestDefaultsForm(),
    thoughts: 'automatic',
    note: '',
    ...Object.fromEntries(Object.entries(prefill?.fields ?? {}).filter(([, value]) => value !== undefined)),
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

/** What to save, or what is wrong with which field. `saved` is the profile that is edited. */
export function checkProfileForm(form: ProfileForm, saved: Profile | undefined): CheckedProfileForm {
  const text = trimTexts(form)
  // The demo application has a new address each time the program starts, and nothing to be asked with.
  const isDemo = saved?.isDemo === true
  const isCustom = form.site === 'custom' && !isDemo
  const credentials = readCredentials(text, form.isRemovingCredentials)

  const found: Record<ProfileField, FieldProblem | undefined> = {
    name: findLengthProblem('name', text.name),
    appKey: findAppKeyProblem(text.appKey, saved),
    serviceUrl: isCustom ? findServiceUrlFieldProblem(text.serviceUrl) : undefined,
    cloudApiUrl: isCustom && text.cloudApiUrl !== '' ? findUrlProblem(text.cloudApiUrl) : undefined,
    accessMethod: undefined,
    secretId: findSecretProblem('secretId', text, saved, credentials),
    secretKey: findSecretProblem('secretKey', text, saved, credentials),
    tokenEndpointUrl: isDemo ? undefined : findEndpointProblem(text.tokenEndpointUrl),
    visitorId: findLengthProblem('visitorId', text.visitorId),
    requestDefaults: hasProblems(findRequestDefaultsProblems(form.requestDefaults))
      ? { sentence: 'requestDefaults' }
      : undefined,
    note: text.note.length > maxNoteLength ? { sentence: 'noteTooLong', max: maxNoteLength } : undefined,
  }
  const canGetToken =
    text.tokenEndpointUrl !== '' ||
    text.secretId + text.secretKey !== '' ||
    keepsCredentials(saved, credentials)
  if (form.accessMethod === 'websocket' && !isDemo && !canGetToken) {
    found.accessMethod = { sentence: 'websocketWithoutToken' }
  }
  const problems = Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined))
  if (Object.keys(problems).length > 0) return { ok: false, problems }

  const { color, site, accessMethod, protocolVersion, thoughts } = form
  const { name, visitorId, serviceUrl, cloudApiUrl, tokenEndpointUrl, note } = text
  const requestDefaults = readRequestDefaults(form.requestDefaults)
  return {
    ok: true,
    appKey: text.appKey,
    credentials,
    settings: {
      name,
      color,
      site,
      accessMethod,
      protocolVersion,
      visitorId,
      ...(isCustom ? { serviceUrl } : {}),
      ...(isCustom && cloudApiUrl !== '' ? { cloudApiUrl } : {}),
      ...(tokenEndpointUrl === '' ? {} : { tokenEndpointUrl }),
      ...(requestDefaults === undefined ? {} : { requestDefaults }),
      ...(thoughts === 'automatic' ? {} : { thoughts }),
      ...(note === '' ? {} : { note }),
    },
  }
}

type FormTexts = Record<Exclude<ProfileField, 'accessMethod' | 'requestDefaults'>, string>

function trimTexts(form: ProfileForm): FormTexts {
  return {
    name: form.name.trim(),
    appKey: form.appKey.trim(),
    serviceUrl: form.serviceUrl.trim(),
    cloudApiUrl: form.cloudApiUrl.trim(),
    secretId: form.secretId.trim(),
    secretKey: form.secretKey.trim(),
    tokenEndpointUrl: form.tokenEndpointUrl.trim(),
    visitorId: form.visitorId.trim(),
    note: form.note.trim(),
  }
}

/** What was entered takes the place of what is saved, also of what is to be removed. */
function readCredentials({ secretId, secretKey }: FormTexts, isRemoving: boolean): CredentialChanges {
  if (secretId + secretKey !== '') return { secretId, secretKey }
  return isRemoving ? null : undefined
}

function keepsCredentials(saved: Profile | undefined, credentials: CredentialChanges): boolean {
  const status = saved?.credentialsStatus ?? null
  return credentials === undefined && status !== null
}

function findLengthProblem(field: 'name' | 'visitorId', text: string): FieldProblem | undefined {
  if (text === '') return { sentence: `${field}Missing` }
  if (text.length > maxLengths[field]) return { sentence: `${field}TooLong`, max: maxLengths[field] }
  return undefined
}

function findAppKeyProblem(appKey: string, saved: Profile | undefined): FieldProblem | undefined {
  // A retired one may keep its history alone, under another name.
  const canStayEmpty =
    saved !== undefined && (saved.isDemo || saved.isRetired || saved.appKeyStatus !== 'missing')
  if (appKey === '') return canStayEmpty ? undefined : { sentence: 'appKeyMissing' }
  if (/\s/.test(appKey)) return { sentence: 'appKeySpaces' }
  if (appKey.length > maxLengths.secret) return { sentence: 'appKeyTooLong' }
  return undefined
}

/** The two belong together: one without the other is missing the other. */
function findSecretProblem(
  field: 'secretId' | 'secretKey',
  text: FormTexts,
  saved: Profile | undefined,
  credentials: CredentialChanges,
): FieldProblem | undefined {
  const secret = text[field]
  if (/\s/.test(secret)) return { sentence: 'secretSpaces' }
  if (secret.length > maxLengths.secret) return { sentence: 'secretTooLong' }
  if (secret !== '') return undefined
  if (text.secretId + text.secretKey !== '') return { sentence: `${field}Missing` }
  const isLost = saved?.credentialsStatus === 'missing' && credentials === undefined
  return isLost ? { sentence: 'secretLost' } : undefined
}

function findServiceUrlFieldProblem(url: string): FieldProblem | undefined {
  return url === '' ? { sentence: 'serviceUrlMissing' } : findUrlProblem(url)
}

function findUrlProblem(url: string): FieldProblem | undefined {
  if (url.length > maxLengths.serviceUrl) return { sentence: 'urlTooLong', max: maxLengths.serviceUrl }
  const problem = findServiceUrlProblem(url)
  return problem && { sentence: urlSentences[problem] }
}

function findEndpointProblem(url: string): FieldProblem | undefined {
  if (url === '') return undefined
  const max = maxLengths.tokenEndpointUrl
  if (url.length > max) return { sentence: 'urlTooLong', max }
  const problem = findTokenEndpointProblem(url)
  // A query is all right there; what is left to be wrong behind the path is a fragment.
  return problem && { sentence: problem === 'has-query' ? 'urlFragment' : urlSentences[problem] }
}

const urlSentences = {
  'not-secure': 'urlNotSecure',
  'has-credentials': 'urlCredentials',
  'has-query': 'urlQuery',
  'not-a-url': 'urlNotUrl',
} as const satisfies Record<NonNullable<ReturnType<typeof findServiceUrlProblem>>, FieldProblem['sentence']>
