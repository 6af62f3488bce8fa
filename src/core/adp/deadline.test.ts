import { beforeEach, describe, expect, it } from 'vitest'
import { createTestClock, type TestClock } from '../test-clock.ts'
import { createDeadline, type Deadline } from './deadline.ts'

let clock: TestClock
let passedAt: number[]
let deadline: Deadline

beforeEach(() => {
  clock = createTestClock(0)
  passedAt = []
  deadline = createDeadline(clock, () => passedAt.push(clock.elapsed()))
})

/** Puts the deadline off every 10 ms, so many times. */
function goOn(times: number, durationMs: number): void {
  for (let time = 0; time < times; time += 1) {
    deadline.cancel()
    deadline.set(durationMs)
    clock.advance(10)
  }
}

describe('a deadline', () => {
  it('passes once, when its time is over', () => {
    deadline.set(100)
    clock.advance(500)
    expect([passedAt, deadline.hasPassed()]).toEqual([[100], true])
  })

  it('that is put off passes so long after the last time', () => {
    goOn(50, 100)
    clock.advance(500)
    expect(passedAt).toEqual([490 + 100])
  })

  it('that is brought forward passes earlier', () => {
    deadline.set(1000)
    deadline.set(100)
    clock.advance(100)
    expect(passedAt).toEqual([100])
  })

  it('does not pass when it was cancelled, and goes on with the next time that is set', () => {
    deadline.set(100)
    deadline.cancel()
    clock.advance(1000)
    deadline.set(100)
    clock.advance(1000)
    expect(passedAt).toEqual([1100])
  })

  it('that was cancelled leaves no timer behind', () => {
    goOn(3, 100)
    deadline.cancel()
    expect([clock.waiting, deadline.hasPassed()]).toEqual([0, false])
  })

  it('has at most one timer, however often it is put off', () => {
    goOn(50, 100)
    expect(clock.waiting).toBe(1)
  })
})
