// Owns the file that profiles are exported to and imported from: its format, what goes into it, and what is made of a file
// that a person brings. It never holds a secret; docs/profile-export.md describes it for other programs.
import { z } from 'zod'
import { parseJson } from './parse-json.ts'
import { profileSettingsSchema, type Profile, type ProfileSettings } from './profile.ts'

const format = 'adp-desk-profiles'
const version = 1
export const maxExportedProfiles = 500

/** Longest file that is read, in UTF-16 units: with every character escaped it still fits into one call of a page. */
export const maxExportLength = 300_000

const exportedProfileSchema = profileSettingsSchema.partial({ visitorId: true })
/** A profile as the file has it: without a visitor ID, one is made when it is imported. */
export type ExportedProfile = z.infer<typeof exportedProfileSchema>

export const profileExportSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  exportedAt: z.iso.datetime(),
  profiles: z.array(exportedProfileSchema).max(maxExportedProfiles),
})

/** What makes the file one of ours, whatever its version. */
const envelopeSchema = z.object({ format: z.literal(format), version: z.number().int().min(1) })
const bodySchema = z.object({ profiles: z.array(z.unknown()).max(maxExportedProfiles) })
/** Fields that are not known are left behind, an AppKey that somebody wrote into the file among them. */
const importedProfileSchema = exportedProfileSchema
  .strip()
  .refine(({ site, serviceUrl }) => site !== 'custom' || serviceUrl !== undefined, { path: ['serviceUrl'] })

export const importProblemSchema = z.enum(['not-json', 'not-ours', 'newer-version', 'damaged'])
export type ImportProblem = z.infer<typeof importProblemSchema>

/** What a page shows of a file before anything of it is imported; entries in the order of the file. */
export const importPreviewSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unreadable'), problem: importProblemSchema }),
  z.strictObject({
    type: z.literal('readable'),
    entries: z.array(
      z.discriminatedUnion('status', [
        z.strictObject({
          status: z.literal('usable'),
          profile: exportedProfileSchema,
          /** Whether a profile of this name is there already; the other one stays as it is. */
          isNameTaken: z.boolean(),
        }),
        /** `field`: the name of the one that is missing or wrong, empty when it is the entry itself. */
        z.strictObject({ status: z.literal('invalid'), name: z.string(), field: z.string() }),
      ]),
    ),
  }),
])
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** An entry of the file, in its place: a profile, or where the mistake is (the name of a field). */
export type ImportEntry =
  | { readonly ok: true; readonly profile: ExportedProfile }
  | { readonly ok: false; readonly name: string; readonly field: string }

export type ParsedExport =
  | { readonly ok: true; readonly entries: readonly ImportEntry[] }
  | { readonly ok: false; readonly problem: ImportProblem }

/**
 * The text of a file. `withPersonal`: with visitor IDs, which name a person towards an application, and with notes, which
 * are for nobody else. The query of a token endpoint stays out in any case: it may hold a key.
 */
export function encodeProfileExport(
  profiles: readonly Profile[],
  { withPersonal, exportedAt }: { readonly withPersonal: boolean; readonly exportedAt: number },
): string {
  const file: z.infer<typeof profileExportSchema> = {
    format,
    version,
    exportedAt: new Date(exportedAt).toISOString(),
    profiles: profiles.map((profile) => describe(profile, withPersonal)),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

function describe(profile: Profile, withPersonal: boolean): ExportedProfile {
  const { visitorId, note, tokenEndpointUrl, ...settings } = pickSettings(profile)
  return {
    ...settings,
    ...(tokenEndpointUrl === undefined ? {} : { tokenEndpointUrl: tokenEndpointUrl.replace(/\?.*$/, '') }),
    ...(withPersonal ? { visitorId } : {}),
    ...(withPersonal && note !== undefined ? { note } : {}),
  }
}

/** Of a profile what a person has set, and nothing that was added to it since. */
function pickSettings(profile: Profile): ProfileSettings {
  return profileSettingsSchema.strip().parse(profile)
}

/** What is in the text of a file. Never throws. */
export function parseProfileExport(text: string): ParsedExport {
  const json = parseJson(text.replace(/^\ufeff/, ''))
  if (!json.ok) return { ok: false, problem: 'not-json' }
  const envelope = envelopeSchema.safeParse(json.value)
  if (!envelope.success) return { ok: false, problem: 'not-ours' }
  if (envelope.data.version > version) return { ok: false, problem: 'newer-version' }
  const body = bodySchema.safeParse(json.value)
  if (!body.success) return { ok: false, problem: 'damaged' }
  return { ok: true, entries: body.data.profiles.map(parseEntry) }
}

function parseEntry(value: unknown): ImportEntry {
  const parsed = importedProfileSchema.safeParse(value)
  if (parsed.success) return { ok: true, profile: parsed.data }
  const name = z.object({ name: z.string() }).safeParse(value).data?.name.trim() ?? ''
  const [issue] = parsed.error.issues
  return { ok: false, name: name.slice(0, 200), field: String(issue?.path[0] ?? '').slice(0, 100) }
}
