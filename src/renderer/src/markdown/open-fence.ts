// Owns code at the end of a text that nothing has closed yet: as long as no line closes it, what is added is code.
import type { Token } from 'markdown-it'
import { isClosedFence } from '#shared/markdown/fences.ts'
import { copyToken } from './copy-token.ts'

export interface OpenFence {
  /** The token for the source that has grown; undefined when it has to be parsed, because the code may have ended. */
  grow(source: string): Token | undefined
}

/** Only for a fence that is a piece of its own and not indented. */
export function findOpenFence(source: string, tokens: readonly Token[]): OpenFence | undefined {
  const fence = tokens[0]
  const start = source.indexOf('\n') + 1
  if (fence?.type !== 'fence' || tokens.length > 1 || isClosedFence(fence)) return undefined
  if (start === 0 || !source.startsWith(fence.markup) || source.includes('\r')) return undefined
  const closing = new RegExp(`^ {0,3}${fence.markup}`, 'm')
  /** Where the line begins that is not complete. */
  let seen = source.lastIndexOf('\n') + 1
  return {
    grow(grown) {
      const added = grown.slice(seen)
      if (/[\r\0]/.test(added) || closing.test(added)) return undefined
      seen = grown.lastIndexOf('\n') + 1
      return copyToken(fence, { content: grown.slice(start), map: [0, 1] })
    },
  }
}
