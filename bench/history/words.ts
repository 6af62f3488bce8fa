// Owns the words of a made-up history: Chinese and English as often as people use them, a few words in most sentences and
// most words in few, always the same ones for the same seed.
import { createChance } from '#core/store/test-rows.ts'

export interface Words {
  /** About so many characters of sentences, mostly Chinese. */
  write(characters: number): string
}

const vocabulary = 20_000
const commonCharacters = 3_500
const syllables = 'ba co di fer ga hin jo ka lem mi nor pa qua ri son ta ul vi wes yo zen'.split(' ')

export function createWords(seed: number): Words {
  const chance = createChance(seed)
  /** Few come often: the rank of a word in Zipf's law, by the inverse of its sum. */
  const rank = (count: number): number => Math.min(count - 1, Math.floor(count ** chance()) - 1)
  const character = (): string => String.fromCodePoint(0x4e00 + ((rank(commonCharacters) * 7919) % 20_000))
  const make = (count: number, word: () => string): string[] => Array.from({ length: count }, word)
  const chinese = make(vocabulary, () => make(1 + Math.floor(chance() * 3), character).join(''))
  const english = make(vocabulary, () =>
    make(1 + Math.floor(chance() * 3), () => syllables[Math.floor(chance() * syllables.length)] ?? '').join(
      '',
    ),
  )

  function sentence(): string {
    const length = 4 + Math.floor(chance() * 12)
    const isEnglish = chance() < 0.3
    const list = isEnglish ? english : chinese
    const words = make(length, () => {
      // A word of the other language now and then, as people write.
      const source = chance() < 0.05 ? (isEnglish ? chinese : english) : list
      return source[rank(source.length)] ?? ''
    })
    return isEnglish ? `${words.join(' ')}. ` : `${words.join('')}。`
  }

  return {
    write(characters) {
      let text = ''
      while (text.length < characters) text += sentence()
      return text
    },
  }
}
