import { describe, expect, it } from 'vitest'
import { createTestClock } from '../../test-clock.ts'
import { createRateLimit } from './rate-limit.ts'
import { never } from './test-server.ts'

/** Lets everything that is due run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** A limit; `log` says which calls had their turn, in order, and when. */
function openLimit(perSecond = 2) {
  const clock = createTestClock(0)
  const limit = createRateLimit(clock)
  const log: string[] = []
  return {
    clock,
    log,
    async call(name: string, signal = never, action = 'action'): Promise<boolean> {
      const hasTurn = await limit.waitForTurn(action, perSecond, signal)
      log.push(`${clock.now()} ${name}${hasTurn ? '' : ' refused'}`)
      return hasTurn
    },
  }
}

describe('calls of one action', () => {
  it('beyond the rate wait for their turn, first come first served', async () => {
    const { clock, log, call } = openLimit()
    const calls = ['a', 'b', 'c', 'd', 'e'].map((name) => call(name))
    await settle()
    for (let step = 0; step < 4; step += 1) {
      clock.advance(500)
      await settle()
    }
    await Promise.all(calls)
    expect(log).toEqual(['0 a', '0 b', '1000 c', '1000 d', '2000 e'])
  })

  it('are counted over any second, not by the clock', async () => {
    const { clock, log, call } = openLimit()
    clock.advance(900)
    await call('a')
    await call('b')
    clock.advance(200)
    const third = call('c')
    await settle()
    clock.advance(799)
    await settle()
    clock.advance(1)
    await third
    expect(log).toEqual(['900 a', '900 b', '1900 c'])
  })

  it('do not hold up those of another', async () => {
    const { log, call } = openLimit()
    await Promise.all([call('a'), call('b'), call('other', never, 'other action')])
    expect(log).toEqual(['0 a', '0 b', '0 other'])
  })

  it('are refused when too many are waiting already', async () => {
    const { clock, log, call } = openLimit()
    const calls = Array.from({ length: 20 }, (_, number) => call(String(number)))
    await settle()
    const refused = log.filter((line) => line.endsWith('refused')).length
    for (let step = 0; step < 5; step += 1) {
      clock.advance(1000)
      await settle()
    }
    const granted = (await Promise.all(calls)).filter(Boolean).length
    expect({ refused, granted, waiting: clock.waiting }).toEqual({ refused: 8, granted: 12, waiting: 0 })
  })

  it('that are given up make room, and stop waiting at once', async () => {
    const { clock, log, call } = openLimit()
    const stop = new AbortController()
    const calls = [call('a'), call('b'), call('c', stop.signal), call('d', stop.signal)]
    await settle()
    stop.abort()
    await Promise.all(calls)
    const next = call('e')
    clock.advance(1000)
    await next
    expect([log, clock.waiting]).toEqual([['0 a', '0 b', '0 c', '0 d', '1000 e'], 0])
  })

  it('do not overtake those that wait, when others are given up', async () => {
    const { clock, log, call } = openLimit(3)
    const stop = new AbortController()
    for (const name of ['a', 'b', 'c']) {
      await call(name)
      clock.advance(100)
    }
    const calls = [call('d', stop.signal), call('e', stop.signal), call('f')]
    stop.abort()
    await settle()
    calls.push(call('g'))
    for (let step = 0; step < 10; step += 1) {
      clock.advance(100)
      await settle()
    }
    await Promise.all(calls)
    expect(log).toEqual(['0 a', '100 b', '200 c', '300 d', '300 e', '1200 f', '1200 g'])
  })

  it('do not wait longer because somebody sets the clock', async () => {
    const clock = createTestClock()
    const limit = createRateLimit(clock)
    await limit.waitForTurn('action', 2, never)
    await limit.waitForTurn('action', 2, never)
    clock.jump(-3_600_000)
    clock.advance(1000)
    expect([await limit.waitForTurn('action', 2, never), clock.waiting]).toEqual([true, 0])
  })
})
