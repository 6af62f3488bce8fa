import { expect, it } from 'vitest'
import { createDiagramPictures } from './diagram-pictures.ts'
import type { DiagramTheme, DrawOutcome, DrawRequest } from './frame-messages.ts'

const theme = { isDark: false } as DiagramTheme
const request = (source: string): DrawRequest => ({ source, theme, width: 640 })
const drawn = (svg: string): DrawOutcome => ({ type: 'drawn', picture: { svg, width: 1, height: 1 } })
const timedOut: DrawOutcome = { type: 'failed', cause: 'time', reason: '' }

/** Draws by hand: what was asked for, and the ends of it. */
function createByHand() {
  const started: string[] = []
  const ends = new Map<string, (outcome: DrawOutcome) => void>()
  const pictures = createDiagramPictures((_kind, { source }) => {
    started.push(source)
    return new Promise((resolve) => ends.set(source, resolve))
  })
  const { signal } = new AbortController()
  const draw = (source: string, by = signal) => pictures.draw('mermaid', request(source), by)
  return {
    pictures,
    started,
    draw,
    end: (source: string, outcome: DrawOutcome) => ends.get(source)?.(outcome),
  }
}

it('two are drawn at a time, the others in the order they were wanted', async () => {
  const { started, draw, end } = createByHand()
  const all = ['a', 'b', 'c', 'd'].map((source) => draw(source))
  const before = [...started]
  end('b', drawn('b'))
  await all[1]
  await Promise.resolve()
  const between = [...started]
  end('a', drawn('a'))
  end('c', drawn('c'))
  await Promise.all([all[0], all[2]])
  await Promise.resolve()
  expect([before, between, started]).toEqual([['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']])
}) // prettier-ignore

it('one that nobody waits for any more is not drawn', async () => {
  const { started, draw, end } = createByHand()
  const gone = new AbortController()
  const first = [draw('a'), draw('b')]
  const left = draw('c', gone.signal)
  const last = draw('d')
  gone.abort(new Error('left'))
  end('a', drawn('a'))
  end('b', drawn('b'))
  await Promise.all(first)
  await expect(left).rejects.toThrow('left')
  await Promise.resolve()
  end('d', drawn('d'))
  expect([await last, started]).toEqual([drawn('d'), ['a', 'b', 'd']])
})

it('what was drawn is found again, by kind, theme, width and source', async () => {
  const { pictures, started, draw, end } = createByHand()
  const first = draw('a')
  end('a', drawn('a'))
  await first
  expect([
    pictures.find('mermaid', request('a')),
    await draw('a'),
    pictures.find('chart', request('a')),
    pictures.find('mermaid', { ...request('a'), width: 680 }),
    pictures.find('mermaid', { ...request('a'), theme: { ...theme, isDark: true } }),
    started,
  ]).toEqual([drawn('a'), drawn('a'), undefined, undefined, undefined, ['a']])
})

it('what took too long is tried again when it is wanted again', async () => {
  const { started, draw, end } = createByHand()
  const first = draw('a')
  end('a', timedOut)
  const outcome = await first
  const second = draw('a')
  end('a', drawn('a'))
  expect([outcome, await second, started]).toEqual([timedOut, drawn('a'), ['a', 'a']])
})

it('there is room for so many, and the oldest leave first', async () => {
  const { pictures, draw, end } = createByHand()
  for (const source of ['a', 'b', 'c', 'd', 'e']) {
    const one = draw(source)
    end(source, drawn(source.repeat(3_500_000)))
    await one
    pictures.find('mermaid', request('a'))
  }
  expect(['a', 'b', 'c', 'd', 'e'].filter((source) => pictures.find('mermaid', request(source)))).toEqual([
    'a',
    'c',
    'd',
    'e',
  ])
})

it('what is too long is not drawn', async () => {
  const { started, draw } = createByHand()
  expect([await draw('a'.repeat(100_001)), started]).toEqual([
    { type: 'failed', cause: 'too-long', reason: '' },
    [],
  ])
})
