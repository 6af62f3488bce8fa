// Owns Deadline: a moment by which something has to have happened, put off as long as it does. It is put off with every
// event of a stream, so its timer is not set anew each time: when it fires too early it is set for the rest.
import type { Clock } from '../clock.ts'

export interface Deadline {
  /** Starts over with so much time. */
  set(durationMs: number): void
  /** Nothing is expected any more, until the next `set`. */
  cancel(): void
  hasPassed(): boolean
}

export function createDeadline(clock: Clock, onPass: () => void): Deadline {
  let dueAt = Infinity
  let hasPassed = false
  let timer: { readonly firesAt: number; readonly cancel: () => void } | undefined

  function arm(): void {
    const waitMs = Math.max(0, dueAt - clock.elapsed())
    timer = { firesAt: dueAt, cancel: clock.after(waitMs, onFire) }
  }

  function disarm(): void {
    timer?.cancel()
    timer = undefined
  }

  function onFire(): void {
    timer = undefined
    if (clock.elapsed() < dueAt) return arm()
    hasPassed = true
    onPass()
  }

  return {
    set(durationMs) {
      dueAt = clock.elapsed() + durationMs
      if (timer && timer.firesAt > dueAt) disarm()
      if (!timer) arm()
    },
    cancel: disarm,
    hasPassed: () => hasPassed,
  }
}
