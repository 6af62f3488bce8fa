import { expect, it } from 'vitest'
import { backoffMs } from './backoff.ts'

it('doubles from one second to thirty, half of it or half more by chance', () => {
  const at = (random: number) =>
    [0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) => backoffMs(attempt, () => random))
  expect([at(0), at(0.5), at(0.999_999).map(Math.round)]).toEqual([
    [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000],
    [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000],
    [1500, 3000, 6000, 12_000, 24_000, 45_000, 45_000, 45_000],
  ])
})
