// Owns how often one action may be called in a second. Calls beyond that wait for their turn here, so that the service has
// no reason to refuse them; what it does refuse nevertheless is tried again by api.ts.
import type { Clock } from '../../clock.ts'
import { pause } from '../pause.ts'

const windowMs = 1000

/** Longer than this nobody waits for a turn; it bounds how many calls can be waiting. */
const maxWaitMs = 5000

export interface RateLimit {
  /**
   * Resolves when it is the call's turn, first come first served: true. False, and at once, when too many are waiting.
   * A call that `signal` aborts gives its turn away.
   */
  waitForTurn(action: string, perSecond: number, signal: AbortSignal): Promise<boolean>
}

export function createRateLimit(clock: Clock): RateLimit {
  // By action: the turns of the last second and those that are still to come, in order.
  const turnsByAction = new Map<string, number[]>()

  return {
    async waitForTurn(action, perSecond, signal) {
      const now = clock.elapsed()
      const turns = (turnsByAction.get(action) ?? []).filter((at) => at > now - windowMs)
      turnsByAction.set(action, turns)
      const turn = Math.max(now, turns.at(-1) ?? 0, (turns.at(-perSecond) ?? -windowMs) + windowMs)
      if (turn > now + maxWaitMs) return false
      turns.push(turn)
      if (turn > now) await pause(clock, turn - now, signal)
      if (signal.aborted) giveAway(action, turn)
      return true
    },
  }

  function giveAway(action: string, turn: number): void {
    const turns = turnsByAction.get(action) ?? []
    const index = turns.lastIndexOf(turn)
    if (index !== -1) turns.splice(index, 1)
  }
}
