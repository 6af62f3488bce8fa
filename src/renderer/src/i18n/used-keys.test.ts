import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { messages } from './index.ts'

function listKeys(value: object, path: string): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null ? listKeys(inner, `${path}${key}.`) : [`${path}${key}`],
  )
}

const keys = listKeys(messages.en, '')
const namespaces = Object.keys(messages.en).join('|')
const source = globSync('src/renderer/src/**/*.{ts,vue}')
  .filter((file) => !file.includes('.test.') && !/i18n\/(en|zh-CN)\//.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

/** Keys that stand in the source as they are, as `'conversation.copy'`. */
const written = [...source.matchAll(new RegExp(`(['"\`])((?:${namespaces})\\.[\\w.-]+)\\1`, 'g'))].map(
  ([, , key]) => key ?? '',
)
/** Keys that are put together, as `` `conversation.${status}` ``: what may stand in the gaps is anything. */
const patterns = [
  ...source.matchAll(new RegExp(`\`((?:${namespaces})\\.(?:[^\`$]|\\$\\{[^}]*\\})*)\``, 'g')),
].map(
  ([, template]) =>
    new RegExp(
      `^${(template ?? '')
        .split(/\$\{[^}]*\}/)
        .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('[\\w.-]+')}$`,
    ),
)

/** Keys that are translated where they stand; the others may be names of calls and events, which look alike. */
const translated = [...source.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? '')

describe('the words of the program', () => {
  it('are there for every key that is asked for', () => {
    expect(translated.filter((key) => !keys.includes(key))).toEqual([])
  })

  it('are all asked for by something', () => {
    const isUsed = (key: string): boolean =>
      written.includes(key) || patterns.some((pattern) => pattern.test(key))
    expect(keys.filter((key) => !isUsed(key))).toEqual([])
  })
})
