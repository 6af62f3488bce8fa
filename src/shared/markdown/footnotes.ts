// Owns footnotes: `[^label]` in the text and `[^label]: …` at the beginning of a line, which stands apart from the text and
// goes on in indented lines. Which number each has, and where they are shown, is for whoever draws the whole text.
import type { Env, MarkdownIt, StateBlock, StateInline } from 'markdown-it'

/** The token of a mark; its content is the label of its footnote. */
export const footnoteMarkToken = 'footnote_mark'
/** The tokens around what a footnote says; the `info` of the first is the label. */
export const footnoteOpen = 'footnote_open'
export const footnoteClose = 'footnote_close'

const definition = /^\[\^([^\s[\]]{1,200})\]:/
const mark = /\[\^([^\s[\]]{1,200})\]/y

/** Under which key of the environment's definitions a footnote stands: labels of links have no small letters there. */
export function getFootnoteKey(label: string): string {
  return `footnote ${label}`
}

/** The plugin. A mark is one only when its footnote is among the definitions; else it stays text. */
export function addFootnotes(parser: MarkdownIt): void {
  parser.block.ruler.before('reference', 'footnote', parseDefinition, { alt: ['paragraph', 'reference'] })
  parser.inline.ruler.before('link', footnoteMarkToken, parseMark)
}

function getDefinitions(env: Env): Record<string, unknown> {
  return ((env as { references?: Record<string, unknown> }).references ??= {})
}

function parseDefinition(state: StateBlock, startLine: number, endLine: number, isSilent: boolean): boolean {
  if (state.level > 0 || state.blkIndent > 0 || (state.sCount[startLine] ?? 0) >= 4) return false
  const lineStart = state.bMarks[startLine] ?? 0
  const start = lineStart + (state.tShift[startLine] ?? 0)
  const match = definition.exec(
    state.src.slice(start, Math.min(state.eMarks[startLine] ?? start, start + 210)),
  )
  const label = match?.[1]
  if (match === null || label === undefined) return false
  if (isSilent) return true

  const key = getFootnoteKey(label)
  const definitions = getDefinitions(state.env)
  if (!(key in definitions)) definitions[key] = { title: '', href: '' }

  const token = state.push(footnoteOpen, '', 1)
  token.info = label
  const map: [number, number] = [startLine, 0]
  token.map = map
  // What follows the colon is read as if it stood behind four spaces, like the lines that go on.
  const afterColon = start + match[0].length
  const contentStart = Math.min(state.skipSpaces(afterColon), state.eMarks[startLine] ?? afterColon)
  const before = {
    bMarks: state.bMarks[startLine],
    tShift: state.tShift[startLine],
    sCount: state.sCount[startLine],
    parentType: state.parentType,
  }
  state.bMarks[startLine] = afterColon
  state.tShift[startLine] = contentStart - afterColon
  state.sCount[startLine] = 4
  state.blkIndent += 4
  state.parentType = 'footnote'
  state.md.block.tokenize(state, startLine, endLine)
  state.parentType = before.parentType
  state.blkIndent -= 4
  state.bMarks[startLine] = before.bMarks ?? lineStart
  state.tShift[startLine] = before.tShift ?? 0
  state.sCount[startLine] = before.sCount ?? 0
  // An empty first line takes nothing with it, but is a line.
  state.line = Math.max(state.line, startLine + 1)
  map[1] = state.line
  state.push(footnoteClose, '', -1)
  return true
}

function parseMark(state: StateInline, isSilent: boolean): boolean {
  if (state.src[state.pos] !== '[') return false
  mark.lastIndex = state.pos
  const match = mark.exec(state.src)
  const label = match?.[1]
  if (match === null || label === undefined || mark.lastIndex > state.posMax) return false
  if (!(getFootnoteKey(label) in getDefinitions(state.env))) return false
  if (!isSilent) state.push(footnoteMarkToken, '', 0).content = label
  state.pos += match[0].length
  return true
}
