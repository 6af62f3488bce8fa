import { expect, it } from 'vitest'
import { appendQuote } from './quote-text.ts'

it.each([
  ['', 'nine', '> nine\n\n'],
  ['Why', ' at nine\r\n\nor ten \n', 'Why\n\n> at nine\n>\n> or ten\n\n'],
  ['Why\n\n', '开放时间', 'Why\n\n> 开放时间\n\n'],
])('%j with %j quoted is %j', (draft, words, expected) => {
  expect(appendQuote(draft, words)).toBe(expected)
})
