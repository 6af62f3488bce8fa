// Owns what a piece of work on a backup needs of whoever runs it. A job's context (core/worker/job.ts) is one.

export interface Steps {
  /** Looked at between two steps. */
  readonly signal: AbortSignal
  /** How much of the work is done, from 0 to 1. */
  report(share: number): void
  /** Lets others in. */
  breathe(): Promise<void>
}

/** The steps of one part of the work, which goes from one share of the whole to another. */
export function partOf(steps: Steps, from: number, to: number): Steps {
  return { ...steps, report: (share) => steps.report(from + (to - from) * share) }
}
