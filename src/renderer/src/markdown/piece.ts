// Owns one piece of a text as it was parsed: its tokens, the footnotes that stand apart from them, and what else the whole
// has to know of it. Where pieces begin is in block-starts.ts, how they make blocks in join-pieces.ts.
import type { Token } from 'markdown-it'
import { footnoteClose, footnoteMarkToken, footnoteOpen } from '#shared/markdown/footnotes.ts'
import type { Definitions, parseBlock } from '#shared/markdown/parser.ts'
import type { QuoteMark } from '#shared/markdown/quote-marks.ts'
import type { Lead } from './block-starts.ts'

/** What a footnote says. */
export interface FootnoteText {
  readonly label: string
  readonly tokens: readonly Token[]
}

export interface Footnotes {
  /** The labels of the marks in the text, in their order. */
  readonly marks: readonly string[]
  readonly texts: readonly FootnoteText[]
}

export interface ParsedPiece {
  /** Without footnotes. Items or rows from the middle stand in a list or table of their own here. */
  readonly tokens: readonly Token[]
  readonly footnotes: Footnotes
  readonly ownDefinitions: Definitions
}

export const noFootnotes: Footnotes = { marks: [], texts: [] }

export function parsePiece(
  parse: typeof parseBlock,
  source: string,
  lead: Lead | undefined,
  marks: readonly QuoteMark[],
  known: Definitions,
): ParsedPiece {
  const length = lead?.source.length ?? 0
  const moved = marks.map(({ index, offset }) => ({ index, offset: offset + length }))
  const { tokens, ownDefinitions } = parse((lead?.source ?? '') + source, moved, known)
  const own = lead?.type === 'list' ? dropFirstItem(tokens) : tokens
  const parted = source.includes('[^') ? partFootnotes(own) : { tokens: own, footnotes: noFootnotes }
  return { ...parted, ownDefinitions }
}

function dropFirstItem(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex(({ type, level }) => type === 'list_item_close' && level === 1)
  return [...tokens.slice(0, 1), ...tokens.slice(end + 1)]
}

function partFootnotes(all: readonly Token[]): Pick<ParsedPiece, 'tokens' | 'footnotes'> {
  const tokens: Token[] = []
  const marks: string[] = []
  const texts: { label: string; tokens: Token[] }[] = []
  let text: (typeof texts)[number] | undefined
  for (const token of all) {
    if (token.type === footnoteOpen) {
      text = { label: token.info, tokens: [] }
      texts.push(text)
    } else if (token.type === footnoteClose) {
      text = undefined
    } else if (text !== undefined) {
      text.tokens.push(token)
    } else {
      marks.push(...listMarks(token))
      tokens.push(token)
    }
  }
  return { tokens, footnotes: { marks, texts } }
}

/** The labels of the footnotes that the words of a token name. */
export function listMarks(token: Token): readonly string[] {
  return (token.children ?? []).filter(({ type }) => type === footnoteMarkToken).map(({ content }) => content)
}
