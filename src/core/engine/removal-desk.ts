// Owns the end of conversations: they leave the lists at once and the disk in the background, with their messages, drafts and
// copies of files, in steps that keep no page and no answer waiting. What the program did not finish, it finishes at its next
// start.
import type { ConversationId } from '#shared/ids.ts'
import type { Clock } from '#core/clock.ts'
import { deleteStretch, doomConversations, listDoomed, wipeTraces } from '#core/store/bin.ts'
import type { Database } from '#core/store/open.ts'
import type { EventHub } from './event-hub.ts'
import type { FileDesk } from './file-desk.ts'
import type { QuestionDesk } from './question-desk.ts'

export interface RemovalDesk {
  /** Resolves when nothing of them is left. From the first moment on they are in no list. */
  remove(ids: readonly ConversationId[]): Promise<void>
  /**
   * Deletes what is marked for it, of this run or an earlier one; `onGone` is called after each conversation. Resolves early
   * when the engine closes.
   */
  finish(onGone?: () => void): Promise<void>
  close(): void
}

export interface RemovalDeskOptions {
  readonly db: Database
  readonly clock: Pick<Clock, 'elapsed'>
  readonly hub: EventHub
  readonly questions: Pick<QuestionDesk, 'stop'>
  readonly files: Pick<FileDesk, 'deleteUnused'>
}

/** Longest time that one step holds the history. */
const stepMs = 5
const slice = 100

export function createRemovalDesk(options: RemovalDeskOptions): RemovalDesk {
  const { db, clock, hub, questions, files } = options
  let isClosed = false
  /** One after the other: what the first has not finished is the second's, too. */
  let last = Promise.resolve()

  async function work(onGone?: () => void): Promise<void> {
    let hasDeleted = false
    for (let doomed = listNext(); doomed.length > 0; doomed = listNext()) {
      hasDeleted = true
      for (const id of doomed) {
        for (let isGone = false; !isGone;) {
          if (isClosed) return
          isGone = deleteStretch(db, id, stepMs, () => clock.elapsed())
          await breathe()
        }
        onGone?.()
      }
    }
    if (!hasDeleted || isClosed) return
    files.deleteUnused()
    wipeTraces(db)
  }

  function listNext(): ConversationId[] {
    return isClosed ? [] : listDoomed(db, slice)
  }

  function finish(onGone?: () => void): Promise<void> {
    const run = last.then(() => work(onGone))
    last = run.catch(() => undefined)
    return run
  }

  return {
    async remove(ids) {
      for (const id of ids) questions.stop(id)
      for (const id of doomConversations(db, ids)) {
        hub.forget(id)
        hub.publish({ name: 'conversation.removed', payload: { conversationId: id } })
      }
      await finish()
    },
    finish,
    close() {
      isClosed = true
    },
  }
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
