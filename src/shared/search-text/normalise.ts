// Owns the form in which texts are compared: capital = small, full-width = half-width, any white space = one space.
// Traditional characters are left as they are. And the way back from a place in that form to the text as it was written.

/** Comparing takes the form of both sides: a text contains another exactly when its form contains the other's. */
export function normalise(text: string): string {
  return (isSimple(text) ? foldSimple(text) : foldForm(text)).replace(/\s+/g, ' ')
}

/**
 * Whether every character has a form of its own and of the same length: ASCII and its full-width twins, the usual Chinese and
 * Japanese characters, Korean syllables, and the punctuation around them. Nearly all texts are, and the rest takes ten times
 * as long.
 */
function isSimple(text: string): boolean {
  return /^[\0-\x7f\u2013\u2014\u2018\u2019\u201c\u201d\u3001\u3002\u300a-\u3011\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/.test(
    text,
  )
}

function foldSimple(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - fullWidth))
    .toLowerCase()
}

/** How far the full-width characters are from those of ASCII. */
const fullWidth = 0xfee0

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
  if (isSimple(text) && !/\s\s/.test(text)) {
    return { normalised: normalise(text), startOf: (place) => place, endOf: (place) => place + 1 }
  }
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
