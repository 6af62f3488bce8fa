// Owns the names of copies: a copy of a copy is counted, so that no name ends in two marks of the same kind.

/** As either language of the program writes it. */
const mark = / ?[(（](?:copy|副本)(?: (\d{1,4}))?[)）]$/

/** The name without its mark, and the number that a copy of it has; the first has 1. */
export function countCopies(name: string): { readonly bare: string; readonly number: number } {
  const match = mark.exec(name)
  if (match === null || match.index === 0) return { bare: name, number: 1 }
  return { bare: name.slice(0, match.index), number: Number(match[1] ?? 1) + 1 }
}
