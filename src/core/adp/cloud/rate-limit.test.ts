import { describe, expect, it } from 'vitest'
import { createTestClock } from '../../test-clock.ts'
import { createRateLimit, type EndTurn } from './rate-limit.ts'
import { never } from './test-server.ts'

/** Lets everything that is due run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** A limit; `log` says which calls had their turn, in order, and when. Answers take no time unless `latencyMs` says so. */
function openLimit(perSecond = 2, latencyMs = 0) {
  const clock = createTestClock(0)
  const limit = createRateLimit(clock)
  const log: string[] = []
  return {
    clock,
    log,
    async call(name: string, signal = never, action = 'action'): Promise<boolean> {
      const endTurn: EndTurn | undefined = await limit.takeTurn(action, perSecond, signal)
      log.push(`${clock.now()} ${name}${endTurn === undefined ? ' refused' : ''}`)
      if (endTurn !== undefined && latencyMs > 0) clock.after(latencyMs, endTurn)
      else endTurn?.()
      return endTurn !== undefined
    },
    /** Lets time pass in steps, and everything that becomes due run in between. */
    async pass(durationMs: number, stepMs = 100): Promise<void> {
      await settle()
      for (let passed = 0; passed < durationMs; passed += stepMs) {
        clock.advance(stepMs)
        await settle()
      }
    },
  }
}

describe('calls of one action', () => {
  it('beyond the rate wait for their turn, first come first served', async () => {
    const { log, call, pass } = openLimit()
    const calls = ['a', 'b', 'c', 'd', 'e'].map((name) => call(name))
    await pass(2000)
    await Promise.all(calls)
    expect(log).toEqual(['0 a', '0 b', '1000 c', '1000 d', '2000 e'])
  })

  it('are counted over any second, not by the clock', async () => {
    const { clock, log, call, pass } = openLimit()
    clock.advance(900)
    await call('a')
    await call('b')
    clock.advance(200)
    const third = call('c')
    await pass(799, 799)
    await pass(1, 1)
    await third
    expect(log).toEqual(['900 a', '900 b', '1900 c'])
  })

  it('hold their place until a second after the answer, for nobody knows when the service received them', async () => {
    const { log, call, pass } = openLimit(2, 700)
    const calls = ['a', 'b', 'c'].map((name) => call(name))
    await pass(1700)
    await Promise.all(calls)
    expect(log).toEqual(['0 a', '0 b', '1700 c'])
  })

  it('do not hold up those of another', async () => {
    const { log, call } = openLimit()
    await Promise.all([call('a'), call('b'), call('other', never, 'other action')])
    expect(log).toEqual(['0 a', '0 b', '0 other'])
  })

  it('are refused when too many are waiting already', async () => {
    const { clock, log, call, pass } = openLimit()
    const calls = Array.from({ length: 20 }, (_, number) => call(String(number)))
    await settle()
    const refused = log.filter((line) => line.endsWith('refused')).length
    await pass(7000, 1000)
    const granted = (await Promise.all(calls)).filter(Boolean).length
    expect({ refused, granted, waiting: clock.waiting }).toEqual({ refused: 8, granted: 12, waiting: 0 })
  })

  it('that are given up make room, and stop waiting at once', async () => {
    const { clock, log, call, pass } = openLimit()
    const stop = new AbortController()
    const calls = [call('a'), call('b'), call('c', stop.signal), call('d', stop.signal)]
    await settle()
    stop.abort()
    await Promise.all(calls)
    const next = call('e')
    await pass(1000)
    await next
    expect([log, clock.waiting]).toEqual([['0 a', '0 b', '0 c refused', '0 d refused', '1000 e'], 0])
  })

  it('that were given up before take no place in the line', async () => {
    const { log, call, pass } = openLimit()
    await call('a')
    await call('b')
    const calls = [call('c', AbortSignal.abort()), call('d')]
    await pass(1000)
    await Promise.all(calls)
    expect(log).toEqual(['0 a', '0 b', '0 c refused', '1000 d'])
  })

  it('do not wait longer because somebody sets the clock', async () => {
    const { clock, log, call, pass } = openLimit()
    await call('a')
    await call('b')
    const third = call('c')
    clock.jump(-3_600_000)
    await pass(1000)
    expect([await third, log.length, clock.waiting]).toEqual([true, 3, 0])
  })
})
