// Owns the deletion of the whole history: every conversation of every profile, with all that was made of them in the data
// folder. Profiles, AppKeys, prompt templates and settings stay.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '#core/log.ts'
import { countAll, doomConversations, listUndoomed, type ConversationCount } from '#core/store/bin.ts'
import { eraseLeftovers } from '#core/store/erase.ts'
import type { Database } from '#core/store/open.ts'
import type { EventHub } from './event-hub.ts'
import type { QuestionDesk } from './question-desk.ts'
import type { RemovalDesk } from './removal-desk.ts'
import type { Reopen } from './running-engine.ts'

export interface EraseDesk {
  count(): ConversationCount
  /** `withBackups`: also the copies of the history that were made in the data folder. Pages are told how far it is. */
  eraseAll(withBackups: boolean): Promise<void>
}

export interface EraseDeskOptions {
  readonly db: Database
  readonly dataDir: string
  readonly log: Log
  readonly hub: EventHub
  readonly questions: Pick<QuestionDesk, 'listRunning' | 'stop'>
  readonly removal: Pick<RemovalDesk, 'finish'>
  readonly reopen: Reopen
}

/** Conversations that are marked in one step. */
const slice = 100
/** Made of the history, and made again or never missed. */
const derived = /^(search\.db(-wal|-shm)?|exports|incoming|files)$/
const copies = /^(backups|damaged|history\.before-.*|before-restore-.*|restore-.*)$/

export function createEraseDesk(options: EraseDeskOptions): EraseDesk {
  const { db, dataDir, log, hub, questions, removal, reopen } = options

  async function markAll(): Promise<number> {
    let marked = 0
    for (;;) {
      const ids = listUndoomed(db, slice)
      if (ids.length === 0) return marked
      for (const id of ids) questions.stop(id)
      marked += doomConversations(db, ids).length
      for (const id of ids) hub.forget(id)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  return {
    count: () => countAll(db),
    async eraseAll(withBackups) {
      for (const id of questions.listRunning()) questions.stop(id)
      const total = await markAll()
      let done = 0
      await removal.finish(() => {
        done += 1
        hub.publish({ name: 'history.erasing', payload: { done: Math.min(done, total), total } })
      })
      eraseLeftovers(db)
      log.info('history.erased', { conversations: total, withBackups })
      // Whatever has one of these files open lets go of it.
      await reopen(() => {
        for (const name of readdirSync(dataDir)) {
          if (!derived.test(name) && !(withBackups && copies.test(name))) continue
          rmSync(join(dataDir, name), { recursive: true, force: true })
        }
      })
    },
  }
}
