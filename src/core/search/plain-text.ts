// Owns what a person reads of markdown: its words without its marks. How it is painted is the renderer's, which reads the
// same dialect.
import createMarkdownIt, { type Token } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'

const parser = createMarkdownIt({ html: false, linkify: false, typographer: false, breaks: true }).use(
  cjkFriendly,
)
// What may not become a link is painted as it was written.
parser.validateLink = (url) => /^(?:https?|mailto):/i.test(url)

/** Whether anything in a text could be a mark. Most texts have none, and are then read as they are. */
const possibleMark = /[*_`~[\]\\&|<>#!]|^ {0,3}(?:[-+=]|\d{1,9}[.)])|^ {4}|^ *\t/m

/** The words of markdown. Blocks and lines are on lines of their own, cells of a table apart by a tab. */
export function readPlainText(markdown: string): string {
  if (!possibleMark.test(markdown)) return markdown
  let plain = ''
  for (const token of parser.parse(markdown, {})) {
    if (token.type === 'inline') plain += readInline(token.children ?? [])
    else if (token.type === 'fence' || token.type === 'code_block') plain += token.content
    else if (token.type === 'td_close' || token.type === 'th_close') plain += '\t'
    else if (token.block && token.nesting !== 1) plain += '\n'
  }
  return plain.trim()
}

function readInline(tokens: readonly Token[]): string {
  let plain = ''
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') plain += '\n'
    else plain += token.content
  }
  return plain
}
