// Owns the form in which texts are compared: capital = small, full-width = half-width, any white space = one space.
// Traditional characters are left as they are. And the way back from a place in that form to the text as it was written.

/** Comparing takes the form of both sides: a text contains another exactly when its form contains the other's. */
export function normalise(text: string): string {
  return (isAscii(text) ? text.toLowerCase() : foldForm(text)).replace(/\s+/g, ' ')
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text)
}

/** Sigma has a small form of its own at the end of words; which one lower-casing takes depends on what stands around it. */
function foldForm(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll('ς', 'σ')
}

/**
 * The shortest stretches that take their form without a look at what is beside them: a character with its marks, or a run
 * of Korean letters, which join to syllables.
 */
const stretches =
  /[\u1100-\u11ff\u3130-\u318f\u3200-\u321e\u3260-\u327e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc]+|[^\p{M}\uff9e\uff9f][\p{M}\uff9e\uff9f]*|[\p{M}\uff9e\uff9f]+/gu

export interface Alignment {
  readonly normalised: string
  /** Where the stretch that gave a place of the form begins and ends in the text, in UTF-16 units. */
  startOf(place: number): number
  endOf(place: number): number
}

/** The form of a text as `normalise` gives it, with the way back. */
export function align(text: string): Alignment {
  const starts: number[] = []
  const ends: number[] = []
  let normalised = ''
  for (const match of text.matchAll(stretches)) {
    const end = match.index + match[0].length
    const form = normalise(match[0])
    // White space that goes on is part of the space that is there already.
    const rest = form.startsWith(' ') && normalised.endsWith(' ') ? form.slice(1) : form
    if (form !== rest) ends[ends.length - 1] = end
    for (let index = 0; index < rest.length; index += 1) {
      starts.push(match.index)
      ends.push(end)
    }
    normalised += rest
  }
  return {
    normalised,
    startOf: (place) => starts[place] ?? text.length,
    endOf: (place) => ends[place] ?? text.length,
  }
}
