// Owns the blanks of a template: where words between double braces stand in a text, and which of them comes next.

export interface Placeholder {
  readonly name: string
  /** In UTF-16 units, braces included. */
  readonly start: number
  readonly end: number
}

export function listPlaceholders(text: string): Placeholder[] {
  return Array.from(text.matchAll(/\{\{([^{}\n]{1,100})\}\}/gu), (match) => ({
    name: (match[1] ?? '').trim(),
    start: match.index,
    end: match.index + match[0].length,
  })).filter(({ name }) => name !== '')
}

/** The one behind the selection, or before it; after the last one the first again. Undefined when there is none. */
export function findPlaceholder(
  text: string,
  selection: { readonly start: number; readonly end: number },
  direction: 'next' | 'previous',
): Placeholder | undefined {
  const all = listPlaceholders(text)
  return direction === 'next'
    ? (all.find(({ start }) => start >= selection.end) ?? all[0])
    : (all.findLast(({ end }) => end <= selection.start) ?? all.at(-1))
}
