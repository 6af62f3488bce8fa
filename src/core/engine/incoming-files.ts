// Owns files that a page brings, piece by piece, because a page has no paths: they lie in a folder of their own until
// they are used or dropped. What is made of such a file is its user's matter: history-import-desk.ts for one.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { appendFile, mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFailure, FailureError } from '#shared/failure.ts'

/** A file that has arrived whole. */
export interface IncomingFile {
  readonly path: string
  /** As the person calls it; never part of a path. */
  readonly name: string
  readonly size: number
}

export interface IncomingFiles {
  /** Names a file that is about to come. Throws FailureError `no-space` when the disk has no room for it. */
  begin(name: string, size: number): Promise<string>
  /**
   * Adds the next piece, and gives how many bytes have arrived. Pieces are taken in the order of the calls. Throws
   * FailureError: `not-found` for an upload that is not known (any more), `invalid-input` for more than was announced,
   * `no-space`.
   */
  append(uploadId: string, base64: string): Promise<number>
  /** Throws FailureError `not-found` unless the file has arrived whole. */
  get(uploadId: string): IncomingFile
  /** Deletes the file; no error when it is gone. */
  drop(uploadId: string): Promise<void>
}

/** More than two, so that a page that was loaded anew is not in its own way. The one that waited longest makes room. */
const maxUploads = 4

/** Left free beside what is announced, for the history itself. */
const reservedBytes = 64 * 1024 * 1024

interface Upload extends IncomingFile {
  received: number
  /** Settles with the last piece that was taken. */
  writing: Promise<unknown>
}

/** Deletes what another run of the program has left. */
export function emptyIncoming(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // It is tried again at the next start.
  }
}

/** The folder is made when the first file comes. */
export function createIncomingFiles(folder: string): IncomingFiles {
  /** The one that got a piece last is the last. */
  const uploads = new Map<string, Upload>()

  function find(uploadId: string): Upload {
    const upload = uploads.get(uploadId)
    if (!upload) throw new FailureError(createFailure('not-found'))
    return upload
  }

  async function drop(uploadId: string): Promise<void> {
    const upload = uploads.get(uploadId)
    if (!upload) return
    uploads.delete(uploadId)
    await upload.writing.catch(() => undefined)
    await rm(upload.path, { force: true })
  }

  return {
    async begin(name, size) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { bavail, bsize } = await statfs(folder)
      if (bavail * bsize < size + reservedBytes) throw new FailureError(createFailure('no-space'))
      const [oldest] = uploads.keys()
      if (uploads.size >= maxUploads && oldest !== undefined) await drop(oldest)
      const uploadId = randomUUID()
      const path = join(folder, uploadId)
      await write(() => writeFile(path, '', { mode: 0o600, flag: 'wx' }))
      uploads.set(uploadId, { path, name, size, received: 0, writing: Promise.resolve() })
      return uploadId
    },
    async append(uploadId, base64) {
      const upload = find(uploadId)
      const piece = Buffer.from(base64, 'base64')
      if (upload.received + piece.length > upload.size) {
        throw new FailureError(createFailure('invalid-input', { cause: 'more than was announced' }))
      }
      uploads.delete(uploadId)
      uploads.set(uploadId, upload)
      upload.received += piece.length
      const { received } = upload
      upload.writing = upload.writing.then(() => write(() => appendFile(upload.path, piece)))
      try {
        await upload.writing
      } catch (error) {
        // A piece is missing: the file can never be whole.
        await drop(uploadId)
        throw error
      }
      return received
    },
    get(uploadId) {
      const { path, name, size, received } = find(uploadId)
      if (received !== size) throw new FailureError(createFailure('not-found'))
      return { path, name, size }
    },
    drop,
  }
}

async function write(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new FailureError(createFailure('no-space'))
    throw new FailureError(createFailure('not-saved', { cause: code }), { cause: error })
  }
}
