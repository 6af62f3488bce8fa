// Owns which definitions a text may refer to, told from its brackets alone: more than it will refer to, never fewer.
import { getFootnoteKey } from '#shared/markdown/footnotes.ts'

const noLabels: ReadonlySet<string> = new Set()
const brackets = /\[((?:\\[^]|[^[\]\\])+)\]/g

/** The keys under which the definitions would stand, as `toLabel` makes them. */
export function findLabels(source: string): ReadonlySet<string> {
  if (!source.includes('[')) return noLabels
  const labels = new Set<string>()
  for (const [, words = ''] of source.matchAll(brackets)) {
    labels.add(toLabel(words))
    if (words.startsWith('^')) labels.add(getFootnoteKey(words.slice(1)))
  }
  return labels
}

/** A label without what a list, a quotation or a table sets between or into its words. */
export function toLabel(words: string): string {
  return words
    .replaceAll('\\|', '|')
    .replace(/[\s>]+/g, ' ')
    .trim()
    .toLowerCase()
    .toUpperCase()
}
