import fc from 'fast-check'
import { expect, it } from 'vitest'
import { align, normalise } from '#shared/search-text/normalise.ts'
import { readTerms } from '#shared/search-text/query.ts'
import { createSnippet } from './snippet.ts'

/** With hits between brackets. */
function show(text: string, query: string): string {
  return createSnippet(text, readTerms(query))
    .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join('')
}

it.each([
  ['the sentence of the first hit', '早上好。我们九点开门。再见。', '九点', '…我们[九点]开门。…'],
  ['every hit in it, also those that touch', 'Tea, tea and TEAtea', 'tea', '[Tea], [tea] and [TEAtea]'],
  [
    'hits of all words',
    'A server failed with an error.',
    'error server',
    'A [server] failed with an [error].',
  ],
  ['full-width letters as they were written', '打开 ＡＤＰ 控制台', 'adp', '打开 [ＡＤＰ] 控制台'],
  ['a ligature as a whole', 'the ﬁle', 'f', 'the [ﬁ]le'],
  ['white space as one space', 'one\n\n  two', '"one two"', '[one two]'],
  ['an emoji as a whole', 'ok 👨‍👩‍👧!', '👩', 'ok [👨‍👩‍👧]!'],
])('shows %s', (_what, text, query, shown) => {
  expect(show(text, query)).toBe(shown)
})

it('cuts a long sentence a little before the hit and never through a character', () => {
  const family = '👨‍👩‍👧'
  const shown = show(`${family.repeat(60)}needle${family.repeat(60)}`, 'needle')
  const around = shown.replaceAll(family, '').replaceAll('…', '')
  expect([around, shown.length < 260]).toEqual(['[needle]', true])
})

it('finds the hit of a long text, and always marks what was searched for', () => {
  const pieces = fc.constantFrom('服务', 'ﬁ', 'Ｓ', ' ', '\n', 'e\u0301', '。', 'word ', '👩‍🚀', 'ㄱㅏ', 'İ')
  const text = fc.string({ unit: pieces, minLength: 1, maxLength: 4000 })
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 1, max: 5 }), (text, at, length) => {
      const form = normalise(text)
      const term = form
        .slice(at % form.length, (at % form.length) + length)
        .toWellFormed()
        .trim()
      fc.pre(term !== '' && form.includes(term))
      const hit = createSnippet(text, [term]).find(({ isHit }) => isHit)
      expect(align(hit?.text ?? '').normalised).toContain(term)
    }),
    { numRuns: 200 },
  )
})
