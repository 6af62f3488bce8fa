import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { defaultSettings, type Settings } from '#shared/settings.ts'
import { useSettingsStore } from './settings.ts'
import { profileId, startTestHost } from './test-host.ts'

const kept: Settings = {
  ...defaultSettings,
  language: 'zh-CN',
  theme: 'dark',
  selectedProfileId: profileId(1),
}

describe('the settings', () => {
  it('are those of the engine', async () => {
    startTestHost({ 'settings.get': () => kept })
    const store = useSettingsStore()
    await store.load()
    expect(store.all).toEqual(kept)
  })

  it('show a change before the engine has kept it', () => {
    startTestHost({ 'settings.set': () => new Promise(() => undefined) })
    const store = useSettingsStore()
    void store.change({ theme: 'dark' })
    expect(store.all).toEqual({ ...defaultSettings, theme: 'dark' })
  })

  it('are what another page or the tray has made of them', () => {
    const host = startTestHost({})
    const store = useSettingsStore()
    host.emit({ name: 'settings.changed', payload: { settings: kept } })
    expect(store.all).toEqual(kept)
  })

  it('stay as this page shows them while the engine tells of an older change', () => {
    const host = startTestHost({ 'settings.set': () => new Promise(() => undefined) })
    const store = useSettingsStore()
    void store.change({ theme: 'dark' })
    void store.change({ theme: 'light' })
    host.emit({ name: 'settings.changed', payload: { settings: { ...kept, theme: 'dark' } } })
    expect(store.all).toEqual({ ...kept, theme: 'light' })
  })

  it('go back and say why when a change cannot be kept', async () => {
    startTestHost({
      'settings.set': () => {
        throw new FailureError(createFailure('not-saved'))
      },
    })
    const store = useSettingsStore()
    const code = await store.change({ theme: 'dark' }).catch((error: FailureError) => error.failure.code)
    expect([code, store.theme]).toEqual(['not-saved', 'system'])
  })

  it('keep the newest of two changes whose replies cross', async () => {
    const first = Promise.withResolvers<Settings>()
    let isFirst = true
    startTestHost({
      'settings.set': (changes) => {
        if (!isFirst) return { ...kept, theme: changes.theme ?? 'system' }
        isFirst = false
        return first.promise
      },
    })
    const store = useSettingsStore()
    const firstChange = store.change({ theme: 'dark' })
    await store.change({ theme: 'light' })
    first.resolve({ ...kept, theme: 'dark' })
    await firstChange
    expect(store.theme).toBe('light')
  })
})
