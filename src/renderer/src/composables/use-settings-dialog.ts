// Owns whether the settings are open, and at which section. The dialog itself stands in App.vue; the sidebar, a key stroke and
// whoever wants to lead a person to one setting open it.
import { ref, type Ref } from 'vue'
import type { SettingsSection } from '../components/settings/settings-section.ts'

const isOpen = ref(false)
const section = ref<SettingsSection>('general')

export interface SettingsDialog {
  readonly isOpen: Ref<boolean>
  /** The section that is shown. It stays while the dialog is closed: a person comes back to where they were. */
  readonly section: Ref<SettingsSection>
  open(sectionToShow?: SettingsSection): void
}

export function useSettingsDialog(): SettingsDialog {
  return {
    isOpen,
    section,
    open: (sectionToShow) => {
      if (sectionToShow !== undefined) section.value = sectionToShow
      isOpen.value = true
    },
  }
}
