// Owns how markdown becomes elements: virtual nodes made from a closed list of tags and attributes, never HTML. Addresses
// are checked again here, so that no way through the parser leads past safe-url.ts.
import type { Token } from 'markdown-it'
import { h, isVNode, type VNode, type VNodeArrayChildren } from 'vue'
import { getFenceComponent } from './fence-components.ts'
import RemoteImage from './RemoteImage.vue'
import QuoteLink from './QuoteLink.vue'
import { quoteToken, taskMark } from '#shared/markdown/quote-marks.ts'
import { findSafeUrl, getDestination, isMisleading } from '#shared/markdown/safe-url.ts'
import TableBox from './TableBox.vue'
import TaskMark from './TaskMark.vue'

/** Marks the end of a text that is being written. */
const caret = (): VNode => h('span', { class: 'markdown-caret', 'aria-hidden': 'true' })

interface Frame {
  readonly token: Token | undefined
  readonly children: VNodeArrayChildren
}

/** The elements of a block. `hasCaret`: a caret stands behind its last words. */
export function renderTokens(tokens: readonly Token[], hasCaret = false): VNodeArrayChildren {
  const caretToken = hasCaret ? tokens.findLast((token) => isLeafBlock(token)) : undefined
  return build(tokens, (token, index) => {
    const isAtCaret = token === caretToken
    switch (token.type) {
      case 'inline':
        return [
          ...renderInline(token, tokens[index - 2]?.type === 'list_item_open'),
          ...(isAtCaret ? [caret()] : []),
        ]
      case 'fence':
      case 'code_block':
        return [renderFence(token, !hasCaret, isAtCaret)]
      case 'hr':
        return [h('hr')]
      case quoteToken:
        return [h('p', [h(QuoteLink, { index: token.content })])]
      default:
        return []
    }
  })
}

function renderInline(token: Token, isListItem: boolean): VNodeArrayChildren {
  const children = token.children ?? []
  const task = findTaskMark(children)
  if (task === undefined || !isListItem) return build(children, renderInlineLeaf)
  const [first, ...rest] = children
  return [
    h(TaskMark, { isDone: task.isDone }),
    first?.content.slice(task.length) ?? '',
    ...build(rest, renderInlineLeaf),
  ]
}

function renderInlineLeaf(token: Token): VNodeArrayChildren {
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
    case quoteToken:
      return [h(QuoteLink, { index: token.content })]
    default:
      return []
  }
}

/** Folds a flat list of tokens, in which an element opens and closes, into nested nodes. */
function build(
  tokens: readonly Token[],
  renderLeaf: (token: Token, index: number) => VNodeArrayChildren,
): VNodeArrayChildren {
  const root: Frame = { token: undefined, children: [] }
  const open = [root]
  for (const [index, token] of tokens.entries()) {
    const top = open.at(-1) ?? root
    if (token.nesting === 1) open.push({ token, children: [] })
    else if (token.nesting === 0) top.children.push(...renderLeaf(token, index))
    else if (top.token !== undefined) {
      open.pop()
      open.at(-1)?.children.push(...wrap(top.token, top.children))
    }
  }
  return root.children
}

/** The element for an opening token around its children; the children alone when the token has none. */
function wrap(token: Token, children: VNodeArrayChildren): VNodeArrayChildren {
  switch (token.type) {
    case 'paragraph_open':
      return token.hidden ? children : [h('p', children)]
    case 'heading_open':
      return [renderHeading(token, children)]
    case 'bullet_list_open':
      return [h('ul', children)]
    case 'ordered_list_open':
      return [h('ol', { start: getAttribute(token, 'start') || undefined }, children)]
    case 'list_item_open':
      return [h('li', children)]
    case 'blockquote_open':
      return [h('blockquote', children)]
    case 'table_open':
      return [h(TableBox, () => children)]
    case 'thead_open':
      return [h('thead', children)]
    case 'tbody_open':
      return [h('tbody', children)]
    case 'tr_open':
      return [h('tr', children)]
    case 'th_open':
      return [h('th', { scope: 'col', ...getAlignment(token) }, children)]
    case 'td_open':
      return [h('td', getAlignment(token), children)]
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

/** Headings of an answer begin at the third level, below the name of who gives it; most answers begin with the second. */
function renderHeading(token: Token, children: VNodeArrayChildren): VNode {
  const level = Number(token.tag.slice(1))
  if (level === 1) return h('h3', { class: 'is-title' }, children)
  return h(`h${Math.min(level + 1, 6)}`, children)
}

function getAlignment(token: Token): { class?: string } {
  const alignment = /^text-align:(left|center|right)$/.exec(getAttribute(token, 'style'))?.[1]
  return alignment === undefined ? {} : { class: `is-${alignment}` }
}

function renderFence(token: Token, isClosed: boolean, hasCaret: boolean): VNode {
  const language = getLanguage(token)
  return h(getFenceComponent(language), { code: token.content, language, isClosed, hasCaret })
}

function getLanguage(token: Token): string {
  return token.info.trim().split(/\s+/)[0] ?? ''
}

function getAttribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '')
}

function isLeafBlock(token: Token): boolean {
  return token.type === 'inline' || token.type === 'fence' || token.type === 'code_block'
}

/** "[ ] " or "[x] " in front of the words of a list item. */
function findTaskMark(children: readonly Token[]): { isDone: boolean; length: number } | undefined {
  const match = children[0]?.type === 'text' ? taskMark.exec(children[0].content) : null
  return match === null ? undefined : { isDone: match[1] !== ' ', length: match[0].length }
}
