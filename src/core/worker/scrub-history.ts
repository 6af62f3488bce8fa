// Owns a run of the idle scrub: slices of it until its time is over. What is looked at is in core/store/scrub.ts.
import type { Finding, ScrubPlace } from '#shared/integrity.ts'
import { scrubSlice } from '#core/store/scrub.ts'
import type { Job } from './job.ts'

export interface ScrubInput {
  readonly from: ScrubPlace
  /** How long to go on, in milliseconds; a slice that has begun is ended. Infinity for all that is left. */
  readonly forMs: number
}

export interface ScrubRun {
  /** Where to go on; null when everything has been looked at. */
  readonly next: ScrubPlace | null
  readonly checked: number
  readonly findings: readonly Finding[]
}

export const scrubHistory: Job<ScrubInput, ScrubRun, { readonly checked: number }> = async (
  { history, dataDir, signal, breathe, report },
  { from, forMs },
) => {
  const end = performance.now() + forMs
  const findings: Finding[] = []
  let next: ScrubPlace | null = from
  let checked = 0
  while (next !== null) {
    const slice = await scrubSlice(history, dataDir, next)
    findings.push(...slice.findings)
    checked += slice.checked
    next = slice.next
    await breathe()
    signal.throwIfAborted()
    report({ checked })
    if (performance.now() >= end) break
  }
  return { next, checked, findings }
}
