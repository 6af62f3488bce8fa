// Owns how words of an answer become a quotation in the question that is being written. Pure.

/** The draft with the words quoted behind it, and an empty line to go on in. */
export function appendQuote(draft: string, words: string): string {
  const lines = words
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${line}`.trimEnd())
  const before = draft.trimEnd()
  return `${before === '' ? '' : `${before}\n\n`}${lines.join('\n')}\n\n`
}
