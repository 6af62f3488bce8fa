import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { align, normalise } from './normalise.ts'

describe('normalise', () => {
  it.each([
    ['capital letters', 'Straße ÄÖ', 'straße äö'],
    ['full-width letters and digits', 'ＡＤＰ １２３', 'adp 123'],
    ['half-width katakana with its mark', 'ｶﾞｲﾄﾞ', 'ガイド'],
    ['traditional characters, which stay', '歷史記錄', '歷史記錄'],
    ['white space of every kind', 'a \n\t b　c', 'a b c'],
    ['both small forms of sigma', 'ΟΔΟΣ', 'οδοσ'],
    ['composed and decomposed letters', 'e\u0301', 'é'],
    ['emoji of several people', '👨‍👩‍👧', '👨‍👩‍👧'],
  ])('gives the form of %s', (_what, text, form) => {
    expect(normalise(text)).toBe(form)
  })
})

describe('align', () => {
  it('gives the same form as normalise for any text, and places in order that cover all of it', () => {
    const odd = fc.constantFrom(
      'ｶ',
      'ﾞ',
      ' ',
      '\u3000',
      '\u0301',
      'Σ',
      'ㄱ',
      'ㅏ',
      '가',
      'ᆨ',
      '¨',
      '，',
      '服',
      'A',
      'Ａ',
      '\n',
      'İ',
      '㈀',
      'ﾡ',
      'ￂ',
    )
    const text = fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), odd),
      maxLength: 30,
    })
    fc.assert(
      fc.property(text, (text) => {
        const { normalised, startOf, endOf } = align(text)
        const places = Array.from(normalised, (_, place) => place)
        expect(normalised).toBe(normalise(text))
        expect(
          places.every(
            (place) =>
              startOf(place) <= endOf(place) && startOf(place) >= startOf(place - 1 < 0 ? 0 : place - 1),
          ),
        ).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('leads a hit back to the characters that were written', () => {
    const text = '见 Ｓｅｒｖｅｒ ㎏ 之'
    const { normalised, startOf, endOf } = align(text)
    const place = normalised.indexOf('server kg')
    expect(text.slice(startOf(place), endOf(place + 'server kg'.length - 1))).toBe('Ｓｅｒｖｅｒ ㎏')
  })
})
