import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { profileSettingsSchema } from '#shared/profile.ts'
import { defaultSettings } from '#shared/settings.ts'
import { useProfilesStore } from './profiles.ts'
import { useSettingsStore } from './settings.ts'
import { createProfile, profileId, startTestHost, type TestHost } from './test-host.ts'

const settings = profileSettingsSchema.parse({
  name: 'New',
  color: 'teal',
  site: 'china',
  accessMethod: 'automatic',
  protocolVersion: 'automatic',
  visitorId: 'desk-1',
})

async function start(): Promise<{ host: TestHost; store: ReturnType<typeof useProfilesStore> }> {
  const host = startTestHost({
    'profile.list': () => [createProfile(1), createProfile(2)],
    'profile.add': (input) => createProfile(3, input.settings),
    'profile.update': (input) => createProfile(2, input.settings),
    'profile.delete': () => ({}),
    'profile.addDemo': () => createProfile(4, { name: 'Demo', isDemo: true }),
    'settings.get': () => ({ ...defaultSettings, selectedProfileId: profileId(2) }),
    'settings.set': (changes) => ({
      ...defaultSettings,
      selectedProfileId: changes.selectedProfileId
        ? profileId(Number(changes.selectedProfileId.slice(-2)))
        : null,
    }),
  })
  const store = useProfilesStore()
  await useSettingsStore().load()
  await store.load()
  host.calls.length = 0
  return { host, store }
}

describe('the profiles', () => {
  it('select the one that was chosen last', async () => {
    const { store } = await start()
    expect(store.selected).toEqual(createProfile(2))
  })

  it('fall back to the first one when the chosen one has been deleted', async () => {
    const { store } = await start()
    await store.deleteProfile(profileId(2), 'delete')
    expect([store.profiles, store.selected]).toEqual([[createProfile(1)], createProfile(1)])
  })

  it('select a profile that was added, and keep the choice', async () => {
    const { host, store } = await start()
    await store.add(settings, { appKey: 'key', credentials: undefined })
    expect([store.selected?.name, host.calls]).toEqual([
      'New',
      [
        ['profile.add', { settings, appKey: 'key' }],
        ['settings.set', { selectedProfileId: profileId(3) }],
      ],
    ])
  })

  it('are not doubled when the event comes before the reply', async () => {
    const { host, store } = await start()
    host.answers['profile.add'] = (input) => {
      const added = createProfile(3, input.settings)
      host.emit({
        name: 'profiles.changed',
        payload: { profiles: [createProfile(1), createProfile(2), added] },
      })
      return added
    }
    await store.add(settings, { appKey: 'key', credentials: undefined })
    expect(store.profiles.map(({ id }) => id)).toEqual([profileId(1), profileId(2), profileId(3)])
  })

  it('take credentials along with the AppKey', async () => {
    const { host, store } = await start()
    const secrets = { appKey: 'key', credentials: { secretId: 'id', secretKey: 'secret' } }
    await store.add(settings, secrets)
    expect(host.calls[0]).toEqual(['profile.add', { settings, ...secrets }])
  })

  it('replace or remove the saved credentials', async () => {
    const { host, store } = await start()
    const credentials = { secretId: 'id', secretKey: 'secret' }
    await store.update(profileId(2), settings, { appKey: undefined, credentials })
    await store.update(profileId(2), settings, { appKey: 'key', credentials: null })
    expect(host.calls).toEqual([
      ['profile.update', { profileId: profileId(2), settings, credentials }],
      ['profile.update', { profileId: profileId(2), settings, appKey: 'key', credentials: null }],
    ])
  })

  it('leave the saved AppKey and credentials alone when none are given', async () => {
    const { host, store } = await start()
    await store.update(profileId(2), settings, { appKey: undefined, credentials: undefined })
    expect([store.selected?.name, host.calls]).toEqual([
      'New',
      [['profile.update', { profileId: profileId(2), settings }]],
    ])
  })

  it('leave the list of all together when one is shown', async () => {
    const { host, store } = await start()
    await store.showAll()
    await store.show(profileId(1))
    expect(host.calls).toEqual([
      ['settings.set', { showsAllProfiles: true }],
      ['settings.set', { selectedProfileId: profileId(1), showsAllProfiles: false }],
    ])
  })

  it('select one that can ask before one of which only the history is left', async () => {
    const { host, store } = await start()
    const profiles = [createProfile(5, { isRetired: true }), createProfile(6)]
    host.emit({ name: 'profiles.changed', payload: { profiles } })
    expect([store.selected?.id, store.active, store.retired]).toEqual([
      profileId(6),
      [profiles[1]],
      [profiles[0]],
    ])
  })

  it('are shown in their new order at once, and in the old one when that cannot be kept', async () => {
    const { host, store } = await start()
    host.answers['profile.reorder'] = () => {
      throw new FailureError(createFailure('not-saved'))
    }
    const moving = store.reorder([profileId(2), profileId(1)])
    const during = store.profiles.map(({ id }) => id)
    const code = await moving.catch((error: FailureError) => error.failure.code)
    expect([during, code, store.profiles.map(({ id }) => id)]).toEqual([
      [profileId(2), profileId(1)],
      'not-saved',
      [profileId(1), profileId(2)],
    ])
  })

  it('stay, retired, when their history is kept', async () => {
    const { host, store } = await start()
    await store.deleteProfile(profileId(1), 'keep')
    expect([store.retired.map(({ id }) => id), host.calls]).toEqual([
      [profileId(1)],
      [['profile.delete', { profileId: profileId(1), history: 'keep' }]],
    ])
  })

  it('know whether the demo is among them', async () => {
    const { store } = await start()
    const before = store.hasDemo
    await store.addDemo()
    expect([before, store.hasDemo, store.selected?.name]).toEqual([false, true, 'Demo'])
  })

  it('say why one was refused and stay as they were', async () => {
    const { host, store } = await start()
    host.answers['profile.add'] = () => {
      throw new FailureError(createFailure('not-saved'))
    }
    const code = await store
      .add(settings, { appKey: 'key', credentials: undefined })
      .catch((error: FailureError) => error.failure.code)
    expect([code, store.profiles.length]).toEqual(['not-saved', 2])
  })

  it('follow what another page changes', async () => {
    const { host, store } = await start()
    host.emit({ name: 'profiles.changed', payload: { profiles: [] } })
    expect([store.profiles, store.selected]).toEqual([[], undefined])
  })
})
