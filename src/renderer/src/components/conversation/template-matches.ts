// Owns which templates a person means who types a slash and some letters: those whose name begins with them, contains them, or
// has them one after the other, in this order. Capitals and full width do not matter.
import type { PromptTemplate } from '#shared/prompt-template.ts'
import { normalise } from '#shared/search-text/normalise.ts'

/**
 * What is looked for, when the text is nothing but a slash and words on one line. With Chinese punctuation the key of the slash
 * writes an enumeration comma, which no question begins with.
 */
export function readTemplateQuery(text: string): string | undefined {
  return /^[/／、]([^\n]*)$/u.exec(text)?.[1]
}

/** The better ones first, else in their own order. */
export function findTemplates(templates: readonly PromptTemplate[], query: string): PromptTemplate[] {
  const wanted = normalise(query).trim()
  const ranked = templates.map((template) => ({ template, rank: rankOf(normalise(template.name), wanted) }))
  return ranked
    .filter(({ rank }) => rank < noMatch)
    .sort((one, other) => one.rank - other.rank)
    .map(({ template }) => template)
}

const noMatch = 4

function rankOf(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0
  if (name.includes(` ${wanted}`)) return 1
  if (name.includes(wanted)) return 2
  // Whoever types a space is writing words, not looking for letters.
  return !wanted.includes(' ') && hasInOrder(name, wanted) ? 3 : noMatch
}

function hasInOrder(name: string, wanted: string): boolean {
  const letters = name[Symbol.iterator]()
  return Array.from(wanted).every((letter) => {
    for (let next = letters.next(); !next.done; next = letters.next()) if (next.value === letter) return true
    return false
  })
}
