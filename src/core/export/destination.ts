// Owns where an export stands until it is whole: beside its place under a name that ends in `.part`. It gets its own name
// at the very end, and when there is no such end nothing of it stays.
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { orFailure } from './output-file.ts'

export interface Destination {
  /** Where to write meanwhile. */
  readonly partPath: string
  /** Moves everything to its place. What was there before is gone only then. */
  finish(): Promise<void>
  /** Removes what was written. */
  remove(): Promise<void>
}

/** `path`: absolute, of a file that is replaced when it is there, or of a folder that is not there yet. */
export async function openDestination(path: string, kind: 'file' | 'folder'): Promise<Destination> {
  const partPath = findFreePath(`${path}.part`)
  if (kind === 'folder') await orFailure(() => mkdir(partPath, { mode: 0o700 }))
  return {
    partPath,
    finish: () => orFailure(() => rename(partPath, path)),
    // When even this fails there is nothing left to try; the name says what it is.
    remove: () => rm(partPath, { recursive: true, force: true }).catch(() => undefined),
  }
}

/** The path itself, or with a number when something is there. */
export function findFreePath(path: string): string {
  const extension = extname(path)
  const stem = path.slice(0, path.length - extension.length)
  let candidate = path
  for (let number = 2; existsSync(candidate); number += 1) candidate = `${stem} ${number}${extension}`
  return candidate
}
