// Owns the heartbeat of one socket: a ping at every interval, and the end of a connection whose client does not answer in
// time.

export interface HeartbeatOptions {
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
  ping(): void
  /** No answer came in time. */
  miss(): void
}

export interface Heartbeat {
  pong(): void
  stop(): void
}

export function startHeartbeat({ pingIntervalMs, pingTimeoutMs, ping, miss }: HeartbeatOptions): Heartbeat {
  let timer = setTimeout(beat, pingIntervalMs)
  /** True from a ping to its answer. */
  let isWaiting = false

  function beat(): void {
    isWaiting = true
    timer = setTimeout(miss, pingTimeoutMs)
    ping()
  }

  return {
    pong() {
      if (!isWaiting) return
      isWaiting = false
      clearTimeout(timer)
      timer = setTimeout(beat, pingIntervalMs)
    },
    stop: () => clearTimeout(timer),
  }
}
