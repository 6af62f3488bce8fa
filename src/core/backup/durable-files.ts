// Owns that what was written to a file, and the names in a folder, are on the disk; and whether there is room for more.
import { closeSync, fsyncSync, openSync, renameSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createFailure, FailureError } from '#shared/failure.ts'

export function flushFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** A new name is on the disk only when its folder is. Windows has no such flush and does not need it. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Lays an empty file that nobody else can read; SQLite fills it and leaves its permissions. */
export function createPrivateFile(file: string): void {
  closeSync(openSync(file, 'wx', 0o600))
}

/** The whole text or what was there before. */
export function replaceFile(file: string, text: string): void {
  const unfinished = `${file}.new`
  writeFileSync(unfinished, text, { mode: 0o600 })
  flushFile(unfinished)
  renameSync(unfinished, file)
  flushFolder(dirname(file))
}

/** What is left for the program besides what is written now: answers go on being written. */
export const reserveBytes = 200 * 1024 * 1024

/** Whether the disk has room for twice this many bytes and the reserve. */
export function hasRoom(folder: string, bytes: number, reserve: number): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= 2 * bytes + reserve
}

/** Throws FailureError `no-space` when there is no room. */
export function assertRoom(folder: string, bytes: number, reserve = reserveBytes): void {
  if (!hasRoom(folder, bytes, reserve)) throw new FailureError(createFailure('no-space'))
}
