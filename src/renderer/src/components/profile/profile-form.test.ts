import { describe, expect, it } from 'vitest'
import { profileIdSchema } from '#shared/ids.ts'
import { profileColorSchema, profileSettingsSchema, type Profile } from '#shared/profile.ts'
import {
  checkProfileForm,
  createProfileForm,
  isLikeSecretId,
  profileColors,
  type ProfileForm,
} from './profile-form.ts'

const saved: Profile = {
  id: profileIdSchema.parse('6f1c1f0e-4f7a-4a43-9d3e-0c5f0a0a0001'),
  name: 'Travel desk',
  color: 'teal',
  site: 'custom',
  serviceUrl: 'https://adp.example.com',
  cloudApiUrl: 'https://api.example.com',
  accessMethod: 'automatic',
  protocolVersion: 'v1',
  visitorId: 'desk-1',
  appKeyHint: 'wxyz',
  secretIdHint: null,
  credentialsStatus: null,
  appKeyStatus: 'sealed',
  isDemo: false,
  createdAt: 0,
}

const filled: ProfileForm = {
  name: ' Travel desk ',
  appKey: ' key-of-an-application ',
  color: 'teal',
  site: 'china',
  serviceUrl: '',
  accessMethod: 'sse',
  protocolVersion: 'v1',
  visitorId: ' desk-1 ',
}

describe('createProfileForm', () => {
  it('makes a visitor ID that the contract accepts and takes a colour nobody has', () => {
    const form = createProfileForm(undefined, ['blue', 'teal'])
    const { appKey, serviceUrl, ...settings } = { ...form, name: 'A' }
    expect([profileSettingsSchema.safeParse(settings).success, form.color, appKey, serviceUrl]).toEqual([
      true,
      'amber',
      '',
      '',
    ])
  })

  it('offers every colour once', () => {
    expect([...profileColors].sort()).toEqual([...profileColorSchema.options].sort())
  })
})

describe('checkProfileForm', () => {
  it('trims what was typed and leaves out a service URL that the site does not use', () => {
    expect(checkProfileForm({ ...filled, serviceUrl: 'nonsense' }, undefined)).toEqual({
      ok: true,
      appKey: 'key-of-an-application',
      settings: {
        name: 'Travel desk',
        color: 'teal',
        site: 'china',
        accessMethod: 'sse',
        protocolVersion: 'v1',
        visitorId: 'desk-1',
      },
    })
  })

  it('keeps the addresses of a custom site and an AppKey that was left empty', () => {
    expect(checkProfileForm(createProfileForm(saved, []), saved)).toEqual({
      ok: true,
      appKey: '',
      settings: {
        name: 'Travel desk',
        color: 'teal',
        site: 'custom',
        serviceUrl: 'https://adp.example.com',
        cloudApiUrl: 'https://api.example.com',
        accessMethod: 'automatic',
        protocolVersion: 'v1',
        visitorId: 'desk-1',
      },
    })
  })

  it('asks neither an address nor an AppKey of the demo', () => {
    const demo: Profile = { ...saved, isDemo: true, appKeyHint: '' }
    delete demo.serviceUrl
    delete demo.cloudApiUrl
    expect(checkProfileForm(createProfileForm(demo, []), demo)).toEqual({
      ok: true,
      appKey: '',
      settings: {
        name: 'Travel desk',
        color: 'teal',
        site: 'custom',
        accessMethod: 'automatic',
        protocolVersion: 'v1',
        visitorId: 'desk-1',
      },
    })
  })

  it('names every empty field at once', () => {
    const empty = { ...filled, name: ' ', appKey: '', site: 'custom' as const, visitorId: '' }
    expect(checkProfileForm(empty, undefined)).toEqual({
      ok: false,
      problems: {
        name: { sentence: 'nameMissing' },
        appKey: { sentence: 'appKeyMissing' },
        serviceUrl: { sentence: 'serviceUrlMissing' },
        visitorId: { sentence: 'visitorIdMissing' },
      },
    })
  })

  it('names every field that is too long', () => {
    const long = 'x'.repeat(501)
    const form = {
      ...filled,
      name: long,
      appKey: long,
      site: 'custom' as const,
      serviceUrl: long,
      visitorId: long,
    }
    expect(checkProfileForm(form, undefined)).toEqual({
      ok: false,
      problems: {
        name: { sentence: 'nameTooLong', max: 200 },
        appKey: { sentence: 'appKeyTooLong' },
        serviceUrl: { sentence: 'serviceUrlTooLong', max: 500 },
        visitorId: { sentence: 'visitorIdTooLong', max: 64 },
      },
    })
  })

  it.each([
    ['adp.example.com', 'serviceUrlNotUrl'],
    ['ftp://adp.example.com', 'serviceUrlNotUrl'],
    ['http://adp.example.com', 'serviceUrlNotSecure'],
    ['https://me:secret@adp.example.com', 'serviceUrlCredentials'],
    ['https://adp.example.com/?a=1', 'serviceUrlQuery'],
  ])('says what is wrong with the address %s', (serviceUrl, sentence) => {
    expect(checkProfileForm({ ...filled, site: 'custom', serviceUrl }, undefined)).toEqual({
      ok: false,
      problems: { serviceUrl: { sentence } },
    })
  })

  it('asks for an AppKey that this computer can no longer read', () => {
    const unreadable = { ...saved, appKeyStatus: 'missing' as const }
    expect(checkProfileForm(createProfileForm(unreadable, []), unreadable)).toEqual({
      ok: false,
      problems: { appKey: { sentence: 'appKeyMissing' } },
    })
  })

  it('refuses an AppKey with a line break inside', () => {
    expect(checkProfileForm({ ...filled, appKey: 'one\ntwo' }, undefined)).toEqual({
      ok: false,
      problems: { appKey: { sentence: 'appKeySpaces' } },
    })
  })
})

describe('isLikeSecretId', () => {
  it.each([
    ['AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', true],
    [' AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE\n', true],
    ['AKID', false],
    ['QwErTyAKIDz8krbsJ5', false],
  ])('reads %j as %s', (text, expected) => {
    expect(isLikeSecretId(text)).toBe(expected)
  })
})
