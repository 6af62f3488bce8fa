// Owns a history as large as one gets in years of use: made once by the store's own functions, kept in .cache, and copied
// for whoever writes to it.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message } from '#shared/answer.ts'
import type { ConversationId } from '#shared/ids.ts'
import { insertTurn } from '#core/store/messages.ts'
import { touchConversation } from '#core/store/conversations.ts'
import { closeStore, openStore, type Database } from '#core/store/open.ts'
import {
  addConversation,
  createAnswer,
  createChance,
  createQuestion,
  createText,
} from '#core/store/test-rows.ts'
import { createWords } from './words.ts'

export interface HistorySize {
  readonly messages: number
  readonly conversations: number
}

export const largeHistory: HistorySize = { messages: 1_000_000, conversations: 20_000 }

/** Changed with anything that changes what is made. */
const edition = 1
const perTransaction = 2000
/** The history ends here, in 2026, and began two years before. */
const endedAt = 1_795_000_000_000
const lastsMs = 2 * 365 * 24 * 3_600_000

/** The file of such a history, which nobody must write to. Made on first use, which takes minutes. */
export function findHistory(size: HistorySize): string {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench')
  const file = join(folder, `history-${edition}-${size.messages}-${size.conversations}.db`)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const unfinished = join(mkdtempSync(join(folder, 'making-')), 'history.db')
    make(unfinished, size)
    renameSync(unfinished, file)
    rmSync(join(unfinished, '..'), { recursive: true })
  }
  return file
}

/** A data folder with a copy of such a history, gone when `remove` is called. */
export function copyHistory(size: HistorySize): { readonly dataDir: string; remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'adp-desk-bench-'))
  copyFileSync(findHistory(size), join(dataDir, 'history.db'))
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) }
}

function make(file: string, { messages, conversations }: HistorySize): void {
  const opened = openStore(file)
  if (!opened.ok) throw new Error(opened.problem.reason)
  const { db } = opened
  const chance = createChance(7)
  const words = createWords(8)
  const ids = makeConversations(db, conversations)
  /** When something was last said in each, by its place in `ids`. */
  const touchedAt = new Map<ConversationId, number>()
  let batch: Message[] = []
  for (let made = 0; made < messages;) {
    // A person stays with a conversation for a few turns; the first one is much longer than the others.
    const id = (chance() < 0.01 ? ids[0] : ids[Math.floor(chance() * ids.length)]) as ConversationId
    for (let turn = Math.ceil(chance() * 4); turn > 0 && made < messages; turn -= 1, made += 2) {
      const createdAt = Math.round(endedAt - lastsMs + (made / messages) * lastsMs)
      batch.push(
        createQuestion(id, { createdAt, parts: [createText(words.write(10 + 60 * chance()), 'question')] }),
        createAnswer(id, {
          createdAt: createdAt + 1,
          endedAt: createdAt + 5000,
          status: 'complete',
          parts: [createText(words.write(40 + 300 * chance()))],
        }),
      )
      touchedAt.set(id, createdAt)
    }
    if (batch.length < perTransaction && made < messages) continue
    insertTurn(db, batch)
    batch = []
  }
  db.transaction(() => {
    for (const [id, at] of touchedAt) touchConversation(db, id, at)
    // The index of a history that is opened for the first time is made from its messages, not from what changed.
    db.exec('DELETE FROM message_changes')
  })()
  closeStore(db)
}

function makeConversations(db: Database, count: number): ConversationId[] {
  const ids: ConversationId[] = []
  db.transaction(() => {
    const { id, profileId } = addConversation(db, { title: 'The longest one' })
    ids.push(id)
    while (ids.length < count) {
      ids.push(addConversation(db, { profileId, title: `营业时间 ${ids.length}` }).id)
    }
  })()
  return ids
}
