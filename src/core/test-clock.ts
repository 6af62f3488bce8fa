// Owns the clock that tests turn by hand.
import type { Clock } from './clock.ts'

export interface TestClock extends Clock {
  /** Lets time pass, calling back what becomes due, in order. */
  advance(durationMs: number): void
  /** Sets the clock on the wall, forward or back, without time passing. */
  jump(ms: number): void
  /** How many callbacks are waiting. */
  readonly waiting: number
}

export function createTestClock(startAt = 1_000_000): TestClock {
  let now = startAt
  let jumpedMs = 0
  let timers: { readonly dueAt: number; readonly callback: () => void }[] = []
  return {
    now: () => now + jumpedMs,
    elapsed: () => now,
    jump(ms) {
      jumpedMs += ms
    },
    after(delayMs, callback) {
      const timer = { dueAt: now + delayMs, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((candidate) => candidate !== timer)
      }
    },
    advance(durationMs) {
      const end = now + durationMs
      for (;;) {
        const next = timers.filter(({ dueAt }) => dueAt <= end).sort((a, b) => a.dueAt - b.dueAt)[0]
        if (!next) break
        timers = timers.filter((candidate) => candidate !== next)
        now = Math.max(now, next.dueAt)
        next.callback()
      }
      now = end
    },
    get waiting() {
      return timers.length
    },
  }
}
