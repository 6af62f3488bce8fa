// Owns the places where the tests of the store keep their files, and the query plans of whatever a piece of code does.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import type { Database } from './database.ts'
import { closeStore, openStore } from './open.ts'

/** A folder that is gone after the test. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'adp-desk-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Opens a history that has nothing wrong with it; closed after the test at the latest. */
export function openGoodStore(file: string): Database {
  const opened = openStore(file)
  if (!opened.ok) throw new Error(opened.problem.reason)
  onTestFinished(() => closeStore(opened.db))
  return opened.db
}

function hashFile(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/** Every file of a folder by its contents. */
export function hashFolder(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, hashFile(join(folder, name))]))
}

/**
 * Steps of the query plans behind `act` that look at every row of a table or an index, or sort. `db` must be fresh:
 * statements are prepared once.
 */
export function findSlowSteps(db: Database, act: () => void): string[] {
  const prepare = vi.spyOn(db, 'prepare')
  act()
  const statements = prepare.mock.calls.map(([sql]) => sql)
  prepare.mockRestore()
  return statements
    .flatMap((sql) => explain(db, sql))
    .filter((step) => /SCAN|TEMP B-TREE/.test(step) && step !== 'SCAN CONSTANT ROW')
}

function explain(db: Database, sql: string): string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null])
  const parameters: unknown[] =
    names.length > 0 ? [Object.fromEntries(names)] : [...sql.matchAll(/\?/g)].map(() => null)
  const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
  return plan.all(...parameters).map(({ detail }) => detail)
}
