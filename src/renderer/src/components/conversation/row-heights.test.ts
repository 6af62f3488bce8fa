import { expect, it } from 'vitest'
import { createMessage } from '../../stores/test-host.ts'
import { createRowHeights, estimateHeight } from './row-heights.ts'

function say(text: string) {
  return createMessage(1, { parts: [{ type: 'text', key: 'text', text, quotes: [], references: [] }] })
}

it('expects more of longer texts, and of wide characters', () => {
  const heights = ['One line.', '一'.repeat(100), 'x'.repeat(900), 'x'.repeat(90_000)].map((text) =>
    estimateHeight(say(text)),
  )
  expect([heights, heights.toSorted((one, other) => one - other)]).toEqual([heights, heights])
})

it('remembers what was measured, also when the message is another value by then', () => {
  const heights = createRowHeights()
  heights.measure(say('').id, 321)
  expect(heights.get(say('more'))).toEqual(321)
})
