// Owns what can be found of markdown: the words that a person reads, in the dialect of answers (shared/markdown/parser.ts),
// and nothing else. Unlike shared/markdown/text-of-markdown.ts, which writes a text that looks like one, it has no bullets,
// bars or addresses: whoever looks for words that follow each other finds them also across a link or a mark. When anything
// here changes, index-file.ts has to know.
import type { Token } from 'markdown-it'
import { detailsBody, maxDetailsDepth } from '#shared/markdown/details.ts'
import { footnoteMarkToken } from '#shared/markdown/footnotes.ts'
import { formulaBlockToken } from '#shared/markdown/formulas.ts'
import { createParser } from '#shared/markdown/parser.ts'
import { taskMark } from '#shared/markdown/quote-marks.ts'

const parser = createParser()

/**
 * Whether anything in a text could be a mark. Most texts have none, and are then read as they are. Bare addresses and formulas
 * between dollar signs are read as they are anyway.
 */
const possibleMark = /[*_`~[\]\\&|<>#!]|^ {0,3}(?:[-+=]|\d{1,9}[.)])|^ {4}|^ *\t/m

/** The words of markdown. Blocks and lines are on lines of their own, cells of a table apart by a tab. */
export function readPlainText(markdown: string): string {
  return readBlocks(markdown, 0)
}

/** `depth`: in how many folded texts it stands. */
function readBlocks(markdown: string, depth: number): string {
  if (!possibleMark.test(markdown)) return markdown
  let plain = ''
  let isItemStart = false
  for (const token of parser.parse(markdown, {})) {
    switch (token.type) {
      case 'inline': {
        const words = readInline(token.children ?? [])
        plain += isItemStart ? words.replace(taskMark, '') : words
        isItemStart = false
        break
      }
      case 'fence':
      case 'code_block':
        plain += token.content
        break
      case formulaBlockToken:
        plain += `${token.content}\n`
        break
      case detailsBody: {
        const { content } = token
        plain += `${depth < maxDetailsDepth ? readBlocks(content, depth + 1) : content}\n`
        break
      }
      case 'td_close':
      case 'th_close':
        plain += '\t'
        break
      case 'list_item_open':
        isItemStart = true
        break
      default:
        if (token.block && token.nesting !== 1) plain += '\n'
    }
  }
  return plain.trim()
}

function readInline(tokens: readonly Token[]): string {
  let plain = ''
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') plain += '\n'
    // Its label is for whoever writes; on the page it is a number.
    else if (token.type !== footnoteMarkToken) plain += token.content
  }
  return plain
}
