// Owns the making of a history that can take the place of the present one: a copy of the backup in a folder of its own,
// looked at, brought to the present shape, and looked at again. Nothing of the present history is touched; putting it in
// its place is swap-history.ts's matter.
import { copyFile } from 'node:fs/promises'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { createFailure, FailureError } from '#shared/failure.ts'
import { openConnection, openReader } from '#core/store/connection.ts'
import { openMemoryStore } from '#core/store/create-history.ts'
import { isDamageError, type Database } from '#core/store/database.ts'
import { migrate } from '#core/store/migrate.ts'
import { migrations } from '#core/store/migrations/index.ts'
import { probeHistory } from '#core/store/probe.ts'
import { deleteBackupFacts } from './backup-facts.ts'
import { assertRoom, flushFile } from './durable-files.ts'
import { unpackFiles } from './packed-files.ts'
import { partOf, type Steps } from './steps.ts'
import { assertDamagedBefore, assertSound, listDamagedMessages } from './verify-history.ts'

export interface PreparedHistory {
  /** The version of the history in the backup, before it was brought up to date. */
  readonly version: number
  readonly isOlder: boolean
  readonly bytes: number
  readonly conversations: number
  readonly messages: number
  /** Messages that the backup itself holds damaged. */
  readonly damagedMessages: number
  /** Copies of images and files that come with it. */
  readonly files: number
  /** Of the newest conversation; null when there is none. */
  readonly newestAt: number | null
}

/**
 * Makes `folder` with the history of the backup in `source`, or nothing. Throws FailureError: `backup-unreadable` for
 * what is no history of this program, `backup-newer`, `backup-damaged`, `no-space`.
 */
export async function prepareRestore(source: string, folder: string, steps: Steps): Promise<PreparedHistory> {
  const version = readBackupVersion(source)
  const bytes = statSync(source).size
  const file = join(folder, 'history.db')
  mkdirSync(folder, { mode: 0o700 })
  try {
    assertRoom(folder, bytes)
    await copyFile(source, file)
    steps.signal.throwIfAborted()
    steps.report(0.2)
    const described = await bringUpToDate(source, file, folder, partOf(steps, 0.2, 1))
    flushFile(file)
    return { version, isOlder: version < migrations.length, bytes, ...described }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw isDamageError(error) ? new FailureError(createFailure('backup-damaged'), { cause: error }) : error
  }
}

/** Throws FailureError `backup-unreadable` or `backup-newer`. Looks only at the beginning of the file. */
export function readBackupVersion(source: string): number {
  const probe = probeHistory(source)
  if (probe.type !== 'history') throw new FailureError(createFailure('backup-unreadable'))
  if (probe.version > migrations.length) throw new FailureError(createFailure('backup-newer'))
  return probe.version
}

async function bringUpToDate(
  source: string,
  file: string,
  folder: string,
  steps: Steps,
): Promise<Omit<PreparedHistory, 'version' | 'isOlder' | 'bytes'>> {
  const db = openConnection(file)
  try {
    assertSound(db)
    const files = await unpackFiles(db, folder, partOf(steps, 0, 0.3))
    migrateCopy(db)
    assertOurShape(db)
    deleteBackupFacts(db)
    // What was derived from another history must not be taken for this one's.
    db.exec("UPDATE history_facts SET value = lower(hex(randomblob(16))) WHERE name = 'id'")
    const damaged = await listDamagedMessages(db, partOf(steps, 0.3, 1))
    if (damaged.length > 0) assertCopied(source, damaged)
    return {
      conversations: read(db, 'SELECT count(*) FROM conversations'),
      messages: read(db, 'SELECT count(*) FROM messages'),
      damagedMessages: damaged.length,
      files,
      newestAt: read(db, 'SELECT max(updated_at) FROM conversations') || null,
    }
  } finally {
    db.close()
  }
}

function migrateCopy(db: Database): void {
  try {
    migrate(db, migrations)
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error
    throw new FailureError(createFailure('backup-damaged'), { cause: error })
  }
}

/** A file from elsewhere could carry triggers of its own, which would run with every write. */
function assertOurShape(db: Database): void {
  const model = openMemoryStore()
  const isOurs = describeShape(db) === describeShape(model)
  model.close()
  if (!isOurs) throw new FailureError(createFailure('backup-unreadable'))
}

function describeShape(db: Database): string {
  const rows = db
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    .all()
  return JSON.stringify(rows)
}

function assertCopied(source: string, damaged: Awaited<ReturnType<typeof listDamagedMessages>>): void {
  const db = openReader(source)
  try {
    assertDamagedBefore(damaged, db)
  } finally {
    db.close()
  }
}

function read(db: Database, sql: string): number {
  return Number(db.prepare(sql).pluck().get())
}
