import { describe, expect, it } from 'vitest'
import { createTestClock } from '#core/test-clock.ts'
import { watchIdle, watchParent } from './end-watch.ts'

const hourMs = 3_600_000

function arrangeIdle(idleMs: number) {
  const clock = createTestClock()
  const use = { isInUse: false }
  let calls = 0
  const end = watchIdle({ clock, idleMs, isInUse: () => use.isInUse, onIdle: () => (calls += 1) })
  return { clock, use, end, countCalls: () => calls }
}

describe('watchIdle', () => {
  it('ends a program that nobody used for the whole time, once', () => {
    const { clock, countCalls } = arrangeIdle(hourMs)
    clock.advance(hourMs - 1)
    const before = countCalls()
    clock.advance(hourMs)
    expect([before, countCalls(), clock.waiting]).toEqual([0, 1, 0])
  })

  it('leaves a program alone while it is used, and counts from the last use', () => {
    const { clock, use, countCalls } = arrangeIdle(hourMs)
    use.isInUse = true
    clock.advance(10 * hourMs)
    use.isInUse = false
    clock.advance(hourMs / 2)
    const before = countCalls()
    clock.advance(hourMs)
    expect([before, countCalls()]).toEqual([0, 1])
  })

  it('never ends a program whose idle time is 0', () => {
    const { clock, countCalls } = arrangeIdle(0)
    clock.advance(1000 * hourMs)
    expect([countCalls(), clock.waiting]).toEqual([0, 0])
  })

  it('looks no more once it is ended', () => {
    const { clock, end, countCalls } = arrangeIdle(hourMs)
    clock.advance(hourMs / 2)
    end()
    clock.advance(hourMs)
    expect([countCalls(), clock.waiting]).toEqual([0, 0])
  })
})

describe('watchParent', () => {
  it('calls back once when the process has got another parent', () => {
    const clock = createTestClock()
    let parentId = 4242
    let calls = 0
    watchParent({ clock, readParentId: () => parentId, onGone: () => (calls += 1) })
    clock.advance(hourMs)
    const before = calls
    parentId = 1
    clock.advance(hourMs)
    expect([before, calls, clock.waiting]).toEqual([0, 1, 0])
  })
})
