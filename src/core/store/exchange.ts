// Owns putting another history in the place of a damaged one, which is moved aside and never deleted; and finishing that
// when the program ended in the middle of it. What the other history is made of is salvage.ts's matter.
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A history with its log and the index of that, each of which may be missing. The database goes first: see finishExchange. */
const suffixes = ['', '-wal', '-shm']

/** A recovered history while it is being written; worth nothing yet. */
export function findUnfinishedFile(file: string): string {
  return join(dirname(file), 'history.recovering.db')
}

/** A recovered history that is complete and waits for its place. */
function findFinishedFile(file: string): string {
  return join(dirname(file), 'history.recovered.db')
}

function findDamagedFolder(file: string): string {
  return join(dirname(file), 'damaged')
}

/** A folder for what is moved aside at this moment; it is not there yet. */
export function nameDamagedFolder(file: string, now: number): string {
  const time = new Date(now)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(':', '-')
  const folder = join(findDamagedFolder(file), time)
  return existsSync(folder) ? `${folder}-${now % 1000}` : folder
}

/** Moves the history with everything beside it into a folder that only its owner can read. */
export function moveAside(file: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const suffix of suffixes) {
    if (existsSync(file + suffix)) renameSync(file + suffix, join(folder, `history.db${suffix}`))
  }
}

/** Moves the damaged history into the folder, and the unfinished file, which must be complete and closed, into its place. */
export function exchangeHistory(file: string, folder: string): void {
  const finished = findFinishedFile(file)
  renameSync(findUnfinishedFile(file), finished)
  moveAside(file, folder)
  renameSync(finished, file)
}

/**
 * To be called before a history is opened, with the lock of its folder held: an exchange that got as far as moving the
 * damaged database away goes on to its end.
 */
export function finishExchange(file: string): void {
  const finished = findFinishedFile(file)
  if (existsSync(file) || !existsSync(finished)) return
  const folders = existsSync(findDamagedFolder(file)) ? readdirSync(findDamagedFolder(file)).sort() : []
  const last = folders.at(-1)
  if (last !== undefined) moveAside(file, join(findDamagedFolder(file), last))
  renameSync(finished, file)
}
