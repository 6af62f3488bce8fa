// Owns noticing that this computer has slept: while it does, no timer runs, but the clock on the wall goes on. Somebody who
// sets that clock forward is taken for a sleeper, which costs no more than a look at the connections.
import type { Clock } from './clock.ts'

const tickMs = 2_000
/** Beyond the tick; a program that was busy for so long could as well have slept. */
const sleepMs = 5_000

/** Calls back after each sleep. Returns the function that ends it. */
export function watchWake(clock: Clock, onWake: () => void): () => void {
  let cancel = (): void => undefined

  function tick(): void {
    const startedAt = clock.now()
    cancel = clock.after(tickMs, () => {
      const hasSlept = clock.now() - startedAt > tickMs + sleepMs
      tick()
      if (hasSlept) onWake()
    })
  }

  tick()
  return () => cancel()
}
