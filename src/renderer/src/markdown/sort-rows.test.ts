import { describe, expect, it } from 'vitest'
import { sortRows } from './sort-rows.ts'

describe('the rows of a table', () => {
  it.each([
    ['numbers by their size', ['¥1,200', '30', '-5', '7.5%'], 'ascending', ['-5', '7.5%', '30', '¥1,200']],
    [
      'dates by the day',
      ['2026-2-10', '2025年12月1日', '2026/1/3'],
      'ascending',
      ['2025年12月1日', '2026/1/3', '2026-2-10'],
    ],
    ['Chinese by its sound', ['张', '李', '王'], 'ascending', ['李', '王', '张']],
    ['words with numbers by both', ['v10', 'v9', 'a'], 'descending', ['v10', 'v9', 'a']],
    ['empty ones last', ['b', '', 'a'], 'descending', ['b', 'a', '']],
  ] as const)('stand in order: %s', (_what, words, direction, expected) => {
    expect(sortRows(words, direction, 'zh-CN').map((index) => words[index])).toEqual(expected)
  })
})
