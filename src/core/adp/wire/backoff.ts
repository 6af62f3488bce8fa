// Owns how long to wait before a connection that was lost, or could not be made, is tried again. Pure.

const firstMs = 1_000
const longestMs = 30_000

/** The wait before attempt number `attempt`, counted from 0: doubled each time, and half of it or half more by chance. */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 16)) * (0.5 + random())
}
