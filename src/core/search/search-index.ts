// Owns the index of one history through the life of a worker: opens it, brings it up to date, makes it anew when it is not
// whole, and knows how far it is. All of it is done in short steps by the only connection that writes to it.
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { z } from 'zod'
import type { SearchState } from '#shared/contract/contract.ts'
import { findRefusal, isDamageError, prepare, type Database } from '#core/store/database.ts'
import { deleteIndexFile, isIndexFile, openIndexFile, readFact, writeFact } from './index-file.ts'
import { hasTexts, prependTexts, replaceTexts } from './index-texts.ts'
import { orderMessages } from './order-messages.ts'
import { readMessageTexts } from './read-message.ts'
import type { SearchContext } from './search-context.ts'

/** Changes that are taken in by one transaction: some tens of milliseconds, for which everything else waits. */
const drainBatch = 64
/** Messages that are added by one transaction: in one of 64, each costs half as much again. */
const buildBatch = 256

const changeSchema = z.tuple([z.number(), z.number()])

export interface SearchIndex {
  /** The database, or undefined while there can be none. Until `isWhole`, older messages are missing in it. */
  readonly db: Database | undefined
  readonly isWhole: boolean
  /** The newest messages that are to be added yet, newest first; undefined while that is not known. */
  listMissing(count: number): readonly number[] | undefined
  describe(): SearchState
  /** Takes in what was written and deleted since. Gives up to which change that is done. */
  drain(context: SearchContext): Promise<number>
  /** Does a search; building waits for its end, since it would take most of the time from it. */
  holdBuild<Result>(search: () => Promise<Result>): Promise<Result>
  /** Adds what is missing, newest first, and tells how far it is. Ends at once when another does it already. */
  build(context: SearchContext, report: (state: SearchState) => void): Promise<void>
  /**
   * After an error of SQLite: throws the index away when it is damaged, and says whether. Any other error is thrown on.
   */
  recover(error: unknown): boolean
}

const indexes = new WeakMap<Database, SearchIndex>()

/** The index of the history that this connection reads. */
export function useIndex(history: Database, dataDir: string): SearchIndex {
  const index = indexes.get(history) ?? createIndex(history, dataDir)
  indexes.set(history, index)
  return index
}

function createIndex(history: Database, dataDir: string): SearchIndex {
  const file = history.memory ? ':memory:' : join(dataDir, 'search.db')
  const historyId = z
    .string()
    .parse(prepare(history, "SELECT value FROM history_facts WHERE name = 'id'").pluck().get())
  const hadFile = isIndexFile(file)
  let isAnew = false
  let db: Database | undefined
  let isWhole = false
  let isBuilding = false
  const searches = new Set<Promise<void>>()
  /** All messages in the order in which they are added, and how many of them are. */
  let order: number[] = []
  let done = 0

  function open(): void {
    order = []
    done = 0
    try {
      db = openIndexFile(file, historyId)
      isWhole = readFact(db, 'built') === 'yes'
      isAnew = hadFile && readFact(db, 'drained') === undefined
      // What is written from here on is told by the changes; everything else is read when the index is built.
      if (readFact(db, 'drained') === undefined) writeFact(db, 'drained', String(lastChange(history)))
    } catch (error) {
      const isSystems = error instanceof Error && 'syscall' in error
      if (findRefusal(error) === undefined && !isSystems) throw error
      // No space, no permission: searches read the history itself until the program is started anew.
      db = undefined
      isWhole = false
    }
  }

  function startAnew(): void {
    db?.close()
    deleteIndexFile(file)
    open()
    isAnew = true
  }

  function recover(error: unknown): boolean {
    // A damaged page can also give rows that were never written.
    const isDamage = error instanceof z.ZodError || isDamageError(error)
    if (!isDamage && !(error instanceof Sqlite.SqliteError)) throw error
    if (isDamage) startAnew()
    return isDamage
  }

  function describe(): SearchState {
    if (isWhole || db === undefined) {
      const total = countMessages(history)
      return { state: 'ready', done: total, total }
    }
    const total = order.length || countMessages(history)
    return { state: isAnew ? 'rebuilding' : 'building', done: Math.min(done, total), total }
  }

  async function drain(context: SearchContext): Promise<number> {
    let hasTakenOut = false
    for (;;) {
      const index = db
      if (index === undefined) return 0
      const drained = readDrained(index)
      const newest = lastChange(history)
      const changes = prepare(
        history,
        'SELECT id, message_sequence FROM message_changes WHERE id > ? ORDER BY id LIMIT ?',
      )
        .raw()
        .all(drained, drainBatch)
        .map((row) => changeSchema.parse(row))
      const last = changes.at(-1)?.[0]
      if ((changes[0]?.[0] ?? newest + 1) !== drained + 1) {
        // The index was set back by a loss of power, or the history is a copy: some changes are not known any more.
        startAnew()
        continue
      }
      if (last === undefined) {
        // Nothing of what was deleted may stay in the log.
        if (hasTakenOut) index.pragma('wal_checkpoint(TRUNCATE)')
        return drained
      }
      index.transaction(() => {
        for (const sequence of new Set(changes.map(([, sequence]) => sequence))) {
          const isOut = replaceTexts(index, sequence, readMessageTexts(history, sequence))
          hasTakenOut ||= isOut
        }
        writeFact(index, 'drained', String(last))
      })()
      await context.breathe()
      context.signal.throwIfAborted()
    }
  }

  async function holdBuild<Result>(search: () => Promise<Result>): Promise<Result> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const end = promise.then(() => void searches.delete(end))
    searches.add(end)
    try {
      return await search()
    } finally {
      resolve()
    }
  }

  async function build(context: SearchContext, report: (state: SearchState) => void): Promise<void> {
    if (isBuilding || isWhole || db === undefined) return
    isBuilding = true
    const index = db
    try {
      order = await orderMessages(context)
      for (done = 0; done < order.length; report(describe())) {
        // Another index may have taken the place of this one.
        if (db !== index) return
        add(index, order.slice(done, done + buildBatch))
        done += buildBatch
        await context.breathe()
        await Promise.all(searches)
        context.signal.throwIfAborted()
      }
      if (db !== index) return
      writeFact(index, 'built', 'yes')
      isWhole = true
      report(describe())
    } finally {
      isBuilding = false
    }
  }

  /**
   * Reads and writes in one step: whatever happens to a message after it was read is a change that is still to be taken in,
   * and what was taken in already is not there twice.
   */
  function add(index: Database, sequences: readonly number[]): void {
    index.transaction(() => {
      const messages = sequences
        .filter((sequence) => !hasTexts(index, sequence))
        .flatMap((sequence) => readMessageTexts(history, sequence) ?? [])
      prependTexts(index, messages.reverse())
    })()
  }

  open()
  return {
    get db() {
      return db
    },
    get isWhole() {
      return isWhole
    },
    listMissing: (count) => (order.length === 0 ? undefined : order.slice(done, done + count)),
    describe,
    drain,
    holdBuild,
    build,
    recover,
  }
}

function readDrained(index: Database): number {
  return Number(readFact(index, 'drained') ?? 0)
}

/** The number of the last change that was ever made. */
function lastChange(history: Database): number {
  const last = prepare(history, "SELECT seq FROM sqlite_sequence WHERE name = 'message_changes'")
    .pluck()
    .get()
  return z.number().optional().parse(last) ?? 0
}

function countMessages(history: Database): number {
  return z.number().parse(prepare(history, 'SELECT count(*) FROM messages').pluck().get())
}
