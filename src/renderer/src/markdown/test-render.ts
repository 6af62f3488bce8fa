// Owns drawing markdown as a string for tests: what a page would hold, with every element and attribute in it.
import { createSSRApp, h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { Token } from 'markdown-it'
import { i18n } from '../i18n/index.ts'
import { renderTokens } from './render-tokens.ts'

export function drawTokens(tokens: readonly Token[]): Promise<string> {
  const app = createSSRApp({ render: () => h('main', renderTokens(tokens)) })
  return renderToString(app.use(i18n))
}

/** The elements of a drawing with the names of their attributes: `a[href]`. */
export function listElements(html: string): readonly string[] {
  return Array.from(
    html.matchAll(/<([a-z][^\s/>]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi),
    ([, tag, attributes]) => {
      const names = Array.from((attributes ?? '').matchAll(/([^\s=]+)(?:="[^"]*")?/g), ([, name]) => name)
      return names.length === 0 ? (tag ?? '') : `${tag}[${names.join(' ')}]`
    },
  )
}
