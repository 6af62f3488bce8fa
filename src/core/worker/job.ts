// Owns Job: a piece of work on the history that takes longer than a page may stand still. What jobs there are is in
// jobs.ts, where they run in history-worker.ts.
import type { Database } from '#core/store/open.ts'

export interface JobContext<Progress> {
  /** A connection of the worker's own that can only read. Sees what was committed when a statement begins. */
  readonly history: Database
  readonly dataDir: string
  /** Aborted when whoever asked for the job wants it no more. Looked at between two steps: `throwIfAborted`. */
  readonly signal: AbortSignal
  /** Tells whoever asked how far the job is. */
  report(progress: Progress): void
  /** Lets other jobs and cancellations in. To be awaited after every few milliseconds of work. */
  breathe(): Promise<void>
}

/** Input, progress and output are values that survive a structured clone. Throws FailureError for what a person is told. */
export type Job<Input, Output, Progress = never> = (
  context: JobContext<Progress>,
  input: Input,
) => Output | Promise<Output>
