// Owns the list of backups that lie in the data folder, and which of them are removed because there are newer ones.
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { probeHistory } from '#core/store/probe.ts'
import { readBackupFacts, type BackupFacts } from './backup-facts.ts'
import { findBackupType, findSnapshotFolder, listNames } from './backup-names.ts'

const keptSnapshots = 7
const keptMigrationCopies = 2

export interface Snapshot extends BackupFacts {
  readonly name: string
  readonly bytes: number
}

export interface MigrationCopy {
  readonly name: string
  readonly bytes: number
  /** When it was written, as the file system says. */
  readonly createdAt: number
}

/** Those that can be read, the newest first, whatever the clock said when they were made. */
export function listSnapshots(dataDir: string): Snapshot[] {
  const folder = findSnapshotFolder(dataDir)
  return listNames(folder)
    .filter((name) => findBackupType(name) === 'daily')
    .flatMap((name) => {
      const facts = readBackupFacts(join(folder, name))
      return facts ? [{ ...facts, name, bytes: measure(join(folder, name)) }] : []
    })
    .sort((one, other) => other.sequence - one.sequence)
}

/** The copies that migrations made before they changed anything, the newest first. */
export function listMigrationCopies(dataDir: string): MigrationCopy[] {
  return listNames(dataDir)
    .filter((name) => findBackupType(name) === 'migration')
    .sort((one, other) => versionOf(other) - versionOf(one))
    .flatMap((name) => {
      const file = join(dataDir, name)
      if (probeHistory(file).type !== 'history') return []
      return [{ name, bytes: measure(file), createdAt: Math.round(statSync(file).mtimeMs) }]
    })
}

/** One that cannot be read is left where it is: it is not known what it holds. */
export function removeOldSnapshots(dataDir: string): void {
  const folder = findSnapshotFolder(dataDir)
  for (const { name } of listSnapshots(dataDir).slice(keptSnapshots)) rmSync(join(folder, name))
}

export function removeOldMigrationCopies(dataDir: string): void {
  for (const { name } of listMigrationCopies(dataDir).slice(keptMigrationCopies)) rmSync(join(dataDir, name))
}

function versionOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0])
}

function measure(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
