// Owns how cloud calls write a point in time.

const chinaOffsetMs = 8 * 3600 * 1000

/** RFC 3339 in the local time of the service: `2026-04-30T15:05:27+08:00`. */
export function formatTime(ms: number): string {
  return `${new Date(ms + chinaOffsetMs).toISOString().slice(0, 19)}+08:00`
}
