// Owns the making of a snapshot: whether one is due, room for it, the copy, the look at the copy, its place among the
// others. When it is asked for is engine/backup-schedule.ts's matter.
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openReader } from '#core/store/connection.ts'
import type { Database } from '#core/store/database.ts'
import { probeHistory } from '#core/store/probe.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { writeBackupFacts } from './backup-facts.ts'
import { createSnapshotName, findDay, findSnapshotFolder, listNames } from './backup-names.ts'
import { copyHistory } from './copy-history.ts'
import { flushFolder, hasRoom } from './durable-files.ts'
import { createFingerprint } from './fingerprint.ts'
import { listSnapshots, removeOldSnapshots } from './list-backups.ts'
import { partOf, type Steps } from './steps.ts'
import { assertDamagedBefore, assertSound, listDamagedMessages } from './verify-history.ts'

export interface SnapshotInput {
  readonly now: number
  /** Whether a person asked for it: then also of a history that has not changed, and in the place of today's. */
  readonly isAsked: boolean
  /** What has to stay free beside twice the size of the history. */
  readonly reserveBytes: number
}

export type SnapshotOutcome =
  | { readonly type: 'made'; readonly name: string }
  /** The newest snapshot is of today or has everything already. */
  | { readonly type: 'unchanged' }
  | { readonly type: 'no-space' }

/**
 * Copies the history into `backups/`, in the place of the newest snapshot when that is of today. Until the copy was found whole it
 * has a name that counts for nothing, and no older one is removed. Throws FailureError `backup-damaged` when it is not.
 */
export async function makeSnapshot(
  historyFile: string,
  dataDir: string,
  { now, isAsked, reserveBytes }: SnapshotInput,
  steps: Steps,
): Promise<SnapshotOutcome> {
  const folder = findSnapshotFolder(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  removeUnfinished(folder)
  const newest = listSnapshots(dataDir)[0]
  const isOfToday = newest !== undefined && findDay(newest.createdAt) === findDay(now)
  if (!isAsked && newest && (isOfToday || newest.fingerprint === readFingerprint(historyFile))) {
    return { type: 'unchanged' }
  }
  if (!hasRoom(folder, measure(historyFile), reserveBytes)) return { type: 'no-space' }

  const name = isOfToday ? newest.name : createSnapshotName(findDay(now), listNames(folder))
  const unfinished = join(folder, `${name}.part`)
  try {
    await copyHistory(historyFile, unfinished, partOf(steps, 0, 0.4), (copy) =>
      writeBackupFacts(copy, {
        sequence: (newest?.sequence ?? 0) + 1,
        createdAt: now,
        fingerprint: createFingerprint(copy),
        conversations: count(copy, 'conversations'),
        messages: count(copy, 'messages'),
      }),
    )
    await verifyCopy(unfinished, historyFile, partOf(steps, 0.4, 1))
    renameSync(unfinished, join(folder, name))
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  flushFolder(folder)
  removeOldSnapshots(dataDir)
  return { type: 'made', name }
}

/** Throws FailureError `backup-damaged` unless the copy says everything that its source does. */
export async function verifyCopy(file: string, source: string, steps: Steps): Promise<void> {
  if (probeHistory(file).type !== 'history') throw new FailureError(createFailure('backup-damaged'))
  const copy = openReader(file)
  try {
    assertSound(copy)
    const damaged = await listDamagedMessages(copy, steps)
    if (damaged.length > 0) withReader(source, (db) => assertDamagedBefore(damaged, db))
  } finally {
    copy.close()
  }
}

/** What an earlier run was killed over. */
function removeUnfinished(folder: string): void {
  for (const name of listNames(folder)) {
    if (/\.part(-\w+)?$/.test(name)) rmSync(join(folder, name), { force: true })
  }
}

function readFingerprint(file: string): string {
  return withReader(file, createFingerprint)
}

function withReader<Result>(file: string, work: (db: Database) => Result): Result {
  const db = openReader(file)
  try {
    return work(db)
  } finally {
    db.close()
  }
}

function count(db: Database, table: 'conversations' | 'messages'): number {
  return Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
}

function measure(file: string): number {
  return ['', '-wal'].reduce(
    (bytes, ending) => bytes + (statSync(`${file}${ending}`, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}
