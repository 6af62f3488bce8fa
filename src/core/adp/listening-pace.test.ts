import { describe, expect, it } from 'vitest'
import { createTestClock } from '../test-clock.ts'
import { createListeningPace } from './listening-pace.ts'

/** Transports that say what is done with them. */
function openTransports() {
  const clock = createTestClock()
  const pace = createListeningPace(clock)
  const paused = new Set<string>()
  return {
    clock,
    pace,
    paused,
    transport: (name: string) => ({
      pause: () => paused.add(name),
      resume: () => paused.delete(name),
    }),
  }
}

const nextImmediate = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('transports', () => {
  it('of a few answers are read as they come', () => {
    const { pace, paused, transport, clock } = openTransports()
    for (let count = 0; count < 12; count += 1) pace.add(transport(`t-${count}`))
    expect([paused.size, clock.waiting]).toEqual([0, 0])
  })

  it('of many answers are left alone and read together, ten times a second', async () => {
    const { pace, paused, transport, clock } = openTransports()
    for (let count = 0; count < 60; count += 1) pace.add(transport(`t-${count}`))
    clock.advance(26)
    await nextImmediate()
    const sizes: number[] = [paused.size]
    for (const ms of [99, 1]) {
      clock.advance(ms)
      sizes.push(paused.size)
    }
    await nextImmediate()
    expect([...sizes, paused.size]).toEqual([60, 60, 0, 60])
  })

  it('that carry several answers are left alone until the last of them is over', async () => {
    const { pace, paused, transport, clock } = openTransports()
    const shared = transport('shared')
    const ends = Array.from({ length: 13 }, () => pace.add(shared))
    const states = [[...paused]]
    for (const end of ends.slice(1)) end()
    states.push([...paused])
    ends[0]?.()
    states.push([...paused])
    clock.advance(26)
    await nextImmediate()
    expect([states, clock.waiting]).toEqual([[['shared'], ['shared'], []], 0])
  })

  it('are read as they come again when few answers are left', async () => {
    const { pace, paused, transport, clock } = openTransports()
    const ends = Array.from({ length: 20 }, (_, count) => pace.add(transport(`t-${count}`)))
    for (const end of ends.slice(0, 10)) end()
    clock.advance(40)
    await nextImmediate()
    expect([paused.size, clock.waiting]).toEqual([0, 0])
  })
})
