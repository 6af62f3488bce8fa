// Owns time: what the engine and the ADP client know of it, so that tests can pass a clock of their own.

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds since some moment; unlike `now` it never jumps when somebody sets the clock. */
  elapsed(): number
  /** Calls back once after so many milliseconds. Returns the function that cancels it. */
  after(delayMs: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (delayMs, callback) => {
    // A timer takes a millisecond at least, and a piece of an answer has no time to lose.
    if (delayMs <= 0) {
      const immediate = setImmediate(callback)
      return () => clearImmediate(immediate)
    }
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}
