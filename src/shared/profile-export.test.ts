import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { profileIdSchema } from './ids.ts'
import {
  encodeProfileExport,
  maxExportedProfiles,
  parseProfileExport,
  profileExportSchema,
} from './profile-export.ts'
import type { Profile, ProfileSettings } from './profile.ts'

const settings: ProfileSettings = {
  name: 'مكتب السفر',
  color: 'teal',
  site: 'custom',
  serviceUrl: 'https://adp.example.com',
  cloudApiUrl: 'https://api.example.com',
  tokenEndpointUrl: 'https://tokens.example.com/adp',
  accessMethod: 'sse',
  protocolVersion: 'v1',
  visitorId: 'desk-1',
  requestDefaults: { model: 'm', customVariables: [{ name: 'UserID', value: '1' }] },
  note: 'Ask Li about the quota.',
}
const profile: Profile = {
  ...settings,
  id: profileIdSchema.parse('6f1c1f0e-4f7a-4a43-9d3e-0c5f0a0a0001'),
  appKeyHint: 'wxyz',
  secretIdHint: 'abcd',
  credentialsStatus: 'sealed',
  appKeyStatus: 'sealed',
  isDemo: false,
  isRetired: false,
  createdAt: 5,
}

function encode(withPersonal: boolean, profiles: readonly Profile[] = [profile]): string {
  return encodeProfileExport(profiles, { withPersonal, exportedAt: 0 })
}

function entries(text: string) {
  const parsed = parseProfileExport(text)
  return parsed.ok ? parsed.entries : parsed.problem
}

/** A file of ours with these fields instead. */
function fileWith(fields: object): string {
  return JSON.stringify({ ...JSON.parse(encode(true)), ...fields })
}

describe('the file of exported profiles', () => {
  it('brings back what a person has set', () => {
    expect(entries(encode(true))).toEqual([{ ok: true, profile: settings }])
  })

  it('holds neither visitor ID nor note unless they are asked for', () => {
    const rest: Partial<ProfileSettings> = { ...settings }
    delete rest.visitorId
    delete rest.note
    expect(entries(encode(false))).toEqual([{ ok: true, profile: rest }])
  })

  it('leaves out ids, hints and what stands behind the ? of a token endpoint', () => {
    const tokenEndpointUrl = 'https://tokens.example.com/adp?key=canary'
    const text = encode(true, [{ ...profile, tokenEndpointUrl }])
    expect(['canary', 'wxyz', 'abcd', profile.id].filter((word) => text.includes(word))).toEqual([])
  })

  it('is what its schema says', () => {
    expect(profileExportSchema.safeParse(JSON.parse(encode(false))).success).toBe(true)
  })

  it('is described in the documents by the same schema and an example that can be read', () => {
    const document = readFileSync('docs/profile-export.md', 'utf8')
    const [example = '', schema = ''] = [...document.matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, text]) => text,
    )
    expect([entries(example), JSON.parse(schema)]).toEqual([
      [{ ok: true, profile: expect.objectContaining({ name: 'Travel desk' }) }],
      z.toJSONSchema(profileExportSchema, { io: 'input' }),
    ])
  })
})

describe('a file that a person brings', () => {
  it.each([
    ['no JSON', 'name,site\nWork,china', 'not-json'],
    ['empty', '', 'not-json'],
    ['another JSON', '{"profiles": []}', 'not-ours'],
    ['a list', '[]', 'not-ours'],
    ['of another format', fileWith({ format: 'adp-desk-history' }), 'not-ours'],
    ['of a newer version', fileWith({ version: 2, profiles: 'elsewhere' }), 'newer-version'],
    ['without profiles', fileWith({ profiles: undefined }), 'damaged'],
    ['with too many', fileWith({ profiles: Array(maxExportedProfiles + 1).fill({}) }), 'damaged'],
  ])('is refused when it is %s', (_what, text, problem) => {
    expect(entries(text)).toBe(problem)
  })

  it('may have a byte order mark and fields that nobody knows, and an AppKey in it is left behind', () => {
    const text = fileWith({ more: 1, profiles: [{ ...settings, appKey: 'canary', more: 1 }] })
    expect(entries(`\ufeff${text}`)).toEqual([{ ok: true, profile: settings }])
  })

  it.each([
    ['a name of 10,000 characters', { ...settings, name: 'x'.repeat(10_000) }, 'x'.repeat(200), 'name'],
    ['a colour that there is not', { ...settings, color: 'puce' }, settings.name, 'color'],
    [
      'an address that is not encrypted',
      { ...settings, serviceUrl: 'http://a.example' },
      settings.name,
      'serviceUrl',
    ],
    ['no address for the site Custom', { ...settings, serviceUrl: undefined }, settings.name, 'serviceUrl'],
    ['a number for a profile', 7, '', ''],
  ])('names the field at fault of an entry with %s, and keeps the others', (_what, entry, name, field) => {
    expect(entries(fileWith({ profiles: [entry, settings] }))).toEqual([
      { ok: false, name, field },
      { ok: true, profile: settings },
    ])
  })

  it('never makes the program throw', () => {
    const file = fc.record({
      format: fc.constantFrom('adp-desk-profiles', 'x'),
      version: fc.oneof(fc.constant(1), fc.anything()),
      profiles: fc.oneof(fc.array(fc.anything()), fc.anything()),
    })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          file.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(typeof parseProfileExport(text ?? '').ok).toBe('boolean')
        },
      ),
    )
  })
})
