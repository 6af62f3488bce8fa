// Owns a markdown text that grows: the blocks it consists of, each parsed once when it is complete. Only the block that is
// still open is parsed again, so the work for a piece of an answer does not grow with the answer.
// Where blocks begin is in block-starts.ts, how they are drawn in render-tokens.ts.
import type { Token } from 'markdown-it'
import type { Quote } from '#shared/part.ts'
import { findBlockStarts } from './block-starts.ts'
import { noDefinitions, parseBlock, type Definitions } from '#shared/markdown/parser.ts'
import { placeQuotes } from '#shared/markdown/place-quotes.ts'
import type { QuoteMark } from '#shared/markdown/quote-marks.ts'

export interface MarkdownText {
  readonly text: string
  readonly quotes: readonly Quote[]
  /** Whether nothing will be added. Only then do link definitions in the last block count for the blocks before it. */
  readonly isComplete: boolean
}

/** A block as it was last parsed. Its identity changes only when its tokens do. */
export interface MarkdownBlock {
  /** Where it begins in the text: the same for as long as the text before it is. */
  readonly key: number
  readonly tokens: readonly Token[]
}

export interface MarkdownDocument {
  /** The blocks of the text. Those that are the same as in the last call keep their identity. */
  update(text: MarkdownText): readonly MarkdownBlock[]
}

/** What a block is parsed from, and the outcome. */
interface Piece {
  readonly source: string
  /** Where it stands in the text, in code points, as quotes are counted. */
  readonly start: number
  readonly end: number
  readonly marks: readonly QuoteMark[]
  /** The link definitions of other blocks that it was parsed with. */
  readonly known: Definitions
  readonly ownDefinitions: Definitions
  readonly block: MarkdownBlock
}

export function createMarkdownDocument(parse = parseBlock): MarkdownDocument {
  /** All but the last are closed: no text to come changes where they begin and end. */
  let pieces: Piece[] = []
  /** The sources of the closed pieces, joined. */
  let closedText = ''
  let quotes: readonly Quote[] = []
  /** What every piece may refer to; another object whenever there is more of it. */
  let definitions = noDefinitions

  function update(next: MarkdownText): readonly MarkdownBlock[] {
    if (!next.text.startsWith(closedText)) {
      pieces = []
      closedText = ''
      definitions = noDefinitions
    }
    const sources = cutIntoBlocks(next.text.slice(closedText.length))
    closedText += sources.slice(0, -1).join('')
    let settled = pieces.slice(0, -1)
    if (next.quotes !== quotes) {
      quotes = next.quotes
      settled = settled.map((piece) => settle(piece, piece, false))
    }
    const closedCount = settled.length
    for (const [index, source] of sources.entries()) {
      const place = { source, start: settled.at(-1)?.end ?? 0 }
      settled.push(settle(pieces[settled.length], place, index === sources.length - 1))
    }
    if (learnDefinitions(settled.slice(closedCount, next.isComplete ? undefined : -1))) {
      settled = settled.map((piece) => settle(piece, piece, piece === settled.at(-1)))
    }
    pieces = settled
    return pieces.map(({ block }) => block)
  }

  /** The piece that was there before when nothing it is parsed from has changed, else a new one. */
  function settle(before: Piece | undefined, place: Pick<Piece, 'source' | 'start'>, isLast: boolean): Piece {
    const { source, start } = place
    const isSame = before?.source === source
    const end = isSame ? before.end : start + Array.from(source).length
    const marks = placeQuotes(quotes, source, start, isLast ? Infinity : end)
    const known = source.includes('[') ? definitions : noDefinitions
    if (isSame && before.known === known && areSameMarks(before.marks, marks)) return before
    const { tokens, ownDefinitions } = parse(source, marks, known)
    return { source, start, end, marks, known, ownDefinitions, block: { key: start, tokens } }
  }

  function learnDefinitions(teachers: readonly Piece[]): boolean {
    const before = definitions
    for (const [label, definition] of teachers.flatMap((piece) => Object.entries(piece.ownDefinitions))) {
      // The first definition of a label counts.
      if (!Object.hasOwn(definitions, label)) definitions = { ...definitions, [label]: definition }
    }
    return definitions !== before
  }

  return { update }
}

function cutIntoBlocks(text: string): readonly string[] {
  const starts = findBlockStarts(text)
  return starts.map((start, index) => text.slice(start, starts[index + 1]))
}

function areSameMarks(left: readonly QuoteMark[], right: readonly QuoteMark[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ index, offset }, at) => index === right[at]?.index && offset === right[at].offset)
  )
}
