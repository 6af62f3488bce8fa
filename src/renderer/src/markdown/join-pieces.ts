// Owns how pieces make blocks: a long list or table is one block of several pieces, and whether its items stand apart is a
// matter of the whole. Pieces and blocks that are the same as before keep their identity.
import type { Token } from 'markdown-it'
import { parseStructure } from '#shared/markdown/parser.ts'
import { makeListLead, type Lead } from './block-starts.ts'
import { copyToken } from './copy-token.ts'
import type { Footnotes } from './piece.ts'

/** What is drawn as one and drawn again only when it is another object. */
export interface MarkdownPart {
  readonly key: number
  readonly tokens: readonly Token[]
}

export interface MarkdownBlock extends MarkdownPart {
  readonly footnotes: Footnotes
  /** Undefined for a block of one piece, which is drawn from `tokens` alone. */
  readonly long: LongBlock | undefined
}

/** A list or a table in parts; the tokens of the block are what stands in front of it. */
export interface LongBlock {
  readonly open: Token
  /** Items, or rows; the first one of a table has its head. */
  readonly parts: readonly MarkdownPart[]
  readonly after: readonly Token[]
}

/** What is known of a piece here. */
export interface JoinedPiece {
  readonly source: string
  readonly start: number
  readonly lead: Lead | undefined
  readonly tokens: readonly Token[]
  readonly footnotes: Footnotes
}

interface CutPiece {
  readonly before: readonly Token[]
  readonly open: Token
  readonly part: MarkdownPart
  readonly after: readonly Token[]
}

const noTokens: readonly Token[] = []

export function createPieceJoiner(): (pieces: readonly JoinedPiece[]) => readonly MarkdownBlock[] {
  const whole = new WeakMap<JoinedPiece, MarkdownBlock>()
  const cut = new WeakMap<JoinedPiece, CutPiece>()
  const loose = new WeakMap<JoinedPiece, boolean>()
  const loosened = new WeakMap<CutPiece, CutPiece>()
  let before: { readonly group: readonly JoinedPiece[]; readonly block: MarkdownBlock }[] = []

  function join(group: readonly JoinedPiece[]): MarkdownBlock {
    const [first] = group
    if (first === undefined) throw new Error('a block has a piece')
    if (group.length === 1) {
      return remember(whole, first, () => ({
        key: first.start,
        tokens: first.tokens,
        footnotes: first.footnotes,
        long: undefined,
      }))
    }
    const pieces = group.map((piece) => remember(cut, piece, () => cutPiece(piece)))
    const isLoose =
      group[1]?.lead?.type === 'list' &&
      group.some((piece, index) => isLooseList(piece, index === group.length - 1))
    const shown = isLoose ? pieces.map((piece) => remember(loosened, piece, () => loosen(piece))) : pieces
    return {
      key: first.start,
      tokens: shown[0]?.before ?? noTokens,
      footnotes: {
        marks: group.flatMap(({ footnotes }) => footnotes.marks),
        texts: group.flatMap(({ footnotes }) => footnotes.texts),
      },
      long: {
        open: shown[0]?.open ?? cutPiece(first).open,
        parts: shown.map(({ part }) => part),
        after: shown.at(-1)?.after ?? noTokens,
      },
    }
  }

  /** A blank line between or in any two items sets all of them apart. */
  function isLooseList(piece: JoinedPiece, isLast: boolean): boolean {
    if (!isLast && /(?:\n|\r(?!\n))[ \t]*(?:\r\n|\r|\n)$/.test(piece.source)) return true
    return remember(loose, piece, () => {
      // Asked of an item set in front of the others, because code or a table in an item does not tell.
      const { open } = remember(cut, piece, () => cutPiece(piece))
      const lines = piece.source.split(/(?<=\r\n|\r(?!\n)|\n)/)
      const list = piece.lead === undefined ? lines.slice(open.map?.[0] ?? 0).join('') : piece.source
      return parseStructure(makeListLead(list, open.markup).source + list)[2]?.hidden === false
    })
  }

  return (pieces) => {
    const groups: JoinedPiece[][] = []
    for (const piece of pieces) {
      if (piece.lead === undefined) groups.push([piece])
      else groups.at(-1)?.push(piece)
    }
    before = groups.map((group, index) => {
      const same = before[index]
      return same?.group.length === group.length && same.group.every((piece, at) => piece === group[at])
        ? same
        : { group, block: join(group) }
    })
    return before.map(({ block }) => block)
  }
}

function cutPiece({ tokens, lead, start }: JoinedPiece): CutPiece {
  const isOpening = ({ type, level }: Token): boolean =>
    level === 0 && (type === 'table_open' || type === 'bullet_list_open' || type === 'ordered_list_open')
  const from = lead === undefined ? tokens.findLastIndex(isOpening) : 0
  const open = tokens[from]
  if (open === undefined) throw new Error('a long block is a list or a table')
  const to = tokens.findIndex(({ level, nesting }, index) => index > from && level === 0 && nesting === -1)
  return {
    before: tokens.slice(0, from),
    open,
    part: { key: start, tokens: tokens.slice(from + 1, to) },
    after: tokens.slice(to + 1),
  }
}

function loosen(piece: CutPiece): CutPiece {
  const tokens = piece.part.tokens.map((token) =>
    token.hidden && token.level === 2 ? copyToken(token, { hidden: false }) : token,
  )
  return { ...piece, part: { key: piece.part.key, tokens } }
}

function remember<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}
