// Owns the settings as the engine keeps them. What they do to the page is in composables/use-appearance.ts.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { defaultSettings, type Settings } from '#shared/settings.ts'
import { useBridge } from '../bridge/use-bridge.ts'

export const useSettingsStore = defineStore('settings', () => {
  const bridge = useBridge()
  const settings = shallowRef<Settings>(defaultSettings)

  async function load(): Promise<void> {
    settings.value = await bridge.call('settings.get', {})
  }

  /** Changes of this page that the engine has not answered to yet, oldest first. */
  const underWay = new Set<Partial<Settings>>()

  /** Shows the change at once and keeps it; when it cannot be kept, the page goes back and the failure is thrown. */
  async function change(changes: Partial<Settings>): Promise<void> {
    const before = settings.value
    const shown = { ...before, ...changes }
    settings.value = shown
    underWay.add(changes)
    try {
      const kept = await bridge.call('settings.set', changes)
      if (settings.value === shown) settings.value = kept
    } catch (error) {
      if (settings.value === shown) settings.value = before
      throw error
    } finally {
      underWay.delete(changes)
    }
  }

  bridge.on((event) => {
    if (event.name !== 'settings.changed') return
    // What this page has changed since stays as it is shown: the engine will say so, too.
    let changed = event.payload.settings
    for (const changes of underWay) changed = { ...changed, ...changes }
    settings.value = changed
  })

  return {
    all: computed(() => settings.value),
    theme: computed(() => settings.value.theme),
    language: computed(() => settings.value.language),
    selectedProfileId: computed(() => settings.value.selectedProfileId),
    load,
    change,
  }
})
