import { expect, it } from 'vitest'
import { readTerms } from '#shared/search-text/query.ts'

it.each([
  ['words, each once', ' Foo  BAR foo ', ['foo', 'bar']],
  ['words between quotes as one', 'see "Foo  Bar" x', ['see', 'foo bar', 'x']],
  ['a quote that is not closed', 'say "foo bar', ['say', '"foo', 'bar']],
  ['a quote inside of a word', 'a"b c"d', ['a"b', 'c"d']],
  ['quotes around nothing', '"" " "', ['""', '"', '"']],
  ['full-width letters and space', 'ＡＤＰ　服务', ['adp', '服务']],
  ['nothing but white space', ' \n\u3000', []],
])('reads %s', (_what, text, terms) => {
  expect(readTerms(text)).toEqual([...new Set(terms)])
})
