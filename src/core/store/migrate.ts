// Owns bringing a database to the shape this program knows. What the shapes are is in migrations/.
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { assert } from '#shared/assert-never.ts'
import { prepare, writeDurably, type Database } from './database.ts'
import type { Migration } from './migrations/migration.ts'

/** Copies a history that is older than the program, then migrates it. When that fails, the history is as it was. */
export function bringUpToDate(db: Database, migrations: readonly Migration[]): void {
  if (readVersion(db) === migrations.length) return
  copyBeforeMigration(db)
  migrate(db, migrations)
}

/**
 * Runs the migrations that the database has not seen, all in one transaction: a history is of the version it was or of
 * today's, never of one between them.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const missing = migrations.slice(readVersion(db))
  if (missing.length === 0) return
  writeDurably(db, () => {
    for (const { version, sql } of missing) {
      assert(version === readVersion(db) + 1, `Migration ${version} is not in its place.`)
      db.exec(sql)
      db.pragma(`user_version = ${version}`)
    }
  })
}

/**
 * Writes a whole copy of the database beside it, before migrations change it. An older copy made before the same migration
 * is replaced: that migration never succeeded.
 */
function copyBeforeMigration(db: Database): void {
  const copy = join(dirname(db.name), `history.before-${readVersion(db) + 1}.db`)
  const unfinished = `${copy}.part`
  rmSync(unfinished, { force: true })
  // SQLite fills an empty file that is there, with the permissions that it has.
  closeSync(openSync(unfinished, 'wx', 0o600))
  prepare(db, 'VACUUM INTO ?').run(unfinished)
  flush(unfinished)
  renameSync(unfinished, copy)
}

export function readVersion(db: Database): number {
  const version = db.pragma('user_version', { simple: true })
  assert(typeof version === 'number', 'SQLite always has a user_version.')
  return version
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
