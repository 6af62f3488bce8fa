// Owns a text that grows by small pieces. Appending to a string makes V8 keep every piece for itself until somebody reads the
// whole, and its garbage collector visits them all, again and again: with a hundred thousand pieces, that costs as much as
// everything else that is done for them. So pieces are laid together a few hundred at a time.

export interface GrowingText {
  readonly length: number
  append(piece: string): void
  /** The whole text; copies it, so not for every piece. */
  read(): string
}

/** Pieces that are kept for themselves, and blocks. */
const maxLoose = 256

export function createGrowingText(text: string): GrowingText {
  let { length } = text
  let blocks = [text]
  let loose: string[] = []

  return {
    get length() {
      return length
    },
    append(piece) {
      length += piece.length
      loose.push(piece)
      if (loose.length < maxLoose) return
      blocks.push(loose.join(''))
      loose = []
    },
    read() {
      if (loose.length + blocks.length > 1) {
        blocks = [blocks.join('') + loose.join('')]
        loose = []
      }
      return blocks[0] ?? ''
    },
  }
}
