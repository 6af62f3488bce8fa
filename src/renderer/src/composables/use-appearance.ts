// Owns what the settings do to the page: theme, text size, language, accent and window title. The values of themes, sizes and accents are
// in styles/tokens.css, which reads the attributes set here.
import { onScopeDispose, shallowRef, watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { resolveLocale } from '../i18n/resolve-locale.ts'
import { useOpenConversationStore } from '../stores/open-conversation.ts'
import { useProfilesStore } from '../stores/profiles.ts'
import { useSettingsStore } from '../stores/settings.ts'

export function useAppearance(): void {
  const settings = useSettingsStore()
  const profiles = useProfilesStore()
  const open = useOpenConversationStore()
  const { locale, t } = useI18n()
  const root = document.documentElement

  const darkQuery = window.matchMedia('(prefers-color-scheme: dark)')
  const isSystemDark = shallowRef(darkQuery.matches)
  const onSystemChange = () => (isSystemDark.value = darkQuery.matches)
  darkQuery.addEventListener('change', onSystemChange)
  onScopeDispose(() => darkQuery.removeEventListener('change', onSystemChange))

  watchEffect(() => {
    const isDark = settings.theme === 'dark' || (settings.theme === 'system' && isSystemDark.value)
    root.dataset['theme'] = isDark ? 'dark' : 'light'
  })
  watchEffect(() => {
    root.dataset['textSize'] = settings.all.textSize
  })
  watchEffect(() => {
    locale.value = resolveLocale(settings.language, navigator.languages)
    root.lang = locale.value
  })
  watchEffect(() => {
    root.dataset['accent'] = profiles.selected?.color ?? 'blue'
  })
  watchEffect(() => {
    const title = open.conversation?.title
    document.title = title ? `${title} · ${t('frame.productName')}` : t('frame.productName')
  })
}
