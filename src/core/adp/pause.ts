// Owns waiting: for a time, or until somebody does not want to wait any more.
import type { Clock } from '../clock.ts'

/** Resolves after so many milliseconds, or as soon as `signal` aborts. */
export function pause(clock: Clock, durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const end = (): void => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = clock.after(durationMs, end)
    signal.addEventListener('abort', end)
  })
}
