// Owns the choice of a language: what a person has set, or else the first one of the system that we speak.
import type { Settings } from '#shared/settings.ts'

export type Locale = Exclude<Settings['language'], 'system'>

/** The locale to show; `systemLanguages` are BCP 47 tags in the order of preference. English when we speak none. */
export function resolveLocale(language: Settings['language'], systemLanguages: readonly string[]): Locale {
  if (language !== 'system') return language
  for (const tag of systemLanguages) {
    const primary = tag.toLowerCase().split('-')[0]
    if (primary === 'zh') return 'zh-CN'
    if (primary === 'en') return 'en'
  }
  return 'en'
}
