import { describe, expect, it } from 'vitest'
import { profileIdSchema } from '#shared/ids.ts'
import { profileColorSchema, profileSettingsSchema, type Profile } from '#shared/profile.ts'
import { checkProfileForm, createProfileForm, profileColors, type ProfileForm } from './profile-form.ts'
import { createRequestDefaultsForm } from './request-defaults-form.ts'

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
  isRetired: false,
  createdAt: 0,
}

const filled: ProfileForm = {
  name: ' Travel desk ',
  appKey: ' key-of-an-application ',
  color: 'teal',
  site: 'china',
  serviceUrl: '',
  cloudApiUrl: '',
  tokenEndpointUrl: '',
  secretId: '',
  secretKey: '',
  isRemovingCredentials: false,
  accessMethod: 'sse',
  protocolVersion: 'v1',
  visitorId: ' desk-1 ',
  requestDefaults: createRequestDefaultsForm(),
  thoughts: 'automatic',
  note: ' ',
}

describe('createProfileForm', () => {
  it('makes a visitor ID that the contract accepts and takes a colour nobody has', () => {
    const form = createProfileForm(undefined, ['blue', 'teal'])
    const { color, site, accessMethod, protocolVersion, visitorId, ...rest } = form
    const settings = { name: 'A', color, site, accessMethod, protocolVersion, visitorId }
    expect([profileSettingsSchema.safeParse(settings).success, color, rest]).toEqual([
      true,
      'amber',
      {
        name: '',
        appKey: '',
        serviceUrl: '',
        cloudApiUrl: '',
        tokenEndpointUrl: '',
        secretId: '',
        secretKey: '',
        isRemovingCredentials: false,
        requestDefaults: createRequestDefaultsForm(),
        thoughts: 'automatic',
        note: '',
      },
    ])
  })

  it('is filled in with what a link names, and makes the rest', () => {
    const fields = { name: 'Travel', site: 'custom', serviceUrl: 'https://adp.example.com' } as const
    const blank = createProfileForm(undefined, [])
    const form = createProfileForm(undefined, [], { origin: 'link', fields })
    expect(form).toEqual({ ...blank, ...fields, visitorId: form.visitorId })
  })

  it('offers every colour once', () => {
    expect([...profileColors].sort()).toEqual([...profileColorSchema.options].sort())
  })
})

describe('checkProfileForm', () => {
  it('trims what was typed and leaves out addresses that the site does not use', () => {
    const form = { ...filled, serviceUrl: 'nonsense', cloudApiUrl: 'nonsense' }
    expect(checkProfileForm(form, undefined)).toEqual({
      ok: true,
      appKey: 'key-of-an-application',
      credentials: undefined,
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
      credentials: undefined,
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
      credentials: undefined,
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
        serviceUrl: { sentence: 'urlTooLong', max: 500 },
        visitorId: { sentence: 'visitorIdTooLong', max: 64 },
      },
    })
  })

  it.each([
    ['adp.example.com', 'urlNotUrl'],
    ['ftp://adp.example.com', 'urlNotUrl'],
    ['http://adp.example.com', 'urlNotSecure'],
    ['https://me:secret@adp.example.com', 'urlCredentials'],
    ['https://adp.example.com/?a=1', 'urlQuery'],
  ])('says what is wrong with the address %s', (serviceUrl, sentence) => {
    expect(checkProfileForm({ ...filled, site: 'custom', serviceUrl }, undefined)).toEqual({
      ok: false,
      problems: { serviceUrl: { sentence } },
    })
  })

  it('needs no address of the cloud API, but a good one', () => {
    const custom = { ...filled, site: 'custom' as const, serviceUrl: 'https://adp.example.com' }
    const checks = ['', ' https://api.example.com ', 'api'].map((cloudApiUrl) =>
      checkProfileForm({ ...custom, cloudApiUrl }, undefined),
    )
    expect(checks.map((check) => (check.ok ? check.settings.cloudApiUrl : check.problems))).toEqual([
      undefined,
      'https://api.example.com',
      { cloudApiUrl: { sentence: 'urlNotUrl' } },
    ])
  })

  it.each([
    ['https://example.com/token?for=desk', undefined],
    ['http://127.0.0.1:8080/token', undefined],
    ['http://example.com/token', 'urlNotSecure'],
    ['https://example.com/token?a=1#b', 'urlFragment'],
    ['https://me:secret@example.com/token', 'urlCredentials'],
    ['token', 'urlNotUrl'],
    [`https://example.com/${'x'.repeat(1000)}`, 'urlTooLong'],
  ])('judges the token endpoint %s', (tokenEndpointUrl, sentence) => {
    const checked = checkProfileForm({ ...filled, tokenEndpointUrl }, undefined)
    expect(
      checked.ok ? checked.settings.tokenEndpointUrl : checked.problems.tokenEndpointUrl?.sentence,
    ).toEqual(sentence ?? tokenEndpointUrl)
  })

  it('asks for an AppKey that this computer can no longer read', () => {
    const unreadable = { ...saved, appKeyStatus: 'missing' as const }
    expect(checkProfileForm(createProfileForm(unreadable, []), unreadable)).toEqual({
      ok: false,
      problems: { appKey: { sentence: 'appKeyMissing' } },
    })
  })

  it('asks for no AppKey that is only locked', () => {
    const locked = { ...saved, appKeyStatus: 'locked' as const, credentialsStatus: 'locked' as const }
    expect(checkProfileForm(createProfileForm(locked, []), locked).ok).toBe(true)
  })

  it('refuses an AppKey with a line break inside', () => {
    expect(checkProfileForm({ ...filled, appKey: 'one\ntwo' }, undefined)).toEqual({
      ok: false,
      problems: { appKey: { sentence: 'appKeySpaces' } },
    })
  })
})

