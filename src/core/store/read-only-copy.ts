// Owns the copies of histories that lie where nothing can be written. SQLite reads a history with a log only where it may
// lay an index of that log beside it, so it is read from a private folder of the system's for temporary files.
import { chmodSync, constants, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

const prefix = 'adp-desk-read-only-'

/** The file of a copy that nobody else can read. Throws the system's error, for instance when there is no room. */
export function copyForReading(file: string): string {
  removeLeftCopies()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  const copy = join(folder, 'history.db')
  try {
    for (const suffix of ['', '-wal']) {
      // Shares the blocks where the file system can do that.
      if (!existsSync(file + suffix)) continue
      copyFileSync(file + suffix, copy + suffix, constants.COPYFILE_FICLONE)
      // The copy of a file that may not be written may not be written either.
      chmodSync(copy + suffix, 0o600)
    }
    return copy
  } catch (error) {
    removeCopy(copy)
    throw error
  }
}

/** Nothing happens for a file that is no such copy. */
export function removeCopy(file: string): void {
  const folder = dirname(file)
  if (basename(folder).startsWith(prefix) && dirname(folder) === tmpdir()) {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What programs have left that were killed. */
function removeLeftCopies(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const owner = Number(name.slice(prefix.length).split('-')[0])
    if (owner !== process.pid && !isRunning(owner)) removeCopy(join(tmpdir(), name, 'history.db'))
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
