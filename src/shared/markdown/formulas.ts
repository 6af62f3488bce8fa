// Owns what is a formula in the markdown of an answer: TeX between dollar signs or \( \) and \[ \], in a line or in lines of
// its own. Markdown would take backslashes and underscores out of it. How it is drawn is for whoever reads the tokens.
import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'

/** The tokens of a formula inside of a line and of one in lines of its own; their content is the TeX with its signs. */
export const formulaToken = 'formula'
export const formulaBlockToken = 'formula_block'

export interface Formula {
  readonly tex: string
  readonly isDisplay: boolean
}

/**
 * Every part is bounded and passes no second opening sign, for speed; a backtick may begin code, so none passes one.
 * Money is no formula: a closing sign stands behind no space and before no letter or digit.
 */
const formula = new RegExp(
  [
    /\$\$(?:\\[^]|[^$\\`]){1,4000}\$\$/u,
    /\$(?![\s$])(?!\d[\d.,]*\s*(?:\p{L}{2}|\p{Script=Han}|[，。、；]))(?:\\[^\n]|[^$\\\n`]){1,1000}(?<!\s)\$(?![A-Za-z0-9])/u,
    /\\\((?:\\[^()]|[^\\`]){1,1000}\\\)/u,
    /\\\[(?:\\[^[\]]|[^\\`]){1,4000}\\\]/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'u',
)

const formulaHere = new RegExp(formula.source, 'uy')
const formulas = new RegExp(`(?<!\\\\)(?:${formula.source})`, 'gu')

/** Lines a formula may have when it stands alone. */
const maxLines = 400
const closers: Readonly<Record<string, string>> = { $$: '$$', '\\[': '\\]' }
const fenceLine = /^(?:```|~~~)/

/** Where formulas stand in a text that holds no code. */
export function findFormulas(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(formulas)].map(({ 0: match, index }) => ({
    start: index,
    end: index + match.length,
  }))
}

/** What stands between the signs of a formula, and whether it is to stand in a line of its own. */
export function readFormula(source: string): Formula {
  const isDisplay = source.startsWith('$$') || source.startsWith('\\[')
  const length = isDisplay || source.startsWith('\\') ? 2 : 1
  return { tex: source.slice(length, -length).trim(), isDisplay }
}

/** The plugin: formulas become tokens with their source as content. */
export function keepFormulas(parser: MarkdownIt): void {
  parser.inline.ruler.before('escape', formulaToken, parseFormula)
  parser.block.ruler.before('fence', formulaBlockToken, parseFormulaBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  })
}

function parseFormula(state: StateInline, isSilent: boolean): boolean {
  const sign = state.src[state.pos]
  if (sign !== '$' && sign !== '\\') return false
  formulaHere.lastIndex = state.pos
  const match = formulaHere.exec(state.src)?.[0]
  if (match === undefined || state.pos + match.length > state.posMax) return false
  if (!isSilent) state.push(formulaToken, '', 0).content = match
  state.pos += match.length
  return true
}

/** No blank line stands in a formula, as in TeX; so one that is never closed takes nothing with it. */
function parseFormulaBlock(
  state: StateBlock,
  startLine: number,
  endLine: number,
  isSilent: boolean,
): boolean {
  if (getIndent(state, startLine) >= 4) return false
  const opener = getLine(state, startLine).slice(0, 2)
  const closer = closers[opener]
  if (closer === undefined) return false
  const lines: string[] = []
  for (let line = startLine; line < Math.min(endLine, startLine + maxLines); line += 1) {
    const text = getLine(state, line)
    if (line > startLine && (text === '' || getIndent(state, line) < 0 || fenceLine.test(text))) return false
    lines.push(text)
    const end = text.indexOf(closer, line === startLine ? 2 : 0)
    if (end === -1) continue
    const source = lines.join('\n')
    if (end + 2 !== text.length || readFormula(source).tex === '') return false
    if (isSilent) return true
    const token = state.push(formulaBlockToken, '', 0)
    token.content = source
    token.map = [startLine, line + 1]
    state.line = line + 1
    return true
  }
  return false
}

function getLine(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  return state.src.slice(start, state.eMarks[line]).trimEnd()
}

function getIndent(state: StateBlock, line: number): number {
  return (state.sCount[line] ?? 0) - state.blkIndent
}
