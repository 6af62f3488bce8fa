import { describe, expect, it } from 'vitest'
import { findHits } from './find-hits.ts'

/** The marked words, `|` where they go on in another piece. */
function mark(pieces: readonly string[], ...terms: string[]): string[] {
  return findHits(pieces, terms).map(({ start, end }) =>
    pieces
      .map((piece, index) => {
        if (index < start.piece || index > end.piece) return undefined
        return piece.slice(
          index === start.piece ? start.place : 0,
          index === end.piece ? end.place : piece.length,
        )
      })
      .filter((piece) => piece !== undefined)
      .join('|'),
  )
}

describe('what is marked of a text in pieces', () => {
  it.each([
    ['nothing where a term does not stand', ['abc'], ['x'], []],
    ['every place, first ones first', ['one two one'], ['one', 'two'], ['one', 'two', 'one']],
    ['one character', ['九点到', '六点'], ['点'], ['点', '点']],
    ['capital letters and full width', ['Ａbc ABC'], ['abc'], ['Ａbc', 'ABC']],
    ['words across bold and code', ['How to ', 'slow', ' start?'], ['to slow start'], ['to |slow| start']],
    ['letters of which one becomes several', ['a ㎏ b'], ['kg'], ['㎏']],
    ['what stands after an emoji', ['👨‍👩‍👧 好的'], ['好'], ['好']],
  ])('is %s', (_what, pieces, terms, expected) => {
    expect(mark(pieces, ...terms)).toEqual(expected)
  })
})
