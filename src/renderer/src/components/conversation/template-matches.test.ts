import { describe, expect, it } from 'vitest'
import { promptTemplateIdSchema } from '#shared/ids.ts'
import { findTemplates, readTemplateQuery } from './template-matches.ts'

const templates = ['Summarise a meeting', '翻译成英文', 'Minutes', 'Ｆｉｘ code', 'Time zone'].map(
  (name) => ({
    id: promptTemplateIdSchema.parse(crypto.randomUUID()),
    name,
    text: name,
  }),
)

describe('the text after a slash', () => {
  it.each([
    ['/', ''],
    ['/sum', 'sum'],
    ['/say Hello', 'say Hello'],
    ['／翻译', '翻译'],
    ['、翻译', '翻译'],
    ['', undefined],
    [' /sum', undefined],
    ['a/b', undefined],
    ['/sum\nmore', undefined],
  ])('of %j is %j', (text, query) => {
    expect(readTemplateQuery(text)).toBe(query)
  })

  it.each([
    ['', ['Summarise a meeting', '翻译成英文', 'Minutes', 'Ｆｉｘ code', 'Time zone']],
    ['M', ['Minutes', 'Summarise a meeting', 'Time zone']],
    ['meet', ['Summarise a meeting']],
    ['smt', ['Summarise a meeting']],
    ['英文', ['翻译成英文']],
    ['翻英', ['翻译成英文']],
    ['fix', ['Ｆｉｘ code']],
    ['s m', []],
    ['long 5000', []],
  ])('%j finds the templates that are meant, the better ones first', (query, names) => {
    expect(findTemplates(templates, query).map(({ name }) => name)).toEqual(names)
  })
})
