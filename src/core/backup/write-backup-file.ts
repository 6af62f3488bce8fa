// Owns the backup that a person makes: one file with the history and the copies of images and files, to be kept anywhere.
// It is a SQLite database, so that it can be checked and, if need be, read without this program.
import { rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { z } from 'zod'
import { openReader } from '#core/store/connection.ts'
import { copyHistory } from './copy-history.ts'
import { assertRoom, flushFile } from './durable-files.ts'
import { verifyCopy } from './make-snapshot.ts'
import { packFiles } from './packed-files.ts'
import { partOf, type Steps } from './steps.ts'

export interface BackupFileOutcome {
  readonly bytes: number
  readonly files: number
}

/**
 * Writes the new file `target`, or nothing. Throws FailureError `no-space`, or `backup-damaged` when what was written
 * is not what the history says.
 */
export async function writeBackupFile(
  historyFile: string,
  dataDir: string,
  target: string,
  steps: Steps,
): Promise<BackupFileOutcome> {
  try {
    assertRoom(dirname(target), statSync(historyFile).size + countFileBytes(historyFile))
    await copyHistory(historyFile, target, partOf(steps, 0, 0.3), () => undefined)
    const backup = new Sqlite(target)
    let files: number
    try {
      backup.pragma('trusted_schema = OFF')
      files = await packFiles(backup, dataDir, partOf(steps, 0.3, 0.6))
    } finally {
      backup.close()
    }
    flushFile(target)
    await verifyCopy(target, historyFile, partOf(steps, 0.6, 1))
    return { bytes: statSync(target).size, files }
  } catch (error) {
    rmSync(target, { force: true })
    throw error
  }
}

function countFileBytes(historyFile: string): number {
  const db = openReader(historyFile)
  try {
    return z.number().parse(db.prepare('SELECT coalesce(sum(bytes), 0) FROM files').pluck().get())
  } finally {
    db.close()
  }
}
