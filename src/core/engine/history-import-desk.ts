// Owns the import of exported history: a file that a page has brought is looked at, and then added while the program goes on.
// A worker reads and checks it, batch by batch; what it becomes here is add-history.ts's matter.
import type { HistoryEntry } from '#shared/history-export.ts'
import type { HistoryPreview, ImportedHistory, ImportProgress } from '#shared/history-import.ts'
import type { Clock } from '#core/clock.ts'
import { listFolders } from '#core/store/folders.ts'
import type { Database } from '#core/store/open.ts'
import { listTags } from '#core/store/tags.ts'
import { JobCancelledError, type HistoryWorker } from '#core/worker/history-worker.ts'
import type { ReadProgress } from '#core/worker/preview-import.ts'
import { createHistoryAdder, type HistoryAdder } from './add-history.ts'
import type { EventHub } from './event-hub.ts'
import type { IncomingFiles } from './incoming-files.ts'
import type { ProfileDesk } from './profile-desk.ts'

export interface HistoryImportDesk {
  /** What is in the file; changes nothing. Throws FailureError `not-found` without the file. */
  read(importId: string, uploadId: string): Promise<HistoryPreview>
  /** Adds what is in the file and is not here, and drops the file. When it is cancelled it ends with a whole conversation. */
  start(importId: string, uploadId: string): Promise<ImportedHistory>
  /** No error when it has just ended. */
  cancel(importId: string): void
  /** Nothing is added any more when it has resolved. */
  close(): Promise<void>
}

export interface HistoryImportDeskOptions {
  readonly db: Database
  readonly dataDir: string
  readonly clock: Pick<Clock, 'now'>
  readonly hub: EventHub
  readonly incoming: IncomingFiles
  readonly worker: HistoryWorker
  readonly profiles: Pick<ProfileDesk, 'announce'>
}

/** What one transaction adds: a few milliseconds of work, however long the conversation. */
const sliceEntries = 24
const sliceBytes = 96 * 1024

/** Conversations that are named in an event; when more have changed, pages take it that any may have. */
const maxNamed = 500

export function createHistoryImportDesk(options: HistoryImportDeskOptions): HistoryImportDesk {
  const { db, dataDir, clock, hub, incoming, worker, profiles } = options
  const cancels = new Map<string, AbortController>()
  const running = new Set<Promise<unknown>>()
  const closing = new AbortController()

  function report(importId: string, progress: ImportProgress): void {
    hub.publish({ name: 'import.progressed', payload: { importId, ...progress } })
  }

  /** Does the work with a signal that `cancel` aborts. */
  async function track<Result>(
    importId: string,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const abort = new AbortController()
    cancels.set(importId, abort)
    const working = work(abort.signal)
    running.add(working)
    try {
      return await working
    } finally {
      running.delete(working)
      cancels.delete(importId)
    }
  }

  async function add(importId: string, uploadId: string, signal: AbortSignal): Promise<ImportedHistory> {
    const { path, size: totalBytes } = incoming.get(uploadId)
    const adder = createHistoryAdder({ db, dataDir, clock })
    let isCancelled = false
    let damaged = 0
    try {
      for (let start = 0, isLast = false; !isLast && !isCancelled;) {
        const batch = await worker.run('history.readImportBatch', { path, start })
        start = batch.next
        isLast = batch.isLast
        damaged += batch.damaged
        for (const slice of cut(batch.entries)) {
          // The history is about to be closed.
          closing.signal.throwIfAborted()
          // Only between two conversations: each is whole, or not there.
          const end = signal.aborted ? slice.findIndex(({ type }) => type === 'conversation') : -1
          isCancelled = end !== -1
          await addSlice(adder, isCancelled ? slice.slice(0, end) : slice)
          if (isCancelled) break
        }
        report(importId, { step: 'adding', bytes: start, totalBytes })
      }
    } catch (error) {
      if (!(error instanceof JobCancelledError)) throw error
      isCancelled = true
    } finally {
      if (!closing.signal.aborted) announce(adder)
      await incoming.drop(uploadId)
    }
    return { isCancelled, ...adder.counts, damaged: damaged + adder.counts.damaged }
  }

  function announce({ changed, counts, hasNewMarks }: HistoryAdder): void {
    if (counts.profiles > 0) profiles.announce()
    if (hasNewMarks) {
      hub.publish({ name: 'folders.changed', payload: { folders: listFolders(db) } })
      hub.publish({ name: 'tags.changed', payload: { tags: listTags(db) } })
    }
    if (changed.size === 0) return
    const conversationIds = changed.size > maxNamed ? null : [...changed]
    hub.publish({ name: 'history.grown', payload: { conversationIds } })
  }

  return {
    read: (importId, uploadId) =>
      track(importId, async (signal) => {
        const { path } = incoming.get(uploadId)
        const onProgress = (progress: ReadProgress): void =>
          report(importId, { step: 'reading', ...progress })
        try {
          return await worker.run('history.previewImport', { path }, { signal, onProgress })
        } catch (error) {
          if (error instanceof JobCancelledError) return { type: 'cancelled' }
          throw error
        }
      }),
    start: (importId, uploadId) => track(importId, (signal) => add(importId, uploadId, signal)),
    cancel: (importId) => cancels.get(importId)?.abort(),
    async close() {
      closing.abort(new JobCancelledError())
      for (const abort of cancels.values()) abort.abort()
      await Promise.allSettled(running)
    },
  }
}

async function addSlice(adder: HistoryAdder, entries: readonly HistoryEntry[]): Promise<void> {
  if (entries.length > 0) adder.add(entries)
  for (const entry of entries) if (entry.type === 'file') await adder.addFile(entry.file)
  await new Promise((resolve) => setImmediate(resolve))
}

/** A file ends its slice: the conversation that shows it is there then. */
function* cut(
  entries: readonly { readonly entry: HistoryEntry; readonly bytes: number }[],
): Generator<HistoryEntry[]> {
  let slice: HistoryEntry[] = []
  let length = 0
  for (const { entry, bytes } of entries) {
    if (length + bytes > sliceBytes && slice.length > 0) {
      yield slice
      slice = []
      length = 0
    }
    slice.push(entry)
    length += bytes
    if (slice.length < sliceEntries && entry.type !== 'file') continue
    yield slice
    slice = []
    length = 0
  }
  if (slice.length > 0) yield slice
}
