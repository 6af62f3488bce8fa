// Owns the bytes of kept files: `files/ab/abcd…` in the data folder, under their SHA-256, so that the same bytes lie there
// once and damage shows. Which conversation shows which of them is in files.ts. Deleting and putting in place are
// synchronous, so that each happens in one step with the change of the tables.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileHashSchema } from './files.ts'

export type CopyReading =
  | { readonly type: 'whole'; readonly bytes: Buffer }
  /** There is none, or it cannot be read. */
  | { readonly type: 'absent' }
  /** What lies there is not what was kept. */
  | { readonly type: 'damaged' }

/** Bytes that are on the disk and not yet in their place. */
export interface StagedCopy {
  readonly hash: string
  readonly bytes: number
  /** Puts them in their place, in the stead of what lies there. Called once, unless `discard` is. */
  place(): void
  discard(): void
}

/** Copies that are being written by this program: they are no leftovers. */
const staging = new Set<string>()

function findCopiesFolder(dataDir: string): string {
  return join(dataDir, 'files')
}

/** Where the copy with this hash lies, when there is one. Throws for what is no hash: it becomes a path. */
export function findCopyPath(dataDir: string, hash: string): string {
  fileHashSchema.parse(hash)
  return join(findCopiesFolder(dataDir), hash.slice(0, 2), hash)
}

export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The bytes are compared with their hash. */
export async function readCopy(dataDir: string, hash: string): Promise<CopyReading> {
  let bytes: Buffer
  try {
    bytes = await readFile(findCopyPath(dataDir, hash))
  } catch {
    return { type: 'absent' }
  }
  return hashBytes(bytes) === hash ? { type: 'whole', bytes } : { type: 'damaged' }
}

/**
 * Writes the bytes as they come and has them flushed to the disk. Rejects with the system's error when that cannot be done,
 * and with that of the pieces.
 */
export async function stageCopy(
  dataDir: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<StagedCopy> {
  const digest = createHash('sha256')
  let length = 0
  const folder = findCopiesFolder(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${randomUUID()}.part`)
  staging.add(file)
  const discard = () => {
    staging.delete(file)
    rmSync(file, { force: true })
  }
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      for await (const bytes of content instanceof Uint8Array ? [content] : content) {
        digest.update(bytes)
        length += bytes.length
        await handle.writeFile(bytes)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    discard()
    throw error
  }
  const hash = digest.digest('hex')
  return {
    hash,
    bytes: length,
    discard,
    place() {
      const path = findCopyPath(dataDir, hash)
      mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
      renameSync(file, path)
      staging.delete(file)
    },
  }
}

/**
 * Writes the copy to a file of another folder, piece by piece; what is there is replaced only by the whole copy. Rejects with the
 * system's error when it cannot be written.
 */
export async function exportCopy(
  dataDir: string,
  hash: string,
  target: string,
): Promise<CopyReading['type']> {
  // Beside it nothing of a person's is replaced: it is no folder of ours.
  const unfinished = `${target}.${randomUUID().slice(0, 8)}.part`
  const digest = createHash('sha256')
  try {
    const source = await open(findCopyPath(dataDir, hash)).catch(() => undefined)
    if (!source) return 'absent'
    try {
      const handle = await open(unfinished, 'wx', 0o600)
      try {
        for await (const chunk of source.createReadStream({ autoClose: false })) {
          // Without an encoding a stream of a file yields buffers only.
          const bytes = chunk as Buffer
          digest.update(bytes)
          await handle.writeFile(bytes)
        }
        await handle.sync()
      } finally {
        await handle.close()
      }
    } finally {
      await source.close()
    }
    if (digest.digest('hex') !== hash) return 'damaged'
    renameSync(unfinished, target)
    return 'whole'
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** No error when there is none. */
export function deleteCopy(dataDir: string, hash: string): void {
  rmSync(findCopyPath(dataDir, hash), { force: true })
}

/** The hashes of the copies that lie there, one folder of 256 at a time, in no order. */
export async function* listCopies(dataDir: string): AsyncGenerator<string[]> {
  for (const name of await list(findCopiesFolder(dataDir))) {
    const hashes = await list(join(findCopiesFolder(dataDir), name))
    const own = hashes.filter((hash) => hash.startsWith(name) && fileHashSchema.safeParse(hash).success)
    if (own.length > 0) yield own
  }
}

/** Removes what a program has left that ended while it wrote. */
export async function deleteLeftovers(dataDir: string): Promise<void> {
  for (const name of await list(findCopiesFolder(dataDir))) {
    const path = join(findCopiesFolder(dataDir), name)
    if (name.endsWith('.part') && !staging.has(path)) await rm(path, { force: true })
  }
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    return []
  }
}
