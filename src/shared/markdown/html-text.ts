// Owns how the markdown of an answer becomes HTML in an export or on the clipboard, never on the page: what the parser
// escapes stays escaped, addresses are those that may become links, and an image is there only as a copy inside of the HTML.
import type { MarkdownIt, Token } from 'markdown-it'
import { findLinks, createParser } from './parser.ts'
import { placeQuotes } from './place-quotes.ts'
import { addQuoteMarks, getBodyQuotes, quoteToken, type QuoteEnv } from './quote-marks.ts'
import { findSafeUrl, getDestination, isMisleading } from './safe-url.ts'
import type { Quote } from '../part.ts'
import {
  detailsBody,
  detailsClose,
  detailsOpen,
  maxDetailsDepth,
  summaryClose,
  summaryOpen,
} from './details.ts'
import { footnoteClose, footnoteMarkToken, footnoteOpen } from './footnotes.ts'
import { formulaBlockToken, formulaToken } from './formulas.ts'

interface HtmlEnv extends QuoteEnv {
  readonly scope?: string
  readonly embed?: (url: string) => string | undefined
  /** In how many folded texts this one stands. */
  readonly depth?: number
}

const parser = createHtmlParser()

export interface HtmlTextOptions {
  readonly quotes: readonly Quote[]
  readonly scope: string
  /** The copy of an image as a `data:` address; undefined when there is none. */
  readonly embed: (url: string) => string | undefined
}

/** The HTML of a markdown text. */
export function renderHtmlText(text: string, { quotes, scope, embed }: HtmlTextOptions): string {
  const env: HtmlEnv = { quoteMarks: placeQuotes(quotes, text), scope, embed }
  return parser.render(text, env)
}

/** The HTML of a text that is not markdown, with its addresses as links. */
export function renderPlainHtml(text: string): string {
  let html = ''
  let end = 0
  for (const { index, lastIndex, raw, url } of findLinks(text)) {
    html += escapeHtml(text.slice(end, index)) + renderLink(url, raw)
    end = lastIndex
  }
  return html + escapeHtml(text.slice(end))
}

/** A link when the address may be one, else the words alone. */
export function renderLink(address: string, words: string): string {
  const url = findSafeUrl(address)
  return url === undefined
    ? escapeHtml(words)
    : `<a href="${escapeHtml(url.href)}" rel="noreferrer noopener">${escapeHtml(words)}</a>`
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** The id of a reference in its file. */
export function getReferenceId(scope: string, index: string): string {
  return `reference-${scope}-${encodeURIComponent(index)}`
}

function createHtmlParser(): MarkdownIt {
  const html = createParser().use(addQuoteMarks)
  const { rules } = html.renderer
  rules['heading_open'] = (tokens, index) => `<h${getLevel(tokens[index])}>`
  rules['heading_close'] = (tokens, index) => `</h${getLevel(tokens[index])}>\n`
  rules['table_open'] = () => '<div class="table"><table>\n'
  rules['table_close'] = () => '</table></div>\n'
  rules['th_open'] = (tokens, index) => `<th scope="col"${getAlignment(tokens[index])}>`
  rules['td_open'] = (tokens, index) => `<td${getAlignment(tokens[index])}>`
  rules['link_open'] = (tokens, index) =>
    `<a href="${getSafeAddress(tokens[index])}" rel="noreferrer noopener">`
  rules['link_close'] = (tokens, index) => `</a>${describeDestination(tokens, index)}`
  rules['image'] = (tokens, index, _options, env) => renderImage(tokens[index], env as HtmlEnv)
  rules[formulaToken] = (tokens, index) =>
    `<code class="formula">${escapeHtml(tokens[index]?.content ?? '')}</code>`
  rules[formulaBlockToken] = (tokens, index) =>
    `<p><code class="formula">${escapeHtml(tokens[index]?.content ?? '')}</code></p>\n`
  rules[footnoteMarkToken] = (tokens, index) => `<sup>[${escapeHtml(tokens[index]?.content ?? '')}]</sup>`
  rules[footnoteOpen] = (tokens, index) => `<div>[${escapeHtml(tokens[index]?.info ?? '')}] `
  rules[footnoteClose] = () => '</div>\n'
  rules[detailsOpen] = () => '<details>'
  rules[detailsClose] = () => '</details>\n'
  rules[summaryOpen] = () => '<summary>'
  rules[summaryClose] = () => '</summary>\n'
  rules[detailsBody] = (tokens, index, _options, env) => renderDetailsBody(tokens[index], env as HtmlEnv)
  rules[quoteToken] = (tokens, index, _options, env) => {
    // The environment is the one that renderHtmlText made.
    const { scope = '' } = env as HtmlEnv
    const mark = tokens[index]?.content ?? ''
    return `<sup><a href="#${escapeHtml(getReferenceId(scope, mark))}">[${escapeHtml(mark)}]</a></sup>`
  }
  return html
}

/** Headings of an answer stand below the name of who gives it. */
function getLevel(token: Token | undefined): number {
  return Math.min(Number(token?.tag.slice(1) ?? 1) + 2, 6)
}

function getAlignment(token: Token | undefined): string {
  const alignment = /^text-align:(left|center|right)$/.exec(String(token?.attrGet('style') ?? ''))?.[1]
  return alignment === undefined ? '' : ` class="is-${alignment}"`
}

function getSafeAddress(token: Token | undefined): string {
  return escapeHtml(findSafeUrl(String(token?.attrGet('href') ?? ''))?.href ?? '')
}

/** Where a link really leads, when its words say otherwise. */
function describeDestination(tokens: readonly Token[], close: number): string {
  const open = tokens.findLastIndex((token, index) => index < close && token.type === 'link_open')
  const url = findSafeUrl(String(tokens[open]?.attrGet('href') ?? ''))
  const words = tokens
    .slice(open + 1, close)
    .map((token) => token.content)
    .join('')
  return url !== undefined && isMisleading(words, url)
    ? ` <span class="host">(${escapeHtml(getDestination(url))})</span>`
    : ''
}

/** What is folded is a text of its own; folded too deep, it is shown as it was written. */
function renderDetailsBody(
  token: Token | undefined,
  { scope = '', embed = () => undefined, depth = 0 }: HtmlEnv,
): string {
  const text = token?.content ?? ''
  if (depth >= maxDetailsDepth) return `<pre>${escapeHtml(text)}</pre>`
  const quotes = token === undefined ? [] : getBodyQuotes(token)
  const env: HtmlEnv = { quoteMarks: placeQuotes(quotes, text), scope, embed, depth: depth + 1 }
  return parser.render(text, env)
}

function renderImage(token: Token | undefined, { embed }: HtmlEnv): string {
  const address = String(token?.attrGet('src') ?? '')
  const description = token?.content ?? ''
  const copy = embed?.(address)
  return copy === undefined
    ? renderLink(address, description === '' ? address : description)
    : `<img src="${escapeHtml(copy)}" alt="${escapeHtml(description)}">`
}
