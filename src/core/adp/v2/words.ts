// Owns the growing texts of one v2 message, one for each of its contents: pieces, whole texts and the final statement of
// the same text, in any order. What leaves is how a text has changed.
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
  const texts = new Map<number, string>()
  let length = 0

  function set(index: number, text: string): void {
    length += text.length - (texts.get(index) ?? '').length
    texts.set(index, text)
  }

  return {
    get whole() {
      const sorted = [...texts].sort(([a], [b]) => a - b)
      return sorted.flatMap(([, text]) => text || []).join('\n\n')
    },
    get length() {
      return length
    },
    at: (index) => texts.get(index) ?? '',
    append(index, piece) {
      if (piece === '') return undefined
      set(index, (texts.get(index) ?? '') + piece)
      return { type: 'delta', text: piece }
    },
    state(index, text) {
      if (text === '') return undefined
      const change = changeBetween(texts.get(index) ?? '', text)
      set(index, text)
      return change
    },
  }
}
