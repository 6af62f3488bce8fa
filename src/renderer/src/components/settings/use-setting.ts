// Owns one setting as a form has it: reading gives what is kept, writing keeps it at once. When that fails, the page goes
// back and a notice says why.
import { computed, type WritableComputedRef } from 'vue'
import type { Settings } from '#shared/settings.ts'
import { useNoticesStore } from '../../stores/notices.ts'
import { useSettingsStore } from '../../stores/settings.ts'

export function useSetting<Name extends keyof Settings>(name: Name): WritableComputedRef<Settings[Name]> {
  const settings = useSettingsStore()
  const notices = useNoticesStore()
  return computed({
    get: () => settings.all[name],
    set: (value) => void notices.watchOver(settings.change({ [name]: value })),
  })
}