describe('the credentials of a profile', () => {
  const withCredentials: Profile = { ...saved, secretIdHint: 'abcd', credentialsStatus: 'sealed' }
  const unreadable: Profile = { ...withCredentials, credentialsStatus: 'missing' }

  function check(changes: Partial<ProfileForm>, profile: Profile | undefined) {
    const form = profile ? createProfileForm(profile, []) : filled
    const checked = checkProfileForm({ ...form, ...changes }, profile)
    return checked.ok ? { credentials: checked.credentials } : { problems: checked.problems }
  }

  it('go along when they were entered, without what was pasted around them', () => {
    expect(check({ secretId: ' id ', secretKey: 'key\n' }, undefined)).toEqual({
      credentials: { secretId: 'id', secretKey: 'key' },
    })
  })

  it('stay when the fields are left empty, and go when the person says so', () => {
    expect([check({}, withCredentials), check({ isRemovingCredentials: true }, withCredentials)]).toEqual([
      { credentials: undefined },
      { credentials: null },
    ])
  })

  it('that were entered take the place of those that were to be removed', () => {
    const changes = { isRemovingCredentials: true, secretId: 'id', secretKey: 'key' }
    expect(check(changes, withCredentials)).toEqual({ credentials: { secretId: 'id', secretKey: 'key' } })
  })

  it('are two: one without the other is a problem', () => {
    expect([check({ secretId: 'id' }, undefined), check({ secretKey: 'key' }, withCredentials)]).toEqual([
      { problems: { secretKey: { sentence: 'secretKeyMissing' } } },
      { problems: { secretId: { sentence: 'secretIdMissing' } } },
    ])
  })

  it('have no spaces inside and an end', () => {
    expect(check({ secretId: 'i d', secretKey: 'k'.repeat(201) }, undefined)).toEqual({
      problems: { secretId: { sentence: 'secretSpaces' }, secretKey: { sentence: 'secretTooLong' } },
    })
  })

  it('that cannot be read any more are entered again, or removed', () => {
    expect([check({}, unreadable), check({ isRemovingCredentials: true }, unreadable)]).toEqual([
      {
        problems: {
          secretId: { sentence: 'secretLost' },
          secretKey: { sentence: 'secretLost' },
        },
      },
      { credentials: null },
    ])
  })

  it.each<[string, Partial<ProfileForm>, Profile | undefined, boolean]>([
    ['nothing', {}, undefined, false],
    ['a token endpoint', { tokenEndpointUrl: 'https://example.com/token' }, undefined, true],
    ['entered ones', { secretId: 'id', secretKey: 'key' }, undefined, true],
    ['saved ones', {}, withCredentials, true],
    ['saved ones that are to be removed', { isRemovingCredentials: true }, withCredentials, false],
  ])('are what a WebSocket needs: with %s', (_title, changes, profile, isEnough) => {
    const { problems } = check({ accessMethod: 'websocket', ...changes }, profile)
    expect(problems).toEqual(isEnough ? undefined : { accessMethod: { sentence: 'websocketWithoutToken' } })
  })
})

describe('defaults and note', () => {
  it('are saved when there are some, and come back as they were', () => {
    const requestDefaults = { model: 'lke-deepseek-v3', webSearch: 'off' } as const
    const form = createProfileForm({ ...saved, requestDefaults, thoughts: 'folded', note: 'Ask Li' }, [])
    const checked = checkProfileForm(form, saved)
    expect(
      checked.ok && [checked.settings.requestDefaults, checked.settings.thoughts, checked.settings.note],
    ).toEqual([requestDefaults, 'folded', 'Ask Li'])
  })

  it('keep the form from being saved when they are too long or not to be understood', () => {
    const requestDefaults = { ...createRequestDefaultsForm(), streamingThrottle: 'many' }
    expect(checkProfileForm({ ...filled, requestDefaults, note: 'x'.repeat(4001) }, undefined)).toEqual({
      ok: false,
      problems: {
        requestDefaults: { sentence: 'requestDefaults' },
        note: { sentence: 'noteTooLong', max: 4000 },
      },
    })
  })
})
