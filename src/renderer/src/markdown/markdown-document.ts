// Owns a markdown text that grows: the pieces it consists of, each parsed once when it is complete. Only the one that is
// still open is parsed again, and a long one not at every step, so the work for a stretch of an answer does not grow with the
// answer. Where pieces begin is in block-starts.ts, what blocks they make in join-pieces.ts.
import type { Token } from 'markdown-it'
import type { Quote } from '#shared/part.ts'
import { noDefinitions, parseBlock, type Definitions } from '#shared/markdown/parser.ts'
import { placeQuotes } from '#shared/markdown/place-quotes.ts'
import type { QuoteMark } from '#shared/markdown/quote-marks.ts'
import { addWords } from './add-words.ts'
import { findBlockStarts, type Lead } from './block-starts.ts'
import { findLabels, toLabel } from './find-labels.ts'
import { createPieceJoiner, type MarkdownBlock } from './join-pieces.ts'
import { findOpenFence, type OpenFence } from './open-fence.ts'
import { parsePiece, type ParsedPiece } from './piece.ts'

export interface MarkdownText {
  readonly text: string
  readonly quotes: readonly Quote[]
  /** Whether nothing will be added. Only then do link definitions in the last block count for the blocks before it. */
  readonly isComplete: boolean
}

export interface MarkdownDocument {
  /** The blocks of the text. Those that are the same as in the last call keep their identity. */
  update(text: MarkdownText): readonly MarkdownBlock[]
}

/** What a piece is parsed from, and the outcome. */
interface Piece extends ParsedPiece {
  readonly source: string
  readonly lead: Lead | undefined
  /** Where it stands in the text, in code points, as quotes are counted. */
  readonly start: number
  readonly end: number
  readonly marks: readonly QuoteMark[]
  /** The definitions of other pieces that it was parsed with. */
  readonly known: Definitions
  readonly labels: ReadonlySet<string>
}

/** The length from which on an open piece is parsed only when it has grown by a part of itself. */
const longLength = 6000
const growth = 1 / 16

/** `pieceLength`: how long a piece of a list or table becomes, in UTF-16 units. */
export function createMarkdownDocument(parse = parseBlock, pieceLength = 2000): MarkdownDocument {
  const joinPieces = createPieceJoiner()
  /** All but the last are closed: no text to come changes where they begin and end. */
  let pieces: readonly Piece[] = []
  /** The sources of the closed pieces, joined. */
  let closedText = ''
  let quotes: readonly Quote[] = []
  /** What every piece may refer to; another object whenever there is more of it. */
  let definitions = noDefinitions
  /** The last piece while it is code that nothing has closed. */
  let openFence: OpenFence | undefined

  function update(next: MarkdownText): readonly MarkdownBlock[] {
    if (!next.text.startsWith(closedText)) {
      pieces = []
      closedText = ''
      definitions = noDefinitions
    }
    const tail = next.text.slice(closedText.length)
    const last = pieces.at(-1)
    const grown =
      next.isComplete || !areSameQuotes(next.quotes, quotes) || !last ? undefined : growUnparsed(last, tail)
    if (last !== undefined && grown !== undefined) {
      return joinPieces([...pieces.slice(0, -1), { ...last, tokens: grown }])
    }
    return joinPieces(parseTail(tail, next))
  }

  /** What the last piece is for now, when it need not be parsed: code, or too long to be parsed at every step. */
  function growUnparsed(last: Piece, tail: string): readonly Token[] | undefined {
    if (quotes.some(({ position }) => position > last.start) || !tail.startsWith(last.source))
      return undefined
    if (openFence !== undefined) {
      const fence = openFence.grow(tail)
      return fence && [fence]
    }
    const added = tail.length - last.source.length
    if (last.source.length < longLength || added > last.source.length * growth) return undefined
    return added === 0 ? last.tokens : addWords(last.tokens, tail.slice(last.source.length))
  }

  function parseTail(tail: string, next: MarkdownText): readonly Piece[] {
    const starts = findBlockStarts(tail, pieces.at(-1)?.lead, pieceLength)
    const sources = starts.map(({ offset }, index) => tail.slice(offset, starts[index + 1]?.offset))
    closedText += sources.slice(0, -1).join('')
    let settled = pieces.slice(0, -1)
    if (!areSameQuotes(next.quotes, quotes)) {
      quotes = next.quotes
      settled = settled.map((piece) =>
        areSameMarks(piece.marks, placeQuotes(quotes, piece.source, piece.start, piece.end))
          ? piece
          : settle(piece, piece, false),
      )
    }
    const closedCount = settled.length
    for (const [index, source] of sources.entries()) {
      const place = { source, lead: starts[index]?.lead, start: settled.at(-1)?.end ?? 0 }
      settled.push(settle(pieces[settled.length], place, index === sources.length - 1))
    }
    const learned = learnDefinitions(settled.slice(closedCount, next.isComplete ? undefined : -1))
    if (learned.length > 0) {
      settled = settled.map((piece) =>
        learned.some((label) => piece.labels.has(label))
          ? settle(piece, piece, piece === settled.at(-1))
          : piece,
      )
    }
    const last = settled.at(-1)
    openFence = next.isComplete || last === undefined ? undefined : findOpenFence(last.source, last.tokens)
    pieces = settled
    return settled
  }

  /** The piece that was there before when nothing it is parsed from has changed, else a new one. */
  function settle(
    before: Piece | undefined,
    { source, lead, start }: Pick<Piece, 'source' | 'lead' | 'start'>,
    isLast: boolean,
  ): Piece {
    const isSame = before?.source === source
    const end = isSame ? before.end : start + Array.from(source).length
    const marks = placeQuotes(quotes, source, start, isLast ? Infinity : end)
    const labels = isSame ? before.labels : findLabels(source)
    const isUnchanged =
      isSame && areSameMarks(before.marks, marks) && !hasLearned(before.known, definitions, labels)
    if (isUnchanged) return before
    const known = labels.size === 0 ? noDefinitions : definitions
    return {
      ...parsePiece(parse, source, lead, marks, known),
      source,
      lead,
      start,
      end,
      marks,
      known,
      labels,
    }
  }

  /** The labels that were not known before. */
  function learnDefinitions(teachers: readonly Piece[]): readonly string[] {
    const fresh: Record<string, Definitions[string]> = {}
    for (const [label, definition] of teachers.flatMap((piece) => Object.entries(piece.ownDefinitions))) {
      // The first definition of a label counts.
      if (!Object.hasOwn(definitions, label) && !Object.hasOwn(fresh, label)) fresh[label] = definition
    }
    const labels = Object.keys(fresh)
    if (labels.length > 0) definitions = { ...definitions, ...fresh }
    return labels.map((label) => (label.startsWith('footnote ') ? label : toLabel(label)))
  }

  return { update }
}

/** Whether there is more to refer to for a text with these labels. */
function hasLearned(before: Definitions, now: Definitions, labels: ReadonlySet<string>): boolean {
  if (before === now || labels.size === 0) return false
  return Object.keys(now).some(
    (label) =>
      !Object.hasOwn(before, label) && labels.has(label.startsWith('footnote ') ? label : toLabel(label)),
  )
}

function areSameQuotes(left: readonly Quote[], right: readonly Quote[]): boolean {
  return left === right || left.length + right.length === 0
}

function areSameMarks(left: readonly QuoteMark[], right: readonly QuoteMark[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ index, offset }, at) => index === right[at]?.index && offset === right[at].offset)
  )
}
