// Owns SearchContext: what any search needs of whoever lets it run.
import type { Database } from '#core/store/database.ts'

export interface SearchContext {
  /** Can only be read. */
  readonly history: Database
  /** Where the index lies. */
  readonly dataDir: string
  readonly signal: AbortSignal
  /** Lets others in; to be awaited after every few milliseconds of work. */
  breathe(): Promise<void>
}

/** Work between two breaths, in milliseconds: nobody notices a wait of this length. */
const breathAfterMs = 8

/** Breathes when it is time to, and throws when nobody wants the search any more. To be awaited between two steps. */
export function createPace({
  signal,
  breathe,
}: Pick<SearchContext, 'signal' | 'breathe'>): () => Promise<void> | undefined {
  let last = performance.now()
  return () => {
    if (performance.now() - last < breathAfterMs) return undefined
    return breathe().then(() => {
      signal.throwIfAborted()
      last = performance.now()
    })
  }
}
