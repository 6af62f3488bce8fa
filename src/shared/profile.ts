// Owns Profile: a saved AppKey and how to reach it. The AppKey itself never appears here: it goes in by one call
// (contract `profile.add`) and stays with the secrets of the shell; what comes out is its last four characters.
import { z } from 'zod'
import { profileIdSchema } from './ids.ts'

/** The twelve profile colours; their values, tested for contrast in both themes, are design tokens of the renderer. */
export const profileColorSchema = z.enum([
  'blue',
  'indigo',
  'violet',
  'magenta',
  'rose',
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'cyan',
  'slate',
])
export type ProfileColor = z.infer<typeof profileColorSchema>

/**
 * Which cloud the AppKey belongs to. An AppKey of one site is unknown on the others. `standalone` is the site of the
 * platform alone (adp.tencent.com), with credentials of its own.
 */
export const siteSchema = z.enum(['china', 'international', 'standalone', 'custom'])
export type Site = z.infer<typeof siteSchema>

export const accessMethodSchema = z.enum(['automatic', 'websocket', 'sse'])
export type AccessMethod = z.infer<typeof accessMethodSchema>

export const protocolVersionSchema = z.enum(['automatic', 'v1', 'v2'])
export type ProtocolVersion = z.infer<typeof protocolVersionSchema>

const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

type UrlProblem = 'not-a-url' | 'not-secure' | 'has-credentials' | 'has-query'

/** Why an address cannot be used as a service URL, or undefined when it can. `http:` is for loopback addresses only. */
export function findServiceUrlProblem(text: string): UrlProblem | undefined {
  // A backslash is a slash to some URL parsers and a character to others: no address needs one.
  if (!/^https?:\/\/[^/\s]+/i.test(text) || text.includes('\\')) return 'not-a-url'
  const match =
    /^(https?):\/\/(?:([^/@\s]*)@)?(\[[^\]\s]+\]|[^/:?#\s]+)(?::(\d{1,5}))?(\/[^?#\s]*)?(.*)$/i.exec(text)
  if (!match) return 'not-a-url'
  const [, scheme, credentials, host, port, , rest] = match
  if (Number(port ?? 0) > 65_535) return 'not-a-url'
  if (credentials !== undefined) return 'has-credentials'
  if (rest !== '') return 'has-query'
  if (scheme?.toLowerCase() === 'http' && !loopbackHosts.includes(host?.toLowerCase() ?? ''))
    return 'not-secure'
  return undefined
}

/** The same for the address of a token endpoint, which may have a query: it is called as it stands. */
export function findTokenEndpointProblem(text: string): UrlProblem | undefined {
  return findServiceUrlProblem(text.replace(/\?[^#]*$/, ''))
}

const serviceUrlSchema = z
  .string()
  .trim()
  .max(500)
  .refine((text) => findServiceUrlProblem(text) === undefined, {
    message: 'must be an https address without credentials or query; http is accepted for this machine only',
  })

const tokenEndpointUrlSchema = z
  .string()
  .trim()
  .max(1000)
  .refine((text) => findTokenEndpointProblem(text) === undefined, {
    message: 'must be an https address without credentials; http is accepted for this machine only',
  })

/** A value for the application: a parameter of its workflow, or a scope for its knowledge. Values are texts on the wire. */
const customVariableSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  value: z.string().max(10_000),
})

/** What every question of a profile carries. What is absent is left to the application. */
export const requestDefaultsSchema = z.strictObject({
  /** Takes the place of the application's role prompt; for applications in standard mode only. */
  systemRole: z.string().trim().min(1).max(10_000).optional(),
  /** The name of a model, as the service knows it; for applications in standard mode only. */
  model: z.string().trim().min(1).max(200).optional(),
  webSearch: z.enum(['on', 'off']).optional(),
  workflow: z.enum(['on', 'off']).optional(),
  /** Characters that the service collects before it sends them; the documents advise at most 100. */
  streamingThrottle: z.number().int().min(1).max(100).optional(),
  /** In the order in which they were entered; the last one of a name counts. */
  customVariables: z.array(customVariableSchema).max(50).optional(),
})
export type RequestDefaults = z.infer<typeof requestDefaultsSchema>

export const maxNoteLength = 4000

/** In UTF-16 units. */
export const maxProfileNameLength = 200

/** What a person may set. */
/** How thoughts are shown: open while the model thinks and folded then, always folded, or always open. */
export const thoughtDisplaySchema = z.enum(['automatic', 'folded', 'open'])
export type ThoughtDisplay = z.infer<typeof thoughtDisplaySchema>

export const profileSettingsSchema = z.strictObject({
  name: z.string().trim().min(1).max(maxProfileNameLength),
  color: profileColorSchema,
  site: siteSchema,
  /** Replaces `https://HOST` of the dialogue endpoints; required for the site `custom`. */
  serviceUrl: serviceUrlSchema.optional(),
  /** Replaces the cloud API host; only for the site `custom`. */
  cloudApiUrl: serviceUrlSchema.optional(),
  /** Gives access tokens for WebSockets, for people who may not have the SecretKey on this computer. */
  tokenEndpointUrl: tokenEndpointUrlSchema.optional(),
  accessMethod: accessMethodSchema,
  protocolVersion: protocolVersionSchema,
  /** Names the person towards the application; the service keeps context per visitor. At most 64 characters there. */
  visitorId: z.string().trim().min(1).max(64),
  requestDefaults: requestDefaultsSchema.optional(),
  /** `automatic` where nothing is said. */
  thoughts: thoughtDisplaySchema.optional(),
  /** For the person alone; nobody else gets to see it. */
  note: z.string().trim().min(1).max(maxNoteLength).optional(),
})
export type ProfileSettings = z.infer<typeof profileSettingsSchema>

export const profileSchema = profileSettingsSchema.extend({
  id: profileIdSchema,
  /** The last four characters of the AppKey, or empty when it is shorter than twelve. */
  appKeyHint: z.string().max(4),
  /**
   * Where the AppKey is kept: on disk as the vault (vault.ts) keeps it, or in memory until the program ends. `locked`: on
   * disk, and readable when the passphrase has been entered. `missing`: it must be entered again.
   */
  appKeyStatus: z.enum(['sealed', 'session-only', 'locked', 'missing']),
  /** The last four characters of the SecretId, or empty when it is shorter than twelve; null when there is none. */
  secretIdHint: z.string().max(4).nullable(),
  /** Where SecretId and SecretKey are kept, as for the AppKey; null when there are none. */
  credentialsStatus: z.enum(['sealed', 'session-only', 'locked', 'missing']).nullable(),
  /** The profile of the built-in simulator; it needs no AppKey of a person. */
  isDemo: z.boolean(),
  /** Deleted, but its history was kept: it can be read and searched, and asks nothing until it gets an AppKey again. */
  isRetired: z.boolean(),
  createdAt: z.number().int(),
})
export type Profile = z.infer<typeof profileSchema>
