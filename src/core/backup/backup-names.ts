// Owns where backups and what is set aside by a restore lie in the data folder, and what their names say. What is in them
// is read elsewhere.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export type BackupType = 'daily' | 'migration'

/** Of what the program keeps one of, beside the copies of files: what is exchanged together. */
export const historyNames = [
  'history.db',
  'history.db-wal',
  'history.db-shm',
  'search.db',
  'search.db-wal',
  'search.db-shm',
] as const

export function findSnapshotFolder(dataDir: string): string {
  return join(dataDir, 'backups')
}

/** The day on the wall, as it stands in the name of a snapshot. */
export function findDay(now: number): string {
  const day = new Date(now)
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}

/** A number behind the day for one that comes after others of the same day, which happens when the clock is set back. */
export function createSnapshotName(day: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `history-${day}.db` : `history-${day}-${number}.db`
    if (!taken.includes(name)) return name
  }
}

/** Which kind of backup a name belongs to; undefined for everything else, such as a path. */
export function findBackupType(name: string): BackupType | undefined {
  if (/^history-\d{4,6}-\d\d-\d\d(-\d{1,4})?\.db$/.test(name)) return 'daily'
  return /^history\.before-\d{1,6}\.db$/.test(name) ? 'migration' : undefined
}

/** Undefined when the name is not one of a backup. */
export function findBackupFile(dataDir: string, name: string): string | undefined {
  const type = findBackupType(name)
  if (type === undefined) return undefined
  return join(type === 'daily' ? findSnapshotFolder(dataDir) : dataDir, name)
}

/** The names in a folder, in no order; none when it is not there. */
export function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const stampPattern = /^(restore|before-restore)-(\d{4})-(\d\d)-(\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/

/** `restore-…` holds a history that may be put in the place of the present one, `before-restore-…` the one before that. */
export function createFolderName(kind: 'restore' | 'before-restore', now: number): string {
  return `${kind}-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`
}

export interface RestoreFolder {
  readonly name: string
  readonly createdAt: number
}

/** Oldest first. */
export function listRestoreFolders(dataDir: string, kind: 'restore' | 'before-restore'): RestoreFolder[] {
  return listNames(dataDir)
    .flatMap((name) => {
      const match = stampPattern.exec(name)
      if (match?.[1] !== kind) return []
      const [year, month, day, hour, minute, second, ms] = match.slice(2).map(Number)
      return [{ name, createdAt: Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, ms) }]
    })
    .sort((one, other) => one.createdAt - other.createdAt)
}

export function removeFolder(dataDir: string, { name }: RestoreFolder): void {
  rmSync(join(dataDir, name), { recursive: true, force: true })
}
