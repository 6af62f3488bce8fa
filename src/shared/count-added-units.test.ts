import { expect, it } from 'vitest'
import { countAddedUnits } from './count-added-units.ts'

it('counts the pieces of texts and thoughts, and not what takes their place', () => {
  expect(
    countAddedUnits([
      { type: 'answer-start' },
      { type: 'text-delta', part: 'text', text: 'four' },
      { type: 'thought-delta', part: 'thought', text: '想法' },
      { type: 'thought-set', part: 'thought', text: 'all of it again', status: 'running' },
      { type: 'text-set', part: 'text', text: 'all of it again' },
    ]),
  ).toBe(6)
})
