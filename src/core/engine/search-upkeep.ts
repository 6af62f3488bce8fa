// Owns that the search index follows the history: a moment after something was written or deleted the worker takes it in,
// and what is missing is made beside everything else. Searching itself is search-desk.ts's.
import type { BridgeEvent } from '#shared/contract/contract.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import { forgetChanges } from '#core/store/message-changes.ts'
import type { Database } from '#core/store/open.ts'
import { JobCancelledError, type HistoryWorker } from '#core/worker/history-worker.ts'
import type { EventHub } from './event-hub.ts'

export interface SearchUpkeepOptions {
  readonly db: Database
  readonly worker: HistoryWorker
  readonly hub: Pick<EventHub, 'publish' | 'subscribe'>
  readonly clock: Clock
  readonly log: Log
}

export interface SearchUpkeep {
  close(): void
}

/** Between a change and its being taken in, so that many are taken in together. */
const delayMs = 300
/** Between two steps of forgetting what was taken in: answers that run are written in between. */
const pauseMs = 20
/** Between two events about how far the index is. What takes no longer is not spoken of. */
const paceMs = 500

/** Events after which there are other words in the history. What running answers receive is taken in when they have ended. */
const telling: readonly BridgeEvent['name'][] = [
  'message.added',
  'message.changed',
  'message.removed',
  'conversation.changed',
  'conversation.removed',
  'profiles.changed',
]

/** Begins a moment after the start, which it must not slow down. */
export function createSearchUpkeep({ db, worker, hub, clock, log }: SearchUpkeepOptions): SearchUpkeep {
  let cancelWait: (() => void) | undefined
  let isBuilding = false
  let isClosed = false

  function tendSoon(): void {
    if (isClosed) return
    cancelWait ??= clock.after(delayMs, () => {
      cancelWait = undefined
      void attempt(tend)
    })
  }

  async function tend(): Promise<void> {
    const { drained, isWhole } = await worker.run('search.drain', null)
    forget(drained)
    if (!isWhole && !isBuilding) await build()
  }

  function forget(drained: number): void {
    if (isClosed || !forgetChanges(db, drained)) return
    clock.after(pauseMs, () => void attempt(() => forget(drained)))
  }

  async function build(): Promise<void> {
    let lastToldAt = clock.elapsed()
    let hasTold = false
    isBuilding = true
    try {
      const end = await worker.run('search.build', null, {
        onProgress(state) {
          if (clock.elapsed() - lastToldAt < paceMs) return
          lastToldAt = clock.elapsed()
          hasTold = true
          hub.publish({ name: 'search.changed', payload: state })
        },
      })
      if (hasTold) hub.publish({ name: 'search.changed', payload: end })
      log.info('search.built', { messages: end.total })
    } finally {
      isBuilding = false
    }
  }

  /** An index that cannot be kept is no reason to disturb anybody: searching then takes longer. */
  async function attempt(work: () => void | Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!isClosed && !(error instanceof JobCancelledError)) {
        log.error('search.not-kept', { cause: String(error) })
      }
    }
  }

  const unsubscribe = hub.subscribe(({ name }) => {
    if (telling.includes(name)) tendSoon()
  })
  tendSoon()
  return {
    close() {
      isClosed = true
      unsubscribe()
      cancelWait?.()
    },
  }
}
