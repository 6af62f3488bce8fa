import { describe, expect, it } from 'vitest'
import { createTestClock } from '#core/test-clock.ts'
import { startBackupSchedule } from './backup-schedule.ts'
import { settle } from './test-engine.ts'

const minute = 60_000
const hour = 60 * minute

function startSchedule({ isSettled = true } = {}) {
  const clock = createTestClock()
  const state = { clock, made: [] as number[], isBusy: false, isOn: true, end: () => undefined as void }
  const startedAt = clock.elapsed()
  state.end = startBackupSchedule({
    clock,
    isOn: () => state.isOn,
    isBusy: () => state.isBusy,
    makeBackup: () => {
      state.made.push((clock.elapsed() - startedAt) / minute)
      return Promise.resolve(isSettled)
    },
  })
  return state
}

/** Lets time pass minute by minute, with everything that waits for it. */
async function pass(clock: { advance(ms: number): void }, ms: number): Promise<void> {
  for (let done = 0; done < ms; done += minute) {
    clock.advance(minute)
    await settle()
  }
}

describe('backups by themselves', () => {
  it('are made after a minute, and a day later', async () => {
    const { clock, made } = startSchedule()
    await pass(clock, 25 * hour)
    expect(made).toEqual([1, 1 + 24 * 60])
  })

  it('wait for answers that run, but not for ever', async () => {
    const state = startSchedule()
    state.isBusy = true
    await pass(state.clock, 2 * hour)
    expect(state.made).toEqual([61])
  })

  it('are tried again an hour after one that failed', async () => {
    const { clock, made } = startSchedule({ isSettled: false })
    await pass(clock, 2 * hour + 2 * minute)
    expect(made).toEqual([1, 61, 121])
  })

  it('come no oftener when the clock on the wall jumps', async () => {
    const { clock, made } = startSchedule()
    for (let jump = 0; jump < 20; jump += 1) {
      clock.jump(jump % 2 === 0 ? 400 * 24 * hour : -300 * 24 * hour)
      await pass(clock, minute)
    }
    expect(made).toEqual([1])
  })

  it('are made when they are switched on, and not after the end', async () => {
    const state = startSchedule()
    state.isOn = false
    await pass(state.clock, 30 * minute)
    state.isOn = true
    await pass(state.clock, hour)
    const whileOn = [...state.made]
    state.end()
    await pass(state.clock, 30 * hour)
    expect([whileOn, state.made]).toEqual([[61], [61]])
  })
})
