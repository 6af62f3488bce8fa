// Owns the dialect of markdown in answers: CommonMark with tables, strike-through, bare addresses, formulas, footnotes,
// `<details>`, and emphasis that closes beside Chinese punctuation. No other HTML. What becomes of the tokens is in
// renderer/src/markdown/render-tokens.ts for the page, in html-text.ts and text-of-markdown.ts for files and the clipboard.
import createMarkdownIt, { type MarkdownIt, type Token } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import { addDetails } from './details.ts'
import { addFootnotes } from './footnotes.ts'
import { keepFormulas } from './formulas.ts'
import { addQuoteMarks, type QuoteEnv, type QuoteMark } from './quote-marks.ts'
import { findSafeUrl } from './safe-url.ts'

/** Link definitions (`[label]: address`) by their normalised labels, and which footnotes there are (footnotes.ts). */
export type Definitions = Readonly<NonNullable<QuoteEnv['references']>>

export const noDefinitions: Definitions = {}

const blockParser = createParser().use(addQuoteMarks)
const structureParser = createParser()
structureParser.core.ruler.enableOnly(['normalize', 'block'])

/** Parses one or more whole blocks. Marks are in the order of their offsets; `known` are the definitions of other blocks. */
export function parseBlock(
  source: string,
  quoteMarks: readonly QuoteMark[],
  known: Definitions,
): { readonly tokens: readonly Token[]; readonly ownDefinitions: Definitions } {
  // Those of other blocks stand behind its own, so that many of them cost a block nothing.
  const references = Object.create(known) as NonNullable<QuoteEnv['references']>
  const env: QuoteEnv = { references, quoteMarks }
  const tokens = blockParser.parse(source, env)
  const own = Object.entries(references)
  return { tokens, ownDefinitions: own.length === 0 ? noDefinitions : Object.fromEntries(own) }
}

/** The blocks of a text without what is inside their lines: cheap, for finding out where blocks begin. */
export function parseStructure(text: string): readonly Token[] {
  return structureParser.parse(text, {})
}

/** The addresses in a text that is not markdown. */
export function findLinks(
  text: string,
): readonly { index: number; lastIndex: number; raw: string; url: string }[] {
  return structureParser.linkify.match(text) ?? []
}

/** A parser of this dialect alone, without marks, for whoever adds rules of its own. */
export function createParser(): MarkdownIt {
  // `breaks`: models write one line break where they mean one.
  const parser = createMarkdownIt({ html: false, linkify: true, typographer: false, breaks: true }).use(
    cjkFriendly,
  )
  // Only what says its scheme is a link: "README.md" is no address in Moldova.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  // Anything else than an allowed absolute address leaves its markdown standing as text, so that nothing is hidden.
  parser.validateLink = (url) => findSafeUrl(url) !== undefined
  // As written: decoding IDN or percent signs would show another address than the one that opens.
  parser.normalizeLinkText = (url) => url
  return parser.use(keepFormulas).use(addFootnotes).use(addDetails)
}
