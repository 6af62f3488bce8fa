// Owns how the markdown of an answer reads as plain text: the words without the marks of markdown, lists and tables still
// as such, and marks of references as numbers in brackets.
import type { Token } from 'markdown-it'
import { createParser } from './parser.ts'
import { placeQuotes } from './place-quotes.ts'
import { addQuoteMarks, getBodyQuotes, quoteToken, type QuoteEnv } from './quote-marks.ts'
import type { Quote } from '../part.ts'
import { detailsBody, maxDetailsDepth } from './details.ts'
import { footnoteMarkToken, footnoteOpen } from './footnotes.ts'
import { formulaBlockToken, formulaToken } from './formulas.ts'

const parser = createParser().use(addQuoteMarks)

/** A list that is being written; a number for the next item of an ordered one. */
interface OpenList {
  next: number | undefined
}

/** The lines of a markdown text, without a line break at the end; `detailsDepth`: in how many folded texts it stands. */
export function writePlainText(text: string, quotes: readonly Quote[], detailsDepth = 0): string {
  const env: QuoteEnv = { quoteMarks: placeQuotes(quotes, text) }
  const tokens = parser.parse(text, env)
  const paragraphs: string[] = []
  const lists: OpenList[] = []
  let quoteDepth = 0
  let marker = ''
  let row: string[] | undefined

  function add(content: string, isTight: boolean): void {
    const indent = '> '.repeat(quoteDepth) + '  '.repeat(Math.max(lists.length - (marker === '' ? 0 : 1), 0))
    const hanging = indent + ' '.repeat(marker.length)
    const lines = content.split('\n').map((line, index) => (index === 0 ? indent + marker : hanging) + line)
    marker = ''
    const block = lines.map((line) => line.trimEnd()).join('\n')
    const last = paragraphs.length - 1
    if (isTight && last >= 0) paragraphs[last] = `${paragraphs[last] ?? ''}\n${block}`
    else paragraphs.push(block)
  }

  let isInTable = false
  let isFirstOfList = true
  for (const token of tokens) {
    switch (token.type) {
      case 'bullet_list_open':
        lists.push({ next: undefined })
        isFirstOfList = lists.length === 1
        break
      case 'ordered_list_open':
        lists.push({ next: Number(token.attrGet('start') ?? 1) })
        isFirstOfList = lists.length === 1
        break
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop()
        break
      case 'list_item_open': {
        const list = lists.at(-1)
        marker = list?.next === undefined ? '- ' : `${list.next}. `
        if (list?.next !== undefined) list.next += 1
        break
      }
      case 'blockquote_open':
        quoteDepth += 1
        break
      case 'blockquote_close':
        quoteDepth -= 1
        break
      case 'tr_open':
        row = []
        break
      case 'tr_close':
        add((row ?? []).join(' | '), isInTable)
        isInTable = true
        row = undefined
        break
      case 'table_close':
        isInTable = false
        break
      case 'inline': {
        const content = writeInline(token.children ?? [])
        if (row !== undefined) row.push(content.replaceAll('\n', ' '))
        else {
          add(content, marker !== '' && !isFirstOfList)
          isFirstOfList = false
        }
        break
      }
      case 'fence':
      case 'code_block':
        add(token.content.replace(/\n$/, ''), false)
        break
      case 'hr':
        add('----', false)
        break
      case formulaBlockToken:
        add(token.content, marker !== '')
        break
      case footnoteOpen:
        marker = `[${token.info}] `
        break
      case detailsBody:
        add(
          detailsDepth < maxDetailsDepth
            ? writePlainText(token.content, getBodyQuotes(token), detailsDepth + 1)
            : token.content,
          false,
        )
        break
      case quoteToken:
        add(`[${token.content}]`, false)
        break
    }
  }
  return paragraphs.join('\n\n')
}

function writeInline(tokens: readonly Token[]): string {
  let text = ''
  let link: { readonly address: string; readonly start: number } | undefined
  for (const token of tokens) {
    switch (token.type) {
      case 'text':
      case 'text_special':
      case 'code_inline':
      case formulaToken:
        text += token.content
        break
      case 'softbreak':
      case 'hardbreak':
        text += '\n'
        break
      case footnoteMarkToken:
      case quoteToken:
        text += `[${token.content}]`
        break
      case 'image':
        text +=
          token.content === ''
            ? String(token.attrGet('src'))
            : `${token.content} (${String(token.attrGet('src'))})`
        break
      case 'link_open':
        link = { address: String(token.attrGet('href')), start: text.length }
        break
      case 'link_close':
        if (link !== undefined && text.slice(link.start) !== link.address) text += ` (${link.address})`
        link = undefined
        break
    }
  }
  return text
}
