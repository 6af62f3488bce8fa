import { expect, it } from 'vitest'
import { countFramesToRest } from './frame-pace.ts'

it.each([
  ['a model that writes quickly', 8, 1, 0],
  ['a burst', 17, 1, 2],
  ['a text that goes on pouring', 150, 3, 2],
  ['one that has calmed down', 24, 3, 0],
  ['a correction that made it shorter', -40, 1, 0],
])('%s', (_situation, grown, elapsed, resting) => {
  expect(countFramesToRest(grown, elapsed)).toBe(resting)
})
