import { describe, expect, it } from 'vitest'
import { findPlaceholder, listPlaceholders } from './template-placeholders.ts'

const text = 'Translate {{text}} into {{ language }}, please'

describe('the blanks of a template', () => {
  it('are what stands between double braces on one line', () => {
    const found = listPlaceholders(`${text} {{}} {{ }} {{a\nb}} {{{城市}}} { {x} }`)
    expect(found.map(({ name, start, end }) => [name, start, end])).toEqual([
      ['text', 10, 18],
      ['language', 24, 38],
      ['城市', 67, 73],
    ])
  })

  it.each([
    ['next', 0, 0, 'text'],
    ['next', 10, 18, 'language'],
    ['next', 24, 38, 'text'],
    ['previous', 24, 38, 'text'],
    ['previous', 10, 18, 'language'],
    ['previous', 46, 46, 'language'],
  ] as const)('%s from %i to %i is %s', (direction, start, end, name) => {
    expect(findPlaceholder(text, { start, end }, direction)?.name).toBe(name)
  })

  it('are none where there are none', () => {
    expect(findPlaceholder('plain', { start: 0, end: 0 }, 'next')).toBeUndefined()
  })
})
