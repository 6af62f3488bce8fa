// Owns what the parts of code are: shiki with the regular expressions of the browser, since the page's policy allows no
// WebAssembly. Every language is loaded when it is first met. The colours are styles/markdown.css's, the thread in which this
// runs is highlight-worker.ts's.
import { createCssVariablesTheme, createHighlighterCore, type GrammarState } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { bundledLanguages, type BundledLanguage } from 'shiki/langs'

/** A stretch of code of one kind; undefined is plain. */
export interface CodeToken {
  readonly text: string
  readonly kind: string | undefined
}

/** Lines longer than this stay plain, which bounds the time for one: by the clock, colours would depend on the machine. */
const maxLineLength = 1000

const theme = 'code'
const highlighter = createHighlighterCore({
  themes: [createCssVariablesTheme({ name: theme, variablePrefix: '--code-', fontStyle: false })],
  langs: [],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
})

/**
 * The tokens of stretches of code that follow one another, in their order, one stretch at a time, so that others come in
 * between. Nothing for a language that is not known or cannot be loaded.
 */
export async function* highlightCode(
  stretches: readonly string[],
  language: string,
): AsyncGenerator<readonly CodeToken[]> {
  const name = language.toLowerCase()
  if (!isKnown(name)) return
  const { loadLanguage, codeToTokensBase, getLastGrammarState } = await highlighter
  // The program may be about to end, and with it what its files are asked of: the code stays plain.
  const isLoaded = await loadLanguage(bundledLanguages[name]).then(
    () => true,
    (error: unknown) => {
      // How a browser says that it could not fetch a file. Anything else is a fault.
      if (error instanceof TypeError) return false
      throw error
    },
  )
  if (!isLoaded) return
  let state: GrammarState | undefined
  for (const stretch of stretches) {
    await new Promise((resolve) => setTimeout(resolve))
    const lines = codeToTokensBase(stretch.replace(/\n$/, ''), {
      lang: name,
      theme,
      tokenizeMaxLineLength: maxLineLength,
      tokenizeTimeLimit: 0,
      ...(state && { grammarState: state }),
    })
    state = getLastGrammarState(lines)
    yield lines.flatMap((line, index) => {
      const tokens = line.map(({ content, color }) => ({ text: content, kind: readKind(color) }))
      return index < lines.length - 1 || stretch.endsWith('\n')
        ? [...tokens, { text: '\n', kind: undefined }]
        : tokens
    })
  }
}

function isKnown(name: string): name is BundledLanguage {
  return Object.hasOwn(bundledLanguages, name)
}

/** The theme's colours are variables; their names are the kinds. */
function readKind(color: string | undefined): string | undefined {
  return /^var\(--code-token-([a-z-]+)\)$/.exec(color ?? '')?.[1]
}
