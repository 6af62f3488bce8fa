// Owns Deadline: a moment by which something has to have happened, put off as long as it does.
import type { Clock } from '../clock.ts'

export interface Deadline {
  /** Starts over with so much time. */
  set(durationMs: number): void
  cancel(): void
  hasPassed(): boolean
}

export function createDeadline(clock: Clock, onPass: () => void): Deadline {
  let hasPassed = false
  let cancel = (): void => undefined
  return {
    set(durationMs) {
      cancel()
      cancel = clock.after(durationMs, () => {
        hasPassed = true
        onPass()
      })
    },
    cancel: () => cancel(),
    hasPassed: () => hasPassed,
  }
}
