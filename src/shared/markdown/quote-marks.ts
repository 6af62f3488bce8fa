// Owns the marks in the text that name a source. The service counts their positions in the markdown source, so they are set
// while that is parsed: between two pieces of text, never inside an address, a link or code, and without changing how
// anything else is read.
import type { Env, MarkdownIt, StateCore, StateInline, Token } from 'markdown-it'
import type { Quote } from '../part.ts'
import { detailsBody } from './details.ts'

/** A mark for reference `index`, at an offset in the source of its block (UTF-16 units, lines ended by one "\n"). */
export interface QuoteMark {
  readonly index: string
  readonly offset: number
}

/** What makes a list item a task; nothing is set into it. */
export const taskMark = /^\[([ xX])\] /

/** The token of a mark; its content is the index of the reference. */
export const quoteToken = 'quote_mark'

/** The environment of a parse with marks. */
export interface QuoteEnv extends Env {
  /** What addQuoteMarks reads, in the order of the offsets. */
  quoteMarks?: readonly QuoteMark[]
  /** The marks of the inline content that is being parsed, those already set taken out. */
  inlineMarks?: { readonly content: string; readonly queue: QuoteMark[] }
}

/** An inline token and where its lines stand in the source. */
interface Place {
  readonly token: Token
  readonly lines: readonly {
    readonly start: number
    readonly contentStart: number
    readonly length: number
  }[]
}

/** The plugin. Reads `quoteMarks` from the environment of the parse. */
export function addQuoteMarks(parser: MarkdownIt): void {
  const parseText = parser.inline.ruler.getRules('')[0]
  if (parseText === undefined) return
  parser.core.ruler.at('inline', parseInlineTokens)
  parser.inline.ruler.at('text', (state, isSilent) => {
    const next = isSilent ? undefined : setDueMarks(state)
    if (next === undefined || next.offset >= state.posMax) return parseText(state, isSilent)
    // A run of plain text ends at the next mark.
    const end = state.posMax
    state.posMax = next.offset
    const isText = parseText(state, isSilent)
    state.posMax = end
    return isText
  })
  parser.inline.ruler2.before('balance_pairs', quoteToken, (state) => {
    for (const mark of getQueue(state)?.splice(0) ?? []) pushMark(state, mark)
  })
}

function parseInlineTokens(state: StateCore): void {
  // Only this file reads these names of the environment.
  const env = state.env as QuoteEnv
  const places = findPlaces(state)
  const queues = new Map<Token, QuoteMark[]>()
  const bodies = state.tokens.filter(({ type }) => type === detailsBody).map(readBody)
  for (const mark of env.quoteMarks ?? []) {
    const body = bodies.find(({ start, end }) => start < mark.offset && mark.offset <= end)
    if (body !== undefined) {
      body.quotes.push({
        index: mark.index,
        position: Array.from(state.src.slice(body.start, mark.offset)).length,
      })
      continue
    }
    const place = places.findLast(({ lines }) => (lines[0]?.start ?? 0) < mark.offset) ?? places[0]
    if (place === undefined) {
      state.tokens.push(createMark(state, mark))
      continue
    }
    const queue = queues.get(place.token) ?? []
    queue.push({ index: mark.index, offset: findContentOffset(place, mark.offset) })
    queues.set(place.token, queue)
  }
  for (const { token } of places) {
    env.inlineMarks = { content: token.content, queue: queues.get(token) ?? [] }
    state.md.inline.parse(token.content, state.md, env, token.children ?? [])
  }
}

interface Body extends Record<string, unknown> {
  readonly start: number
  readonly end: number
  /** In code points of what the body holds, as in every text of its own. */
  readonly quotes: Quote[]
}

function readBody(token: Token): Body {
  // Set by details.ts, in this parse.
  const { start, end } = token.meta as { start: number; end: number }
  const body: Body = { start, end, quotes: [] }
  token.meta = body
  return body
}

/** The marks in the text that a `<details>` holds. */
export function getBodyQuotes(token: Token): readonly Quote[] {
  // Set by readBody whenever marks are parsed.
  return (token.meta as Partial<Body> | null)?.quotes ?? []
}

function findPlaces(state: StateCore): readonly Place[] {
  const lines = state.src.split('\n')
  const lineStarts: number[] = []
  let start = 0
  for (const line of lines) {
    lineStarts.push(start)
    start += line.length + 1
  }
  const places: Place[] = []
  // Cells have no lines of their own: they stand in the lines of their row, one behind the other.
  let firstLine = 0
  let column = 0
  for (const token of state.tokens) {
    if (token.map !== null && token.type !== 'inline') {
      firstLine = token.map[0]
      column = 0
    }
    if (token.type !== 'inline') continue
    let contentStart = 0
    const placed = token.content.split('\n').map((content, index) => {
      const line = firstLine + index
      if (index > 0) column = 0
      // Not found when the content was unescaped or its tabs were widened: then its row or line is near enough.
      const found = Math.max(lines[line]?.indexOf(content, column) ?? column, column)
      column = found + content.length
      const result = { start: (lineStarts[line] ?? start) + found, contentStart, length: content.length }
      contentStart += content.length + 1
      return result
    })
    places.push({ token, lines: placed })
  }
  return places
}

function findContentOffset({ token, lines }: Place, offset: number): number {
  const line = lines.findLast(({ start }) => start <= offset) ?? lines[0]
  if (line === undefined) return 0
  const first = taskMark.exec(token.content)?.[0].length ?? 0
  const inLine = Math.min(Math.max(offset - line.start, 0), line.length)
  const position = Math.max(line.contentStart + inLine, first)
  // A mark inside an address would cut it.
  for (const address of token.content.matchAll(/[a-z][a-z0-9+.-]*:[!-~]+/gi)) {
    const end = address.index + address[0].length
    if (address.index < position && position < end) return end
  }
  return position
}

/** Sets the marks up to the current position and returns the next one. Inside a link they wait for its end. */
function setDueMarks(state: StateInline): QuoteMark | undefined {
  const queue = getQueue(state)
  if (queue === undefined || state.linkLevel > 0) return undefined
  while (queue[0] !== undefined && queue[0].offset <= state.pos) {
    pushMark(state, queue[0])
    queue.shift()
  }
  return queue[0]
}

function getQueue(state: StateInline): QuoteMark[] | undefined {
  // The description of an image is parsed on its own, with the same environment: the marks are not meant for it.
  const marks = (state.env as QuoteEnv).inlineMarks
  return marks?.content === state.src ? marks.queue : undefined
}

function pushMark(state: StateInline, mark: QuoteMark): void {
  state.push(quoteToken, '', 0).content = mark.index
}

function createMark(state: StateCore, mark: QuoteMark): Token {
  const token = new state.Token(quoteToken, '', 0)
  token.content = mark.index
  return token
}
