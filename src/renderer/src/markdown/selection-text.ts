// Owns what is copied from a selection with formulas in it: their TeX, not the glyphs that they were drawn with.

const blocks =
  'p, div, li, tr, pre, blockquote, h2, h3, h4, h5, h6, table, ul, ol, details, summary, figure, section, article, .text-stretch'

/** What stands beside the words. */
const beside = '[aria-hidden="true"], [role="toolbar"], .code-bar, .table-bar, .visually-hidden, svg'

/** The words of what is selected; undefined when there is no formula in it, and the browser copies as it always does. */
export function readSelectionWithFormulas(selection: Selection): string | undefined {
  if (selection.rangeCount === 0) return undefined
  // A copy: the selection itself stays as the person made it.
  const range = selection.getRangeAt(0).cloneRange()
  // From inside of a formula only its glyphs could be taken: then it is taken as a whole.
  const first = findFormula(range.startContainer)
  const last = findFormula(range.endContainer)
  if (first) range.setStartBefore(first)
  if (last) range.setEndAfter(last)
  const content = range.cloneContents()
  return content.querySelector('.formula') === null
    ? undefined
    : readNode(content)
        .replace(/\n{3,}/g, '\n\n')
        .trim()
}

function findFormula(node: Node): Element | null {
  return (node instanceof Element ? node : node.parentElement)?.closest('.formula') ?? null
}

function readNode(node: Node): string {
  if (node instanceof Text) return node.data
  if (node instanceof Element) {
    if (node.matches('.formula')) return node.getAttribute('data-source') ?? ''
    if (node.matches('br')) return '\n'
    if (node.matches(beside)) return ''
  }
  const words = Array.from(node.childNodes, readNode).join('')
  if (!(node instanceof Element)) return words
  if (node.matches('td, th')) return `${words}\t`
  return node.matches(blocks) ? `${words}\n` : words
}
