// Owns where a markdown text may be cut into pieces that mean the same alone as in the whole. Says so only of cuts that no
// text to come can undo: an answer is parsed while it is still being written.
import { parseStructure } from '#shared/markdown/parser.ts'

/** Blocks that go on after blank lines when what follows is another item or is indented. */
const openEnded: ReadonlySet<string> = new Set(['bullet_list_open', 'ordered_list_open', 'code_block'])

/**
 * Offsets at which a top-level block begins after a blank line; the first is always 0. Behind an open-ended block the first
 * line of the next one must be complete: "2" may still become "2. …".
 */
export function findBlockStarts(text: string): readonly number[] {
  const lineStarts = findLineStarts(text)
  const starts = [0]
  let previous: string | undefined
  for (const token of parseStructure(text)) {
    if (token.level !== 0 || token.nesting === -1) continue
    const line = token.map?.[0] ?? 0
    const isFirstLineComplete = line + 1 < lineStarts.length
    const isSettled = isFirstLineComplete || !openEnded.has(previous ?? '')
    if (previous !== undefined && isSettled && isBlankLine(text, lineStarts, line - 1)) {
      starts.push(lineStarts[line] ?? text.length)
    }
    previous = token.type
  }
  return starts
}

function findLineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)]
}

function isBlankLine(text: string, lineStarts: readonly number[], line: number): boolean {
  return text.slice(lineStarts[line], lineStarts[line + 1]).trim() === ''
}
