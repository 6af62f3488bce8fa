// Owns how the blocks of markdown become elements: virtual nodes made from a closed list of tags and attributes, never HTML.
// What stands inside of their lines is render-inline.ts's, long lists and tables are markdown-block-box.ts's.
import type { Token } from 'markdown-it'
import { h, type VNode, type VNodeArrayChildren } from 'vue'
import { detailsBody, detailsOpen } from '#shared/markdown/details.ts'
import { isClosedFence } from '#shared/markdown/fences.ts'
import { formulaBlockToken } from '#shared/markdown/formulas.ts'
import { getBodyQuotes, quoteToken } from '#shared/markdown/quote-marks.ts'
import type { Quote } from '#shared/part.ts'
import DetailsBox from './DetailsBox.vue'
import { getFenceComponent } from './fence-components.ts'
import { foldTokens } from './fold-tokens.ts'
import FormulaBox from './FormulaBox.vue'
import QuoteLink from './QuoteLink.vue'
import { getAttribute, renderInline } from './render-inline.ts'
import TableBox from './TableBox.vue'

/** A text inside of a text, as `<details>` holds it. */
export interface InnerText {
  readonly text: string
  readonly quotes: readonly Quote[]
  readonly isStreaming: boolean
}

export interface RenderOptions {
  /** The text is being written and these are its last words: a caret stands behind them. */
  readonly hasCaret?: boolean
  readonly renderText?: (text: InnerText) => VNodeArrayChildren
}

const wholes = new Set(['table_open', detailsOpen])

/** Marks the end of a text that is being written. */
const caret = (): VNode => h('span', { class: 'markdown-caret', 'aria-hidden': 'true' })

/** The elements of tokens in which everything that opens closes. */
export function renderTokens(
  tokens: readonly Token[],
  { hasCaret = false, renderText = ({ text }) => [text] }: RenderOptions = {},
): VNodeArrayChildren {
  const caretToken = hasCaret ? tokens.findLast((token) => isLeafBlock(token)) : undefined

  function renderLeaf(token: Token, index: number): VNodeArrayChildren {
    const isAtCaret = token === caretToken
    switch (token.type) {
      case 'inline':
        return [
          ...renderInline(token, tokens[index - 2]?.type === 'list_item_open'),
          ...(isAtCaret ? [caret()] : []),
        ]
      case 'fence':
      case 'code_block': {
        const language = getLanguage(token)
        const isClosed = !hasCaret || (token.type === 'fence' && isClosedFence(token))
        return [
          h(getFenceComponent(language), { code: token.content, language, isClosed, hasCaret: isAtCaret }),
        ]
      }
      case formulaBlockToken:
        return [h(FormulaBox, { source: token.content })]
      case 'hr':
        return [h('hr')]
      case quoteToken:
        return [h('p', [h(QuoteLink, { index: token.content })])]
      default:
        return []
    }
  }

  function renderWhole(whole: readonly Token[]): VNodeArrayChildren {
    if (whole[0]?.type === 'table_open') {
      const parts = [{ key: 0, tokens: whole }]
      const isAtCaret = caretToken !== undefined && whole.includes(caretToken)
      return [h(TableBox, { parts, isComplete: !hasCaret, hasCaret: isAtCaret })]
    }
    const summary = whole.find(({ type }) => type === 'inline')
    const body = whole.find(({ type }) => type === detailsBody)
    if (body === undefined) return []
    const isStreaming = hasCaret && body.info === 'open'
    return [
      h(
        DetailsBox,
        { isStreaming },
        {
          summary: () => (summary === undefined ? [] : renderInline(summary)),
          default: () => renderText({ text: body.content, quotes: getBodyQuotes(body), isStreaming }),
        },
      ),
    ]
  }

  return foldTokens(tokens, { leaf: renderLeaf, element: renderElement, whole: renderWhole, wholes })
}

/** The element for an opening token around its children; the children alone when the token has none. */
export function renderElement(token: Token, children: VNodeArrayChildren): VNodeArrayChildren {
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
    default:
      return children
  }
}

/** Headings of an answer begin at the third level, below the name of who gives it; most answers begin with the second. */
function renderHeading(token: Token, children: VNodeArrayChildren): VNode {
  const level = Number(token.tag.slice(1))
  if (level === 1) return h('h3', { class: 'is-title' }, children)
  return h(`h${Math.min(level + 1, 6)}`, children)
}

function getLanguage(token: Token): string {
  return token.info.trim().split(/\s+/)[0] ?? ''
}

function isLeafBlock(token: Token): boolean {
  return token.type === 'inline' || token.type === 'fence' || token.type === 'code_block'
}
