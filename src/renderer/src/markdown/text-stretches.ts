// Owns where the words of a long paragraph are cut into stretches that are laid out apart. A browser lays out a run of text
// as one, and a very long one takes it seconds.
import type { Token } from 'markdown-it'
import { copyToken } from './copy-token.ts'

/** UTF-16 units from which on a stretch ends with its line. */
const stretchLength = 1000
/** And from which on it ends with its sentence, or anywhere at last. */
const maxLength = 4000
const sentenceEnd = /(?<=[。！？；]|[.!?]\s|\s)/

/** The tokens in stretches; one when they are short. What is between an opening and a closing token is never cut. */
export function cutIntoStretches(tokens: readonly Token[]): readonly (readonly Token[])[] {
  if (tokens.reduce((length, { content }) => length + content.length, 0) <= maxLength) return [tokens]
  const stretches: Token[][] = [[]]
  let length = 0
  let depth = 0
  const end = (): void => {
    stretches.push([])
    length = 0
  }
  for (const token of tokens) {
    depth += token.nesting
    const isBreak = token.type === 'softbreak' || token.type === 'hardbreak'
    if (isBreak && depth === 0 && length >= stretchLength) {
      end()
      continue
    }
    const pieces = token.type === 'text' && depth === 0 ? cutText(token, maxLength - length) : [token]
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) end()
      stretches.at(-1)?.push(piece)
      length += piece.content.length
    }
  }
  return stretches
}

function cutText(token: Token, room: number): readonly Token[] {
  if (token.content.length <= room) return [token]
  const pieces: string[] = ['']
  let length = maxLength - room
  for (const words of token.content.split(sentenceEnd)) {
    for (let at = 0; at < words.length; at += maxLength) {
      const piece = words.slice(at, at + maxLength)
      if (length + piece.length > maxLength) {
        pieces.push('')
        length = 0
      }
      pieces[pieces.length - 1] += piece
      length += piece.length
    }
  }
  return pieces.map((content) => copyToken(token, { content }))
}
