// Owns how several chosen options become a question, and how they are found again in it: one a line, since an option may
// hold any other sign. Pure.

/** On one line, as it is asked. */
export function flattenOption(option: string): string {
  return option.trim().replace(/\s*\n\s*/g, ' ')
}

export function joinOptions(options: readonly string[]): string {
  return options.map(flattenOption).join('\n')
}

/** The options that the question names; none when it says anything else. */
export function findChosenOptions(options: readonly string[], question: string): string[] {
  const lines = question.split('\n').map((line) => line.trim())
  const known = new Set(options.map(flattenOption))
  if (!lines.every((line) => known.has(line))) return []
  return options.filter((option) => lines.includes(flattenOption(option)))
}
