import { expect, it } from 'vitest'
import { makeVisible } from './visible-name.ts'

it.each([
  ['季度报告.pdf', '季度报告.pdf'],
  ['rep\u202Efdp.exe', 'rep[U+202E]fdp.exe'],
  ['a\u0000\nb', 'a[U+0000][U+000A]b'],
  ['in\u200Bvoice', 'in[U+200B]voice'],
])('the name %j is shown as %j', (name, shown) => {
  expect(makeVisible(name)).toBe(shown)
})
