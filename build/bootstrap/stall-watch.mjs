// Owns the question "does it still move?": calls back once when a measure has not changed for too long.

/** @typedef {{ now: () => number, every: (intervalMs: number, callback: () => void) => () => void }} Ticker */

/** @type {Ticker} */
const systemTicker = {
  now: () => Date.now(),
  every: (intervalMs, callback) => {
    const timer = setInterval(callback, intervalMs)
    return () => clearInterval(timer)
  },
}

const pollMs = 1_000

/**
 * Watches until the stall or until the returned function is called.
 * @param {{ limitMs: number, measure: () => number, onStall: () => void, ticker?: Ticker }} options
 * @returns {() => void}
 */
export function watchForStall({ limitMs, measure, onStall, ticker = systemTicker }) {
  let measured = measure()
  let movedAt = ticker.now()
  const stop = ticker.every(pollMs, () => {
    const measuredNow = measure()
    if (measuredNow !== measured) {
      measured = measuredNow
      movedAt = ticker.now()
    } else if (ticker.now() - movedAt >= limitMs) {
      stop()
      onStall()
    }
  })
  return stop
}
