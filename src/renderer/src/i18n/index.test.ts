import { describe, expect, it } from 'vitest'
import { i18n, messages } from './index.ts'

function listKeys(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) =>
    listKeys(inner, path === '' ? key : `${path}.${key}`),
  )
}

function findPlaceholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()
}

function getText(locale: 'en' | 'zh-CN', key: string): string {
  let value: unknown = messages[locale]
  for (const name of key.split('.')) value = Reflect.get(Object(value), name)
  return String(value)
}

const keys = listKeys(messages.en)

describe('the words of both languages', () => {
  it('have the same keys', () => {
    expect(listKeys(messages['zh-CN']).sort()).toEqual([...keys].sort())
  })

  it('have the same placeholders', () => {
    const inEnglish = keys.map((key) => [key, findPlaceholders(getText('en', key))])
    expect(keys.map((key) => [key, findPlaceholders(getText('zh-CN', key))])).toEqual(inEnglish)
  })

  it('are never empty and compile without a complaint', () => {
    const texts = (['en', 'zh-CN'] as const).flatMap((locale) =>
      keys.map((key) => i18n.global.t(key, {}, { locale }).trim()),
    )
    expect(texts.filter((text) => text === '')).toEqual([])
  })

  it('put a space between Chinese and Latin words', () => {
    const glued = keys.filter((key) =>
      /\p{Script=Han}[A-Za-z]|[A-Za-z]\p{Script=Han}/u.test(getText('zh-CN', key)),
    )
    expect(glued).toEqual([])
  })
})
