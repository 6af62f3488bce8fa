// Owns how the words of a block become elements: virtual nodes made from a closed list of tags and attributes, never HTML.
// Addresses are checked again here, so that no way through the parser leads past safe-url.ts.
import type { Token } from 'markdown-it'
import { h, isVNode, type VNodeArrayChildren } from 'vue'
import { footnoteMarkToken } from '#shared/markdown/footnotes.ts'
import { formulaToken } from '#shared/markdown/formulas.ts'
import { quoteToken, taskMark } from '#shared/markdown/quote-marks.ts'
import { findSafeUrl, getDestination, isMisleading } from '#shared/markdown/safe-url.ts'
import { copyToken } from './copy-token.ts'
import { foldTokens } from './fold-tokens.ts'
import FootnoteMark from './FootnoteMark.vue'
import FormulaBox from './FormulaBox.vue'
import { keepMarks } from './keep-marks.ts'
import QuoteLink from './QuoteLink.vue'
import RemoteImage from './RemoteImage.vue'
import { cutIntoStretches } from './text-stretches.ts'
import TaskMark from './TaskMark.vue'

/** The words of an inline token. `isItem`: they begin an item of a list, which may be a task. */
export function renderInline(token: Token, isItem = false): VNodeArrayChildren {
  const children = token.children ?? []
  const task = isItem ? findTaskMark(children) : undefined
  const [first, ...rest] = children
  if (task === undefined || first === undefined) return renderWords(children)
  const words = copyToken(first, { content: first.content.slice(task.length) })
  return [h(TaskMark, { isDone: task.isDone }), ...renderWords([words, ...rest])]
}

/** Long words are drawn in stretches: where text grows, only the last one is laid out again. */
function renderWords(tokens: readonly Token[]): VNodeArrayChildren {
  const stretches = cutIntoStretches(tokens)
  return stretches.length === 1
    ? fold(stretches[0] ?? [])
    : stretches.map((stretch) => h('span', { class: 'text-stretch' }, fold(stretch)))
}

function fold(tokens: readonly Token[]): VNodeArrayChildren {
  return keepMarks(foldTokens(tokens, { leaf: renderLeaf, element: renderElement }))
}

function renderLeaf(token: Token): VNodeArrayChildren {
  switch (token.type) {
    case 'text':
    case 'text_special':
      return [token.content]
    case 'code_inline':
      return [h('code', token.content)]
    case 'softbreak':
    case 'hardbreak':
      return [h('br')]
    case 'image':
      return [h(RemoteImage, { address: getAttribute(token, 'src'), description: token.content })]
    case formulaToken:
      return [h(FormulaBox, { source: token.content })]
    case footnoteMarkToken:
      return [h(FootnoteMark, { label: token.content })]
    case quoteToken:
      return [h(QuoteLink, { index: token.content })]
    default:
      return []
  }
}

function renderElement(token: Token, inside: VNodeArrayChildren): VNodeArrayChildren {
  const children = keepMarks(inside)
  switch (token.type) {
    case 'strong_open':
      return [h('strong', children)]
    case 'em_open':
      return [h('em', children)]
    case 's_open':
      return [h('s', children)]
    case 'link_open':
      return renderLink(getAttribute(token, 'href'), children)
    default:
      return children
  }
}

function renderLink(address: string, children: VNodeArrayChildren): VNodeArrayChildren {
  const url = findSafeUrl(address)
  if (url === undefined) return children
  const destination = getDestination(url)
  const link = h(
    'a',
    { href: url.href, title: destination, rel: 'noreferrer noopener', target: '_blank' },
    children,
  )
  return isMisleading(getWords(children), url)
    ? [link, h('span', { class: 'markdown-host' }, ` (${destination})`)]
    : [link]
}

function getWords(children: unknown): string {
  if (typeof children === 'string') return children
  if (Array.isArray(children)) return children.map(getWords).join('')
  return isVNode(children) ? getWords(children.children) : ''
}

export function getAttribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '')
}

/** "[ ] " or "[x] " in front of the words of a list item. */
function findTaskMark(children: readonly Token[]): { isDone: boolean; length: number } | undefined {
  const match = children[0]?.type === 'text' ? taskMark.exec(children[0].content) : null
  return match === null ? undefined : { isDone: match[1] !== ' ', length: match[0].length }
}
