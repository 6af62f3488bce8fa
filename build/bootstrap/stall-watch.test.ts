import { describe, expect, it } from 'vitest'
import { watchForStall, type Ticker } from './stall-watch.mjs'

/** A watch over `measures`, one per second; returns the seconds at which it called back. */
function stallsOf(measures: readonly number[], limitMs: number): number[] {
  let second = 0
  let tick: (() => void) | undefined
  const ticker: Ticker = {
    now: () => second * 1_000,
    every: (_intervalMs, callback) => {
      tick = callback
      return () => (tick = undefined)
    },
  }
  const stalls: number[] = []
  watchForStall({
    limitMs,
    ticker,
    measure: () => measures[second] ?? 0,
    onStall: () => stalls.push(second),
  })
  for (second = 1; second < measures.length; second += 1) tick?.()
  return stalls
}

describe('watchForStall', () => {
  it('lets a slow download go on as long as bytes arrive', () => {
    expect(stallsOf([0, 1, 1, 1, 2, 2, 2, 3, 3, 3], 3_000)).toEqual([])
  })

  it('calls back once when nothing has moved for the limit', () => {
    expect(stallsOf([0, 1, 2, 2, 2, 2, 2, 2, 2, 2], 3_000)).toEqual([5])
  })

  it('takes shrinking for moving: a finished download is moved away', () => {
    expect(stallsOf([9, 9, 9, 0, 0, 0], 3_000)).toEqual([])
  })
})
