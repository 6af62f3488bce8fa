// Owns what is a formula in the markdown of an answer: TeX between dollar signs or \( \) and \[ \]. Markdown would take
// backslashes and underscores out of it.
import type { MarkdownIt, StateInline } from 'markdown-it'

/** The token of a formula; its content is the TeX with the signs around it. */
export const formulaToken = 'formula'

/** A dollar sign in front of a digit is an amount of money when nothing closes it like a formula. Bounded, for speed. */
const formula =
  /\$\$[^$]{1,4000}\$\$|\$(?![\s$])[^$\n]{0,998}[^\s$]\$(?!\d)|\$[^\s$]\$(?!\d)|\\\([^\n]{1,1000}?\\\)|\\\[[^]{1,4000}?\\\]/

const formulaHere = new RegExp(formula.source, 'y')
const formulas = new RegExp(formula.source, 'g')

/** Where formulas stand in a text that holds no code. */
export function findFormulas(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(formulas)].map(({ 0: match, index }) => ({
    start: index,
    end: index + match.length,
  }))
}

/** The plugin: formulas become tokens with their source as content. */
export function keepFormulas(parser: MarkdownIt): void {
  parser.inline.ruler.before('escape', formulaToken, parseFormula)
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
