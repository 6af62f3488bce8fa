// Owns the recovery of what can be read of a damaged history into a new file: every page is looked at by itself, so that a
// damaged one costs what was on it and nothing else. Reads the damaged file only. What fits together no more is put in
// order by mend.ts; moving the files into their places is the engine's matter.
import { rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { checkStore } from '../check.ts'
import { createHistory } from '../create-history.ts'
import { openConnection } from '../connection.ts'
import type { Database } from '../database.ts'
import { readTreePage } from './page-cells.ts'
import { openPageFile, type PageFile } from './page-file.ts'
import {
  assignPages,
  findCandidates,
  findSchemaEntries,
  type PageOutline,
  type SchemaEntry,
} from './page-owners.ts'
import { countRecovered, type RecoveredCounts } from './count-recovered.ts'
import { mendHistory } from './mend.ts'
import { listShapes, placesIndex, readRow, type TableShape } from './shapes.ts'
import type { StoredValue } from './record.ts'

export interface SalvageOptions {
  readonly source: string
  /** Where the new history is laid; what is there is replaced. */
  readonly target: string
  readonly now: number
  /** From 0 to 1. */
  readonly report: (share: number) => void
  /** Awaited after every few milliseconds of work; may throw to end it. */
  readonly breathe: () => Promise<void>
}

/** Derived, or made anew with every history. */
const leftOut = new Set(['message_changes', 'history_facts'])
const pagesAtOnce = 64

/** The new history is complete, checked and closed when this resolves. When it throws, there is none. */
export async function salvageHistory(options: SalvageOptions): Promise<RecoveredCounts> {
  const { source, target, breathe, report } = options
  const file = openPageFile(source)
  removeHistory(target)
  try {
    createHistory(target)
    const db = openConnection(target)
    try {
      await copyRows(file, db, options)
      await mendHistory(db, options)
      report(0.95)
      const counts = await countRecovered(db, breathe)
      // An index of this history is made from all of it: nothing of it was changed since.
      db.exec('DELETE FROM message_changes')
      const faults = checkStore(db, 'full')
      if (faults.length > 0) throw new Error(`The recovered history is damaged itself: ${faults.join(' ')}`)
      report(1)
      return counts
    } finally {
      db.close()
    }
  } catch (error) {
    removeHistory(target)
    throw error
  } finally {
    file.close()
  }
}

function removeHistory(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '.new']) rmSync(`${file}${suffix}`, { force: true })
}

async function copyRows(file: PageFile, db: Database, { report, breathe }: SalvageOptions): Promise<void> {
  const tables = listShapes(db).filter(({ name }) => !leftOut.has(name))
  const shapes = [...tables, placesIndex]
  const outlines = new Map<number, PageOutline>()
  const schema: SchemaEntry[] = []
  for (let number = 1; number <= file.pageCount; number += 1) {
    const page = readTreePage(file, number)
    if (page !== undefined) {
      const { kind, children } = page
      outlines.set(number, { number, kind, children, candidates: findCandidates(page, shapes) })
      if (kind === 'table') schema.push(...findSchemaEntries(page.cells))
    }
    if (number % pagesAtOnce === 0) {
      report((0.4 * number) / file.pageCount)
      await breathe()
    }
  }

  const owners = assignPages(outlines, schema, shapes)
  // Rows may come before what they refer to; mend.ts sees to it in the end.
  db.pragma('foreign_keys = OFF')
  db.exec(
    'CREATE TEMP TABLE known_places (sequence INTEGER PRIMARY KEY, conversation_id TEXT, position INTEGER, id TEXT)',
  )
  const byName = new Map([
    ...tables.map((shape) => [shape.name, createInsert(db, shape)] as const),
    [placesIndex.name, createPlaceInsert(db)] as const,
  ])
  const numbers = [...owners.keys()].sort((one, other) => one - other)
  for (let done = 0; done < numbers.length; done += pagesAtOnce) {
    db.transaction(() => {
      for (const number of numbers.slice(done, done + pagesAtOnce)) {
        const insert = byName.get(owners.get(number) ?? '')
        for (const cell of insert ? (readTreePage(file, number)?.cells ?? []) : []) insert?.(cell)
      }
    })()
    report(0.4 + (0.4 * done) / numbers.length)
    await breathe()
  }
}

type Insert = (cell: Parameters<typeof readRow>[1]) => void

/** Adds a row with what it says; of two with the same key the first one stays. */
function createInsert(db: Database, shape: TableShape): Insert {
  const statements = new Map<string, Sqlite.Statement<unknown[]>>()
  return (cell) => {
    const row = readRow(shape, cell)
    if (row === undefined) return
    const names = Object.keys(row)
    const key = names.join(', ')
    const statement =
      statements.get(key) ??
      db.prepare<unknown[]>(
        `INSERT OR IGNORE INTO ${shape.name} (${key}) VALUES (${names.map(() => '?').join(', ')})`,
      )
    statements.set(key, statement)
    attempt(() => statement.run(...Object.values(row)))
  }
}

function createPlaceInsert(db: Database): Insert {
  const statement = db.prepare<StoredValue[]>('INSERT OR IGNORE INTO known_places VALUES (?, ?, ?, ?)')
  return ({ values }) => {
    const row = readRow(placesIndex, { rowid: undefined, values })
    if (row === undefined) return
    const { sequence = null, conversation_id: conversation = null, position = null, id = null } = row
    attempt(() => statement.run(sequence, conversation, position, id))
  }
}

/** A row that a table does not take was no row of it. A disk that takes nothing more ends the salvage. */
function attempt(insert: () => void): void {
  try {
    insert()
  } catch (error) {
    const isRefused =
      error instanceof Sqlite.SqliteError && /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(error.code)
    if (!isRefused) throw error
  }
}
