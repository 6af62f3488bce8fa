import fastCheck from 'fast-check'
import { expect, it } from 'vitest'
import { createGrowingText } from './growing-text.ts'

it('reads as all its pieces joined, whenever it is read', () => {
  fastCheck.assert(
    fastCheck.property(
      fastCheck.string(),
      fastCheck.array(fastCheck.record({ piece: fastCheck.string(), isRead: fastCheck.boolean() }), {
        maxLength: 40,
      }),
      (first, steps) => {
        const text = createGrowingText(first)
        let expected = first
        for (const { piece, isRead } of steps) {
          text.append(piece)
          expected += piece
          if (isRead) expect(text.read()).toBe(expected)
        }
        expect([text.length, text.read()]).toEqual([expected.length, expected])
      },
    ),
  )
})

it('of more pieces than are kept loose reads as all of them', () => {
  const text = createGrowingText('>')
  for (let index = 0; index < 1000; index += 1) text.append(String(index % 10))
  expect(text.read()).toBe(`>${'0123456789'.repeat(100)}`)
})
