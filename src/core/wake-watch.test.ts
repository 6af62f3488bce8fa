import { expect, it } from 'vitest'
import { createTestClock } from './test-clock.ts'
import { watchWake } from './wake-watch.ts'

it('a sleep is noticed with the next tick, time that passes or is set back is not', () => {
  const clock = createTestClock()
  let wakes = 0
  const end = watchWake(clock, () => (wakes += 1))
  clock.advance(60_000)
  clock.jump(-3_600_000)
  clock.advance(60_000)
  clock.jump(4_999)
  clock.advance(2_000)
  expect(wakes).toBe(0)
  clock.jump(8 * 3_600_000)
  clock.advance(2_000)
  clock.advance(60_000)
  expect(wakes).toBe(1)
  end()
  expect(clock.waiting).toBe(0)
})
