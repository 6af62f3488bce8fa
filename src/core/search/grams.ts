// Owns the grams by which texts are found: every single character, every two, and every three where words are written with
// letters. Whatever stands in a text has all of its grams there, so that an index of grams misses nothing, in any language
// and in the middle of words; what it gives besides is sorted out by looking at the text.

/** Grams of one term that are asked for: more only cost time. They are taken evenly from all of it. */
const mostAsked = 10

/** The grams of a text in its normalised form, each once, apart by spaces. */
export function writeGrams(normalised: string): string {
  const grams = new Set<string>()
  for (const run of normalised.split(' ')) {
    const characters = Array.from(run, writeCharacter)
    for (const [place, character] of characters.entries()) {
      grams.add(character)
      const next = characters[place + 1]
      if (next === undefined) continue
      grams.add(character + next)
      const third = characters[place + 2]
      if (third !== undefined && isSpare(character) && isSpare(next) && isSpare(third)) {
        grams.add(character + next + third)
      }
    }
  }
  return [...grams].join(' ')
}

/** The grams that a text with these terms must have; at least one for a term that is not white space. */
export function listAskedGrams(terms: readonly string[]): string[] {
  return [...new Set(terms.flatMap((term) => spread(term.split(' ').flatMap(listLongestGrams))))]
}

/** Grams that cover a run: of three where possible, else of two, else the single character. */
function listLongestGrams(run: string): string[] {
  const characters = Array.from(run, writeCharacter)
  if (characters.length <= 1) return characters
  const grams: string[] = []
  for (const [place, character] of characters.entries()) {
    const next = characters[place + 1]
    if (next === undefined) break
    const [previous, third] = [characters[place - 1], characters[place + 2]]
    const arePair = isSpare(character) && isSpare(next)
    if (arePair && third !== undefined && isSpare(third)) grams.push(character + next + third)
    else if (!(arePair && previous !== undefined && isSpare(previous))) grams.push(character + next)
  }
  return grams
}

function spread(grams: readonly string[]): string[] {
  if (grams.length <= mostAsked) return [...grams]
  const step = (grams.length - 1) / (mostAsked - 1)
  return Array.from({ length: mostAsked }, (_, index) => grams[Math.round(index * step)] ?? '')
}

/**
 * Whether a character says little by itself: letters, digits and marks, of which words and lines of code are made. Not those
 * of Chinese, Japanese, Korean and their neighbours, nor emoji: two of them are rare enough.
 */
function isSpare(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x0e00) return true
  if (code < 0x0f00) return false // Thai and Lao
  if (code < 0x1000) return true
  if (code < 0x10a0) return false // Burmese
  if (code < 0x1780) return true
  if (code < 0x1800) return false // Khmer
  return code < 0x2e80 || (code >= firstStandIn && code < firstStandIn + 0x80)
}

/** Marks of ASCII would end a gram for the tokenizer: in grams, a private character stands for each. */
const firstStandIn = 0xe000

function writeCharacter(character: string): string {
  return /^[\0-/:-@[-`{-\x7f]$/.test(character)
    ? String.fromCharCode(firstStandIn + character.charCodeAt(0))
    : character
}
