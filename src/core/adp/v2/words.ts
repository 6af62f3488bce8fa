// Owns the growing texts of one v2 message, one for each of its contents: pieces, whole texts and the final statement of
// the same text, in any order. What leaves is how a text has changed.
import { createGrowingText, type GrowingText } from '../growing-text.ts'
import { changeBetween, type TextChange } from '../text-change.ts'

export interface Words {
  /** All contents, with a blank line between them. */
  readonly whole: string
  /** Characters of all contents; costs nothing to ask for. */
  readonly length: number
  /** The text of one content. */
  at(index: number): string
  /** Goes on with a content. */
  append(index: number, piece: string): TextChange | undefined
  /** States the whole text of a content. An empty one says nothing: completed records leave texts out. */
  state(index: number, text: string): TextChange | undefined
}

export function createWords(): Words {
  const texts = new Map<number, GrowingText>()
  let length = 0

  const read = (index: number): string => texts.get(index)?.read() ?? ''

  return {
    get whole() {
      const indices = [...texts.keys()].sort((a, b) => a - b)
      return indices.flatMap((index) => read(index) || []).join('\n\n')
    },
    get length() {
      return length
    },
    at: read,
    append(index, piece) {
      if (piece === '') return undefined
      length += piece.length
      const text = texts.get(index)
      if (text) text.append(piece)
      else texts.set(index, createGrowingText(piece))
      return { type: 'delta', text: piece }
    },
    state(index, text) {
      if (text === '') return undefined
      const before = read(index)
      texts.set(index, createGrowingText(text))
      length += text.length - before.length
      return changeBetween(before, text)
    },
  }
}
