// Owns where a markdown text may be cut into pieces that mean the same alone as in the whole. Says so only of cuts that no
// text to come can undo: an answer is parsed while it is still being written.
import type { Token } from 'markdown-it'
import { parseStructure } from '#shared/markdown/parser.ts'

/** Blocks that go on after blank lines when what follows is another item or is indented. */
const openEnded: ReadonlySet<string> = new Set([
  'bullet_list_open',
  'ordered_list_open',
  'code_block',
  'footnote_open',
])

/** What a piece from the middle of a list or a table needs in front of it to be read as it is there. */
export interface Lead {
  readonly type: 'list' | 'table'
  /** Whole lines: an item of the same list, or the head of the table. */
  readonly source: string
}

export interface BlockStart {
  readonly offset: number
  /** Undefined when a block of its own begins here. */
  readonly lead: Lead | undefined
}

/**
 * Where the pieces of a text begin; the first is always 0, with the lead that was given: a block at the top level after a
 * blank line, or, in a list or table longer than `pieceLength`, one of its items or rows. Behind an open-ended block the first
 * line of the next one must be complete: "2" may still become "2. …".
 */
export function findBlockStarts(
  text: string,
  lead: Lead | undefined,
  pieceLength: number,
): readonly BlockStart[] {
  const source = (lead?.source ?? '') + text
  const lineStarts = findLineStarts(source)
  const offset = lead?.source.length ?? 0
  const starts: BlockStart[] = [{ offset: 0, lead }]
  let previous: Token | undefined
  /** The block that the lead begins; no other in its piece is cut, so that a piece goes on at one end alone. */
  let led: Token | undefined
  for (const token of parseStructure(source)) {
    const line = token.map?.[0] ?? 0
    const start = (lineStarts[line] ?? source.length) - offset
    const isLineComplete = line + 1 < lineStarts.length
    const last = starts.at(-1)
    if (token.level === 0 && token.nesting !== -1) {
      const isSettled = isLineComplete || previous === undefined || !openEnded.has(previous.type)
      if (previous === undefined) led = token
      else if (isSettled && isBlankLine(source, lineStarts, line - 1)) {
        starts.push({ offset: start, lead: undefined })
      }
      previous = token
      continue
    }
    if (previous === undefined || !isLineComplete) continue
    if (start - (last?.offset ?? 0) < Math.max(pieceLength, 1)) continue
    if (last?.lead !== undefined && led !== previous) continue
    // The first item, and the head, begin the block itself.
    const lineOfBlock = line - (previous.map?.[0] ?? 0)
    if (token.type === 'list_item_open' && token.level === 1 && lineOfBlock > 0) {
      starts.push({ offset: start, lead: makeListLead(source.slice(lineStarts[line]), previous.markup) })
      led = previous
    } else if (token.type === 'tr_open' && token.level === 2 && lineOfBlock > 1) {
      const headLine = previous.map?.[0] ?? 0
      const head = source.slice(lineStarts[headLine], lineStarts[headLine + 2])
      starts.push({ offset: start, lead: { type: 'table', source: head } })
      led = previous
    }
  }
  return starts
}

/** An item, as far indented as the one that it leads. */
export function makeListLead(source: string, markup: string): Lead {
  const indent = /^ */.exec(source)?.[0] ?? ''
  return { type: 'list', source: `${indent}${markup === '.' || markup === ')' ? '1' : ''}${markup} p\n` }
}

function findLineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)]
}

function isBlankLine(text: string, lineStarts: readonly number[], line: number): boolean {
  return text.slice(lineStarts[line], lineStarts[line + 1]).trim() === ''
}
