// Owns the keeping of files that were shown: their bytes and what the tables say of them come and go together. Whether a
// file is fetched at all is image-desk.ts's.
import type { ConversationId } from '#shared/ids.ts'
import type { Clock } from '#core/clock.ts'
import type { Log } from '#core/log.ts'
import {
  deleteCopy,
  deleteLeftovers,
  listCopies,
  readCopy,
  stageCopy,
  type CopyReading,
} from '#core/store/file-copies.ts'
import {
  deleteUnusedFiles,
  findShownFile,
  hasKeptFile,
  insertShownFile,
  type ShownFile,
} from '#core/store/files.ts'
import type { Database } from '#core/store/open.ts'

export interface FileDesk {
  /** The copy of what was shown there; undefined when nothing was kept. */
  read(
    conversationId: ConversationId,
    url: string,
  ): Promise<{ file: ShownFile; copy: CopyReading } | undefined>
  /** What is known of the copy of what was shown there, whether or not it is whole; undefined when nothing was kept. */
  find(conversationId: ConversationId, url: string): ShownFile | undefined
  /** Keeps bytes as they come. Rejects with what they reject with, and with the system's error when they cannot be kept. */
  keepPieces(
    shown: Pick<ShownFile, 'conversationId' | 'url' | 'mediaType'>,
    pieces: AsyncIterable<Uint8Array>,
  ): Promise<ShownFile>
  /** Never fails: what could not be kept is logged, and shown nevertheless. */
  keep(shown: Pick<ShownFile, 'conversationId' | 'url' | 'mediaType'>, bytes: Uint8Array): Promise<void>
  /** Deletes the copies that stand in no conversation any more. To be called after conversations were deleted for ever. */
  deleteUnused(): void
  /** Also deletes what no table knows, left by a program that was killed. For the background. */
  sweep(): Promise<void>
}

export interface FileDeskOptions {
  readonly db: Database
  readonly dataDir: string
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/** Copies that are deleted in one transaction. */
const slice = 200

export function createFileDesk({ db, dataDir, clock, log }: FileDeskOptions): FileDesk {
  function deleteUnused(): void {
    for (;;) {
      const hashes = deleteUnusedFiles(db, slice)
      for (const hash of hashes) remove(hash)
      if (hashes.length < slice) return
    }
  }

  /** One that cannot be deleted now is no file of any conversation: the next sweep tries again. */
  function remove(hash: string): void {
    try {
      deleteCopy(dataDir, hash)
    } catch (error) {
      log.warn('file.not-deleted', { cause: String(error) })
    }
  }

  async function keep(
    shown: Pick<ShownFile, 'conversationId' | 'url' | 'mediaType'>,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<ShownFile> {
    const staged = await stageCopy(dataDir, content)
    try {
      staged.place()
      const { hash, bytes } = staged
      const file: ShownFile = { ...shown, hash, bytes, addedAt: clock.now() }
      insertShownFile(db, file)
      return file
    } catch (error) {
      staged.discard()
      // The conversation may have been deleted for ever while the file was fetched.
      if (!hasKeptFile(db, staged.hash)) remove(staged.hash)
      throw error
    }
  }

  return {
    async read(conversationId, url) {
      const file = findShownFile(db, conversationId, url)
      return file && { file, copy: await readCopy(dataDir, file.hash) }
    },

    find: (conversationId, url) => findShownFile(db, conversationId, url),

    keepPieces: keep,

    async keep(shown, bytes) {
      try {
        await keep(shown, bytes)
      } catch (error) {
        log.warn('file.not-kept', { cause: String(error) })
      }
    },

    deleteUnused,

    async sweep() {
      deleteUnused()
      await deleteLeftovers(dataDir)
      for await (const hashes of listCopies(dataDir)) {
        for (const hash of hashes) if (!hasKeptFile(db, hash)) remove(hash)
      }
    },
  }
}
