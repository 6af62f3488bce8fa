// Owns which files the page may have saved that it has made itself. Their contents may be the words of a model, or of a page
// that was taken over, so what counts is what happens when somebody opens one later: the system shows it and runs nothing of
// it, and its name hides nothing. The list is made of what the page saves, not of what is dangerous: that list is never
// complete.
import { codeExtensions } from '#shared/code-file-name.ts'

/** Data, and pictures of diagrams; an SVG of those holds nothing but shapes and words (renderer, safe-picture.ts). */
const ownExtensions = ['json', 'png', 'svg']

const savedExtensions: readonly string[] = ['txt', ...ownExtensions, ...codeExtensions]

/** Systems hide the last extension. One before it says what a text is; before any other it would be taken for the last. */
const plainName = /^[\w-]{1,100}(?:\.[a-z0-9]{1,12}(?=\.txt$))?\.([a-z0-9]{1,12})$/

export function isSavedName(name: string): boolean {
  const extension = plainName.exec(name)?.[1]
  return extension !== undefined && savedExtensions.includes(extension)
}
