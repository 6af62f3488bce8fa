// Owns the tables of kept files: which image or file was shown at which address of which conversation, and what it is. The
// bytes are file-copies.ts's, under the same hash.
import { z } from 'zod'
import { conversationIdSchema, type ConversationId } from '#shared/ids.ts'
import { prepare, write, type Database } from './database.ts'

/** SHA-256 of the bytes in hexadecimal digits. */
export const fileHashSchema = z.string().regex(/^[0-9a-f]{64}$/)

const keptFileSchema = z.object({
  hash: fileHashSchema,
  mediaType: z.string(),
  bytes: z.number().int().nonnegative(),
  addedAt: z.number().int(),
})
export type KeptFile = z.infer<typeof keptFileSchema>

const shownFileSchema = keptFileSchema.extend({ conversationId: conversationIdSchema, url: z.string() })
/** A kept file where it was shown: the same one may stand in many places. */
export type ShownFile = z.infer<typeof shownFileSchema>

const columns = 'files.hash, media_type AS mediaType, bytes, added_at AS addedAt'
const shownColumns = `${columns}, conversation_id AS conversationId, url`

/** Says that a copy is kept. Whoever keeps it has to say where it belongs in the same transaction, or it is cleaned up. */
export function insertKeptFile(db: Database, file: KeptFile): void {
  prepare(
    db,
    `INSERT INTO files (hash, media_type, bytes, added_at) VALUES (@hash, @mediaType, @bytes, @addedAt)
      ON CONFLICT (hash) DO NOTHING`,
  ).run(file)
}

/** Another file that was shown there before is shown there no more. Throws when the conversation is gone. */
export function insertShownFile(db: Database, file: ShownFile): void {
  write(db, () => {
    insertKeptFile(db, file)
    prepare(
      db,
      `INSERT INTO conversation_files (conversation_id, url, hash) VALUES (@conversationId, @url, @hash)
        ON CONFLICT (conversation_id, url) DO UPDATE SET hash = excluded.hash`,
    ).run(file)
  })
}

export function findShownFile(
  db: Database,
  conversationId: ConversationId,
  url: string,
): ShownFile | undefined {
  const row = prepare(
    db,
    `SELECT ${shownColumns} FROM conversation_files JOIN files USING (hash)
      WHERE conversation_id = ? AND url = ?`,
  ).get(conversationId, url)
  return shownFileSchema.safeParse(row).data
}

/** All of a conversation, by their address. */
export function listShownFiles(db: Database, conversationId: ConversationId): ShownFile[] {
  return prepare(
    db,
    `SELECT ${shownColumns} FROM conversation_files JOIN files USING (hash)
      WHERE conversation_id = ? ORDER BY url`,
  )
    .all(conversationId)
    .flatMap((row) => shownFileSchema.safeParse(row).data ?? [])
}

/** All that are kept, by their hash: at most so many behind one of them. */
export function listKeptFiles(db: Database, after: string, limit: number): KeptFile[] {
  return prepare(db, `SELECT ${columns} FROM files WHERE hash > ? ORDER BY hash LIMIT ?`)
    .all(after, limit)
    .flatMap((row) => keptFileSchema.safeParse(row).data ?? [])
}

export function hasKeptFile(db: Database, hash: string): boolean {
  return prepare(db, 'SELECT 1 FROM files WHERE hash = ?').get(hash) !== undefined
}

/** Forgets files that stand in no conversation any more and wait for no question, at most so many. Returns their hashes: their bytes are to go, too. */
export function deleteUnusedFiles(db: Database, limit: number): string[] {
  return write(db, () =>
    prepare(
      db,
      `DELETE FROM files WHERE hash IN (SELECT hash FROM files WHERE NOT EXISTS
        (SELECT 1 FROM conversation_files WHERE conversation_files.hash = files.hash)
        AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.hash = files.hash) LIMIT ?) RETURNING hash`,
    )
      .pluck()
      .all(limit)
      .flatMap((hash) => fileHashSchema.safeParse(hash).data ?? []),
  )
}
