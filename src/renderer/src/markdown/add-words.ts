// Owns what a long text looks like until it is parsed again: what was added stands behind its last words as it was written.
import type { Token } from 'markdown-it'
import { copyToken } from './copy-token.ts'

/** The tokens with the added words. When they end with nothing that has words, these wait for the next parse. */
export function addWords(tokens: readonly Token[], added: string): readonly Token[] {
  const at = tokens.findLastIndex(({ type }) => type === 'inline' || type === 'fence')
  const last = tokens[at]
  if (last === undefined) return tokens
  const token =
    last.type === 'fence'
      ? copyToken(last, { content: last.content + added })
      : copyToken(last, { children: [...(last.children ?? []), ...readLines(last, added)] })
  return [...tokens.slice(0, at), token, ...tokens.slice(at + 1)]
}

function readLines(model: Token, added: string): readonly Token[] {
  return added.split('\n').flatMap((line, index) => {
    const words = copyToken(model, { type: 'text', content: line, children: null })
    return index === 0 ? [words] : [copyToken(model, { type: 'softbreak', children: null }), words]
  })
}
