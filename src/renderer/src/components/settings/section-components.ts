// Owns which component draws which section of the settings, and its sign. A section without one does not compile.
import {
  Bell,
  Globe,
  HardDrive,
  Info,
  Keyboard,
  KeyRound,
  ShieldCheck,
  SlidersHorizontal,
  TextQuote,
} from '@lucide/vue'
import type { Component } from 'vue'
import VaultSection from '../vault/VaultSection.vue'
import AboutSection from './AboutSection.vue'
import DataSection from './DataSection.vue'
import GeneralSection from './GeneralSection.vue'
import NetworkSection from './NetworkSection.vue'
import NotificationsSection from './NotificationsSection.vue'
import PrivacySection from './PrivacySection.vue'
import ShortcutsSection from './ShortcutsSection.vue'
import TemplatesSection from './TemplatesSection.vue'
import type { SettingsSection } from './settings-section.ts'

export const sectionComponents: Record<
  SettingsSection,
  { readonly sign: Component; readonly component: Component }
> = {
  general: { sign: SlidersHorizontal, component: GeneralSection },
  notifications: { sign: Bell, component: NotificationsSection },
  templates: { sign: TextQuote, component: TemplatesSection },
  network: { sign: Globe, component: NetworkSection },
  keys: { sign: KeyRound, component: VaultSection },
  privacy: { sign: ShieldCheck, component: PrivacySection },
  data: { sign: HardDrive, component: DataSection },
  shortcuts: { sign: Keyboard, component: ShortcutsSection },
  about: { sign: Info, component: AboutSection },
}
