// Owns what a person asks for: terms apart by white space, all of which must stand in a text, each letter by letter;
// between double quotes white space belongs to the term.
import { normalise } from './normalise.ts'

/** The terms in their normalised form, each once; none for a text of nothing but white space. */
export function readTerms(text: string): string[] {
  const terms = Array.from(normalise(text.toWellFormed()).matchAll(/"([^"]*[^" ][^"]*)"|[^ ]+/g))
  return [...new Set(terms.map(([whole, quoted]) => quoted?.trim() ?? whole))]
}

export function standsIn(normalised: string, terms: readonly string[]): boolean {
  return terms.every((term) => normalised.includes(term))
}
