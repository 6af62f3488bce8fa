// Owns what is asked of the service of a page's measurement, as words: it is the question that a person would type.

export interface StreamTask {
  readonly characters: number
  readonly perSecond: number
  readonly seconds: number
  /** Pieces that can be told apart instead of markdown; their length is their own. */
  readonly isNumbered: boolean
}

export function writeTask({ characters, perSecond, seconds, isNumbered }: StreamTask): string {
  return `${characters} characters, ${perSecond} pieces a second, ${seconds} seconds${isNumbered ? ', numbered' : ''}`
}

export function readTask(text: string): StreamTask {
  const [characters = 0, perSecond = 1, seconds = 1] = Array.from(text.matchAll(/\d+/g), ([digits]) =>
    Number(digits),
  )
  return { characters, perSecond, seconds, isNumbered: text.includes('numbered') }
}
