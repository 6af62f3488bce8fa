import { describe, expect, it } from 'vitest'
import { createMarkdownDocument, type MarkdownText } from './markdown-document.ts'
import { noDefinitions, parseBlock } from '#shared/markdown/parser.ts'
import { corpus } from './test-corpus.ts'
import { drawTokens } from './test-render.ts'

const complete = (text: string): MarkdownText => ({ text, quotes: [], isComplete: true })
const growing = (text: string): MarkdownText => ({ text, quotes: [], isComplete: false })

const drawBlocks = (blocks: ReturnType<ReturnType<typeof createMarkdownDocument>['update']>) =>
  drawTokens(blocks.flatMap(({ tokens }) => tokens))

describe('a text that is cut into blocks', () => {
  it.each(corpus)('means the same as the whole: %j', async (text) => {
    const whole = await drawTokens(parseBlock(text, [], noDefinitions).tokens)
    expect(await drawBlocks(createMarkdownDocument().update(complete(text)))).toEqual(whole)
  })

  it.each(corpus)(
    'means the same when it came in two pieces, wherever the first one ended: %j',
    async (text) => {
      const whole = await drawTokens(parseBlock(text, [], noDefinitions).tokens)
      const wrong = []
      for (let cut = 0; cut <= text.length; cut += 1) {
        const document = createMarkdownDocument()
        document.update(growing(text.slice(0, cut)))
        if ((await drawBlocks(document.update(complete(text)))) !== whole) wrong.push(cut)
      }
      expect(wrong).toEqual([])
    },
  )

  it.each(corpus)('means the same at every step when it comes character by character: %j', async (text) => {
    const document = createMarkdownDocument()
    const wrong = []
    for (let length = 0; length <= text.length; length += 1) {
      const piecewise = await drawBlocks(document.update(growing(text.slice(0, length))))
      const atOnce = await drawBlocks(createMarkdownDocument().update(growing(text.slice(0, length))))
      if (piecewise !== atOnce) wrong.push(length)
    }
    expect(wrong).toEqual([])
  })
})

describe('a text that grows', () => {
  it('parses no more for the last piece of a long answer than for the last piece of a short one', () => {
    const paragraph = 'Some words that say **something**, and `more`.\n\n'
    const countParses = (paragraphs: number): number => {
      let count = 0
      const document = createMarkdownDocument((...block) => {
        count += 1
        return parseBlock(...block)
      })
      let text = ''
      for (let index = 0; index < paragraphs; index += 1) document.update(growing((text += paragraph)))
      count = 0
      document.update(growing(`${text}the next`))
      return count
    }
    expect([countParses(5), countParses(500)]).toEqual([1, 1])
  })

  it('keeps the identity of the blocks before the open one', () => {
    const document = createMarkdownDocument()
    const before = document.update(growing('# One\n\nTwo\n\nThr'))
    const after = document.update(growing('# One\n\nTwo\n\nThree'))
    expect([after[0] === before[0], after[1] === before[1], after[2] === before[2]]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('begins anew when the service has corrected what it had sent', async () => {
    const document = createMarkdownDocument()
    document.update(growing('# One\n\nTwo\n\nThree'))
    const blocks = document.update(complete('# Won\n\nToo'))
    expect(await drawBlocks(blocks)).toEqual(
      await drawTokens(parseBlock('# Won\n\nToo', [], noDefinitions).tokens),
    )
  })

  it('parses an unclosed fence as code up to the end', async () => {
    const blocks = createMarkdownDocument().update(growing('```js\nlet a = 1\n\n**b**'))
    expect(blocks.flatMap(({ tokens }) => tokens.map(({ type, content }) => [type, content]))).toEqual([
      ['fence', 'let a = 1\n\n**b**'],
    ])
  })
})
