// Owns the reading of the next few lines of a file of exported history, checked, for the engine to add. So parsing happens
// beside the engine, and no more of the file is in memory than a batch.
import { maxLineBytes, parseHistoryLine, type HistoryEntry } from '#shared/history-export.ts'
import { readLines } from './history-lines.ts'
import type { Job } from './job.ts'

export interface ImportBatch {
  /** With how many bytes they are long, so that the engine can tell how much it takes on at once. */
  readonly entries: readonly { readonly entry: HistoryEntry; readonly bytes: number }[]
  readonly damaged: number
  /** Where the next batch begins. */
  readonly next: number
  readonly isLast: boolean
}

const maxEntries = 256
const maxBytes = 1024 * 1024

/** `start`: 0, or where another batch ended. The first line of the file is passed over: it was looked at before. */
export const readImportBatch: Job<{ readonly path: string; readonly start: number }, ImportBatch> = async (
  { signal },
  { path, start },
) => {
  const entries: { entry: HistoryEntry; bytes: number }[] = []
  let damaged = 0
  let next = start
  for await (const { text, end } of readLines(path, start, maxLineBytes)) {
    signal.throwIfAborted()
    const isHead = next === 0
    const bytes = end - next
    next = end
    if (!isHead && text?.trim() !== '') {
      const entry = text === undefined ? undefined : parseHistoryLine(text)
      if (entry === undefined) damaged += 1
      else if (entry !== 'closing') entries.push({ entry, bytes })
    }
    if (entries.length >= maxEntries || next - start >= maxBytes) {
      return { entries, damaged, next, isLast: false }
    }
  }
  return { entries, damaged, next, isLast: true }
}
