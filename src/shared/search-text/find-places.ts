// Owns where a term stands in a text.

/** Where it begins, in order and not overlapping itself; both in their normalised form. */
export function findPlaces(normalised: string, term: string): number[] {
  const places: number[] = []
  let place = normalised.indexOf(term)
  while (place >= 0) {
    places.push(place)
    place = normalised.indexOf(term, place + term.length)
  }
  return places
}
