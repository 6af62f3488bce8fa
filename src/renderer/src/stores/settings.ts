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

  /** Shows the change at once and keeps it; when it cannot be kept, the page goes back and the failure is thrown. */
  async function change(changes: Partial<Settings>): Promise<void> {
    const before = settings.value
    const shown = { ...before, ...changes }
    settings.value = shown
    try {
      const kept = await bridge.call('settings.set', changes)
      if (settings.value === shown) settings.value = kept
    } catch (error) {
      if (settings.value === shown) settings.value = before
      throw error
    }
  }

  bridge.on((event) => {
    if (event.name === 'settings.changed') settings.value = event.payload.settings
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
