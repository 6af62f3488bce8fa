// Owns where terms stand in a block of text that lies on the page in pieces. Comparing is shared with the search, so that
// what is marked is what was found; which pieces belong to a block is text-blocks.ts's.
import { findPlaces } from '#shared/search-text/find-places.ts'
import { align, normalise } from '#shared/search-text/normalise.ts'

/** From a place in one piece to a place in the same or a later one; places in UTF-16 units. */
export interface Hit {
  readonly start: { readonly piece: number; readonly place: number }
  readonly end: { readonly piece: number; readonly place: number }
}

/** In the order of the text. The terms are normalised; hits of several terms may overlap. */
export function findHits(pieces: readonly string[], terms: readonly string[]): Hit[] {
  const text = pieces.join('')
  const normalised = normalise(text)
  if (!terms.some((term) => normalised.includes(term))) return []
  // Most texts keep their places in that form, and finding the way back is slow.
  const isSame = normalised.length === text.length && normalised === text.toLowerCase()
  const way = isSame
    ? { normalised, startOf: (place: number) => place, endOf: (place: number) => place + 1 }
    : align(text)
  return terms
    .flatMap((term) =>
      findPlaces(way.normalised, term).map((place) => ({
        start: way.startOf(place),
        end: way.endOf(place + term.length - 1),
      })),
    )
    .sort((one, other) => one.start - other.start)
    .map(({ start, end }) => {
      const last = locate(pieces, end - 1)
      return { start: locate(pieces, start), end: { ...last, place: last.place + 1 } }
    })
}

function locate(pieces: readonly string[], at: number): Hit['start'] {
  let place = at
  for (const [piece, { length }] of pieces.entries()) {
    if (place < length) return { piece, place }
    place -= length
  }
  throw new RangeError('The place is beyond the end of the text')
}
