// Owns `<details>`: the one thing of HTML that is read, exactly as models write it, at the beginning of a line of the text
// itself. What it holds is a text of its own, which whoever draws it parses in turn; so it may be parsed while it grows.
import type { MarkdownIt, StateBlock } from 'markdown-it'

/** The tokens: open, then maybe the line of its summary between two of `summary…`, then the body, then close. */
export const detailsOpen = 'details_open'
export const detailsClose = 'details_close'
export const summaryOpen = 'summary_open'
export const summaryClose = 'summary_close'
/** Its content is markdown; its `info` is "open" while nothing has closed it. */
export const detailsBody = 'details_body'

/** How many may stand in one another. What is folded deeper is shown as it was written. */
export const maxDetailsDepth = 8

const opener = /^<details(?:\s+open(?:="(?:open)?")?)?>/i
const summary = /^\s*<summary>([^]*?)<\/summary>[ \t]*\n?/i
const closer = /<\/details>[ \t]*$/i
const fence = /^ {0,3}(`{3,}|~{3,})/

/** Characters in which a summary must have ended. */
const maxSummaryLength = 2000

export function addDetails(parser: MarkdownIt): void {
  parser.block.ruler.before('fence', 'details', parseDetails, { alt: ['paragraph', 'reference'] })
}

function parseDetails(state: StateBlock, startLine: number, endLine: number, isSilent: boolean): boolean {
  if (state.level > 0 || state.blkIndent > 0 || (state.sCount[startLine] ?? 0) >= 4) return false
  const lineStart = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  const start = opener.exec(state.src.slice(lineStart, lineStart + 40))?.[0].length
  if (start === undefined) return false
  if (isSilent) return true

  const lastLine = findLastLine(state, startLine, endLine)
  const isClosed = lastLine !== undefined
  const end = isClosed ? lastLine + 1 : endLine
  const contentStart = lineStart + start
  const whole = state.src.slice(contentStart, state.eMarks[end - 1])
  const content = isClosed ? whole.replace(closer, '') : whole
  const head = summary.exec(content.slice(0, maxSummaryLength))
  const words = head?.[1] ?? ''

  state.push(detailsOpen, '', 1).map = [startLine, end]
  if (words.trim() !== '') {
    state.push(summaryOpen, '', 1)
    const inline = state.push('inline', '', 0)
    inline.content = words.trim().replace(/\s+/g, ' ')
    inline.map = [startLine, end]
    inline.children = []
    state.push(summaryClose, '', -1)
  }
  const body = state.push(detailsBody, '', 0)
  body.content = content.slice(head?.[0].length ?? 0).replace(/^\n+/, '')
  body.info = isClosed ? '' : 'open'
  body.map = [startLine, end]
  const bodyStart = contentStart + content.length - body.content.length
  body.meta = { start: bodyStart, end: bodyStart + body.content.length }
  state.push(detailsClose, '', -1)
  state.line = end
  return true
}

/** The line that closes it; others may stand inside, and code says nothing. */
function findLastLine(state: StateBlock, startLine: number, endLine: number): number | undefined {
  let depth = 0
  let openFence = ''
  for (let line = startLine; line < endLine; line += 1) {
    const text = state.src.slice(state.bMarks[line], state.eMarks[line])
    const run = fence.exec(text)?.[1]
    if (openFence !== '') {
      if (run?.startsWith(openFence) && text.trim() === run) openFence = ''
      continue
    }
    if (run !== undefined) {
      openFence = run
      continue
    }
    if (opener.test(text.trimStart())) depth += 1
    if (closer.test(text)) depth -= 1
    if (depth <= 0) return line
  }
  return undefined
}
