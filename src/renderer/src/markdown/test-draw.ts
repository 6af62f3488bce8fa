// Owns drawing the blocks of a text as a short string for tests: everything that the page would be made from, quickly enough
// to be compared at every position of a text.
import type { Token } from 'markdown-it'
import { detailsBody } from '#shared/markdown/details.ts'
import { isClosedFence } from '#shared/markdown/fences.ts'
import { noDefinitions, parseBlock } from '#shared/markdown/parser.ts'
import { numberFootnotes } from './footnote-targets.ts'
import type { MarkdownBlock } from './join-pieces.ts'
import { createMarkdownDocument } from './markdown-document.ts'
import { parsePiece } from './piece.ts'

/** Blocks as a page shows them; a list or table in several pieces is one. */
export function drawBlocks(blocks: readonly MarkdownBlock[]): string {
  const text = blocks.map(({ tokens, long }) => {
    if (long === undefined) return drawAll(tokens)
    const parts = long.parts.map(({ tokens: part }, index) => {
      const isTable = long.open.type === 'table_open'
      const rows = isTable ? part.findIndex(({ type }) => type === 'thead_close') : -1
      return drawAll(index === 0 || rows === -1 ? part : part.slice(rows + 1))
    })
    return [drawAll(tokens), draw(long.open), ...parts, '</>', drawAll(long.after)].join('')
  })
  const notes = numberFootnotes(blocks).map(
    ({ label, number, tokens }) => `{${number} ${label}:${drawAll(tokens)}}`,
  )
  // Rows in several bodies are rows of one.
  return [...text, ...notes].join('').replaceAll('</><tbody_open ->', '')
}

/** The same, of a text that is parsed at once and by nothing else than the parser. */
export function drawAtOnce(text: string): string {
  const first = parseBlock(text, [], noDefinitions)
  const { tokens, footnotes } = parsePiece(parseBlock, text, undefined, [], first.ownDefinitions)
  return drawBlocks([{ key: 0, tokens, footnotes, long: undefined }])
}

function drawAll(tokens: readonly Token[]): string {
  return tokens.map(draw).join('')
}

function draw(token: Token): string {
  if (token.nesting === -1) return '</>'
  if (token.hidden) return '<>'
  const attributes = (token.attrs ?? []).map((pair) => pair.join('=')).join(' ')
  const name = `${token.type} ${token.nesting === 1 && token.type !== 'footnote_open' ? '' : token.info}${attributes}`
  if (token.type === detailsBody) {
    const inner = createMarkdownDocument().update({ text: token.content, quotes: [], isComplete: true })
    return `<${name}>${drawBlocks(inner)}</>`
  }
  const state = token.type === 'fence' && !isClosedFence(token) ? ' open' : ''
  const content = token.children === null || token.type === 'image' ? token.content : drawAll(token.children)
  return token.nesting === 1 ? `<${name}->` : `<${name}${state}>${content}</>`
}
