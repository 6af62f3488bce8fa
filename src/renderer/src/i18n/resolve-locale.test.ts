import { describe, expect, it } from 'vitest'
import { resolveLocale } from './resolve-locale.ts'

describe('resolveLocale', () => {
  it('takes what the person has set, whatever the system speaks', () => {
    expect(resolveLocale('en', ['zh-CN'])).toBe('en')
  })

  it.each([
    [['zh-Hans-CN', 'en'], 'zh-CN'],
    [['ZH-tw'], 'zh-CN'],
    [['de-DE', 'zh'], 'zh-CN'],
    [['en-GB', 'zh-CN'], 'en'],
    [['fr-FR'], 'en'],
    [[], 'en'],
  ] as const)('follows the system %j to %s', (languages, locale) => {
    expect(resolveLocale('system', languages)).toBe(locale)
  })
})
