import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import { useSecondsLeft } from './use-seconds-left.ts'

const now = 1_000_000
let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers({ now })
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

describe('the seconds until a moment', () => {
  it('are counted down to 0, and nothing is counted after that', () => {
    const seconds = scope.run(() => useSecondsLeft(() => now + 2400))
    const seen = [0, 399, 1, 1000, 999, 1, 5000].map((ms) => {
      vi.advanceTimersByTime(ms)
      return seconds?.value
    })
    expect([seen, vi.getTimerCount()]).toEqual([[3, 3, 2, 1, 1, 0, 0], 0])
  })

  it('are those until another moment when that takes its place', async () => {
    const at = ref(now + 1000)
    const seconds = scope.run(() => useSecondsLeft(() => at.value))
    vi.advanceTimersByTime(1000)
    at.value = now + 6000
    const before = seconds?.value
    await Promise.resolve()
    vi.advanceTimersByTime(2000)
    expect([before, seconds?.value]).toEqual([5, 3])
  })

  it('are none when the moment is past', () => {
    const seconds = scope.run(() => useSecondsLeft(() => now - 1))
    expect([seconds?.value, vi.getTimerCount()]).toEqual([0, 0])
  })

  it('are not counted any more when nobody looks', () => {
    scope.run(() => useSecondsLeft(() => now + 5000))
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
