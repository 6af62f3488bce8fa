// Owns when a question is asked again by itself: the service says that it is overloaded, so it has done nothing yet. Pure.
import type { Failure } from '#shared/failure.ts'

/** How often, beside the first time. */
export const maxRetries = 3

const firstMs = 1_000
/** Who is asked to wait longer than this had better decide for themselves. */
const longestMs = 60_000

/** How long to wait before retry number `retry`, counted from 0, or undefined when there should be none. */
export function retryDelayMs(failure: Failure, retry: number, random: () => number): number | undefined {
  if (retry >= maxRetries || !isOverload(failure)) return undefined
  const ownMs = firstMs * 2 ** retry * (0.75 + random() / 2)
  const waitMs = Math.max(ownMs, failure.detail?.retryAfterMs ?? 0)
  return waitMs > longestMs ? undefined : Math.round(waitMs)
}

/**
 * 503 says that nothing was done. 500, 502 and 504 do not: the question may have been accepted, and would then be answered
 * twice, with all that its tools do.
 */
function isOverload({ code, detail }: Failure): boolean {
  return code === 'busy' || (code === 'unavailable' && detail?.httpStatus === 503)
}
