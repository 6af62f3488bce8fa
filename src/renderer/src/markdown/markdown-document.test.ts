import { describe, expect, it } from 'vitest'
import { parseBlock } from '#shared/markdown/parser.ts'
import { createMarkdownDocument, type MarkdownText } from './markdown-document.ts'
import { corpus } from './test-corpus.ts'
import { drawAtOnce, drawBlocks } from './test-draw.ts'

const complete = (text: string): MarkdownText => ({ text, quotes: [], isComplete: true })
const growing = (text: string): MarkdownText => ({ text, quotes: [], isComplete: false })

/** As it is, and with lists and tables cut at every item and row. */
describe.each([2000, 0])('a text in pieces of at least %d characters', (pieceLength) => {
  const create = () => createMarkdownDocument(parseBlock, pieceLength)

  it.each(corpus)('means the same as the whole when it came in two, wherever it was cut: %j', (text) => {
    const whole = drawAtOnce(text)
    const drawn = Array.from({ length: text.length + 1 }, (_, cut) => {
      const document = create()
      document.update(growing(text.slice(0, cut)))
      return drawBlocks(document.update(complete(text)))
    })
    expect(drawn.filter((drawing) => drawing !== whole)).toEqual([])
  })

  it.each(corpus)('means the same as the whole when it came character by character: %j', (text) => {
    const document = create()
    for (let length = 0; length < text.length; length += 1) document.update(growing(text.slice(0, length)))
    expect(drawBlocks(document.update(complete(text)))).toEqual(drawAtOnce(text))
  })

  it.each(corpus)('means the same at every step as if it had come at once: %j', (text) => {
    const document = create()
    const wrong = []
    for (let length = 0; length <= text.length; length += 1) {
      const next = growing(text.slice(0, length))
      if (drawBlocks(document.update(next)) !== drawBlocks(create().update(next))) wrong.push(length)
    }
    expect(wrong).toEqual([])
  })
})

/** Characters that are parsed while a text of this length comes in chunks of a hundred. */
function countParsed(line: (index: number) => string, head: string, length: number): number {
  let parsed = 0
  const document = createMarkdownDocument((source, ...rest) => {
    parsed += source.length
    return parseBlock(source, ...rest)
  })
  let text = head
  for (let index = 0; text.length < length; index += 1) text += line(index)
  for (let end = 100; end < length; end += 100) document.update(growing(text.slice(0, end)))
  document.update(complete(text))
  return parsed
}

describe('the work for a text that grows', () => {
  it.each([
    ['paragraphs', '', (index: number) => `Some **words** ${index}.\n\n`],
    ['one list', '', (index: number) => `- item **${index}** of it\n`],
    ['one loose list', '', (index: number) => `${index}. item\n\n   more\n\n`],
    ['one table', '| a | b |\n|---|---|\n', (index: number) => `| ${index} | words |\n`],
    ['one fence', '```js\n', (index: number) => `const a${index} = ${index}\n`],
    ['one paragraph', '', (index: number) => `Some **words** ${index}, `],
    ['one quotation', '', (index: number) => `> Some **words** ${index}\n`],
    [
      'paragraphs that all refer to something',
      '',
      (index: number) => `[a${index}] [b]\n\n[b${index}]: https://b.example\n\n`,
    ],
  ])('is at most in proportion to its length: %s', (_what, head, line) => {
    const [half, whole] = [countParsed(line, head, 20_000), countParsed(line, head, 40_000)]
    expect(whole / half).toBeLessThan(2 * 1.3)
  })
})

describe('a text that grows', () => {
  it('keeps the identity of the blocks before the open one', () => {
    const document = createMarkdownDocument()
    const before = document.update(growing('# One\n\nTwo\n\nThr'))
    const after = document.update(growing('# One\n\nTwo\n\nThree'))
    expect(after.map((block, index) => block === before[index])).toEqual([true, true, false])
  })

  it('keeps the parts of a long list, and of a long table, before the last one', () => {
    for (const text of ['- a\n- b\n- c\n- d', '| a |\n|---|\n| 1 |\n| 2 |\n| 3 |\n| 4']) {
      const document = createMarkdownDocument(parseBlock, 0)
      const before = document.update(growing(text))[0]?.long?.parts ?? []
      const after = document.update(growing(`${text} and`))[0]?.long?.parts ?? []
      const same = after.map((part, index) => part === before[index])
      expect([same.length > 2, same.indexOf(false)]).toEqual([true, same.length - 1])
    }
  })

  it('parses again only what refers to a definition that came later', () => {
    const parsed: string[] = []
    const document = createMarkdownDocument((source, ...rest) => {
      parsed.push(source)
      return parseBlock(source, ...rest)
    })
    const text = 'one [a]\n\ntwo [b]\n\n'
    document.update(growing(`${text}three`))
    parsed.length = 0
    document.update(complete(`${text}[b]: https://b.example`))
    expect(new Set(parsed)).toEqual(new Set(['[b]: https://b.example', 'two [b]\n\n']))
  })

  it('begins anew when the service has corrected what it had sent', () => {
    const document = createMarkdownDocument()
    document.update(growing('# One\n\nTwo\n\nThree'))
    expect(drawBlocks(document.update(complete('# Won\n\nToo')))).toEqual(drawAtOnce('# Won\n\nToo'))
  })

  it('is code up to the end behind an unclosed fence', () => {
    const document = createMarkdownDocument()
    document.update(growing('```js\nlet a'))
    const blocks = document.update(growing('```js\nlet a = 1\n\n**b**'))
    expect(blocks.flatMap(({ tokens }) => tokens.map(({ type, content }) => [type, content]))).toEqual([
      ['fence', 'let a = 1\n\n**b**'],
    ])
  })
})
