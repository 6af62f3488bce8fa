// Owns links to the program, `adp-desk://…`: what they can ask for, and which are refused. A link comes from anywhere, so
// it only ever describes: a page shows it (renderer/src/components/launch) and a person decides. Parameters of a link:
//
//   adp-desk://add    site, name, service, cloud, endpoint, access, protocol, visitor: the fields of a new profile
//   adp-desk://open   profile: the name of a profile that is there
//
// Others are ignored, so that a link of a later version still works as far as it is understood. A link that carries a
// secret is refused whole: it has been in a browser, a mail or a chat before it came here.
import { z } from 'zod'
import { findServiceUrlProblem, profileSettingsSchema } from './profile.ts'

/** Longest link that is read, in UTF-16 units. */
export const maxLinkLength = 4096

/** Characters that change how others are shown, or show as nothing: a name must not write what stands beside it. */
const plainText = /^[^\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]*$/u

/** In links also the token endpoint has no query: that is where other people's programs put their keys. */
const addressSchema = z
  .string()
  .max(500)
  .refine((text) => findServiceUrlProblem(text) === undefined)

const { site, accessMethod, protocolVersion } = profileSettingsSchema.shape

/** Fields of a new profile, as far as a link names them. Addresses are there for the site `custom` alone. */
export const linkPrefillSchema = z.strictObject({
  site: site.optional(),
  name: z.string().trim().min(1).max(200).regex(plainText).optional(),
  serviceUrl: addressSchema.optional(),
  cloudApiUrl: addressSchema.optional(),
  tokenEndpointUrl: addressSchema.optional(),
  accessMethod: accessMethod.optional(),
  protocolVersion: protocolVersion.optional(),
  visitorId: z.string().trim().min(1).max(64).regex(plainText).optional(),
})
export type LinkPrefill = z.infer<typeof linkPrefillSchema>

export const deepLinkSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('add-profile'), prefill: linkPrefillSchema }),
  z.strictObject({
    type: z.literal('open-profile'),
    name: z.string().trim().min(1).max(200).regex(plainText),
  }),
  z.strictObject({
    type: z.literal('refused'),
    reason: z.enum([
      'not-a-link',
      'too-long',
      'unknown-request', // neither `add` nor `open`
      'holds-secret',
      'bad-value', // of a parameter that is understood: out of bounds, given twice, or at odds with another one
    ]),
  }),
])
export type DeepLink = z.infer<typeof deepLinkSchema>

const parameterNames = {
  site: 'site',
  name: 'name',
  service: 'serviceUrl',
  cloud: 'cloudApiUrl',
  endpoint: 'tokenEndpointUrl',
  access: 'accessMethod',
  protocol: 'protocolVersion',
  visitor: 'visitorId',
} as const satisfies Record<string, keyof LinkPrefill>

/** How the names of parameters end that carry secrets, without what stands between their words. */
const secretName =
  /(?:key|token|secret|secretid|passw(?:or)?d|passphrase|pwd|credentials?|auth(?:orization)?)$/

/** A SecretId of a cloud account, whatever it is called in the link. */
const secretValue = /\bAKID[A-Za-z0-9]{8,}/

/** Whether this text is meant as a link to the program. */
export function isDeepLink(text: string): boolean {
  return /^adp-desk:/i.test(text)
}

/** What a link asks for. Never throws; what cannot be understood is refused with a reason. */
export function parseDeepLink(text: string): DeepLink {
  if (text.length > maxLinkLength) return refuse('too-long')
  const match = /^adp-desk:\/\/([a-z-]*)\/?(?:\?([^#]*))?(?:#(.*))?$/i.exec(text.trim())
  if (!match) return refuse('not-a-link')
  const [, request = '', query = '', fragment = ''] = match
  const parameters = parseQuery(query)
  const hidden = parseQuery(fragment)
  if (!parameters || !hidden) return refuse('not-a-link')
  if ([...parameters, ...hidden].some(isSecret)) return refuse('holds-secret')
  const values = new Map(parameters)
  if (values.size < parameters.length) return refuse('bad-value')
  switch (request.toLowerCase()) {
    case 'add':
      return parseAddition(values)
    case 'open':
      return settle({ type: 'open-profile', name: values.get('profile') })
    default:
      return refuse('unknown-request')
  }
}

function parseAddition(values: ReadonlyMap<string, string>): DeepLink {
  const prefill: Partial<Record<keyof LinkPrefill, string>> = {}
  for (const [parameter, field] of Object.entries(parameterNames)) {
    const value = values.get(parameter)
    if (value !== undefined && value !== '') prefill[field] = value
  }
  const hasAddress = (prefill.serviceUrl ?? prefill.cloudApiUrl) !== undefined
  // An address that the chosen site does not use would be shown to nobody.
  if (hasAddress && (prefill.site ?? 'custom') !== 'custom') return refuse('bad-value')
  return settle({ type: 'add-profile', prefill: hasAddress ? { ...prefill, site: 'custom' } : prefill })
}

function settle(link: unknown): DeepLink {
  return deepLinkSchema.safeParse(link).data ?? refuse('bad-value')
}

/** Names are compared without regard to case. Undefined when an escape is none. */
function parseQuery(query: string): [string, string][] | undefined {
  try {
    return query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [name = '', ...rest] = pair.split('=')
        return [decode(name).trim().toLowerCase(), decode(rest.join('='))]
      })
  } catch {
    return undefined
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

function isSecret([name, value]: readonly [string, string]): boolean {
  return secretName.test(name.replace(/[^a-z]/g, '')) || secretValue.test(value)
}

function refuse(reason: Extract<DeepLink, { type: 'refused' }>['reason']): DeepLink {
  return { type: 'refused', reason }
}
