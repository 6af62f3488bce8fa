// Owns the way from where the service says that a mark stands, in code points of the whole text, to where the parser looks
// for it. What sets it there is quote-marks.ts.
import type { Quote } from '../part.ts'
import type { QuoteMark } from './quote-marks.ts'

/** The quotes behind `start` up to `end`, in code points of the whole text, as offsets in the source that begins at `start`. */
export function placeQuotes(
  quotes: readonly Quote[],
  source: string,
  start = 0,
  end = Infinity,
): QuoteMark[] {
  return quotes
    .filter(({ position }) => (position > start || start === 0) && position <= end)
    .map(({ index, position }) => ({ index, offset: findOffset(source, position - start) }))
    .sort((left, right) => left.offset - right.offset)
}

/** The offset of a code point in a source whose lines all end with one character, as the parser sees it. */
function findOffset(source: string, codePoints: number): number {
  let offset = 0
  let count = 0
  for (const character of source) {
    if (count >= codePoints) break
    count += 1
    offset += character.length
  }
  return source.slice(0, offset).replaceAll('\r\n', '\n').length
}
