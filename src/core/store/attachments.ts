// Owns the table of attachments: files for questions that were not sent yet, each under the owner of the draft or the waiting
// question that it belongs to, and what the service made of it. The bytes are file-copies.ts's, under the same hash.
import { z } from 'zod'
import { attachmentOwnerSchema, type AttachmentOwner } from '#shared/attachment.ts'
import {
  attachmentIdSchema,
  conversationIdSchema,
  type AttachmentId,
  type ConversationId,
} from '#shared/ids.ts'
import { parseJson } from '#shared/parse-json.ts'
import { prepare, write, type Database } from './database.ts'
import { fileHashSchema, insertKeptFile } from './files.ts'

/** The file as the service has it, and for how long that is known to be good. */
const remoteFileSchema = z.strictObject({
  /** The one that it was uploaded for. */
  conversationId: conversationIdSchema,
  url: z.string(),
  documentId: z.string().optional(),
  uploadedAt: z.number().int(),
})
export type RemoteFile = z.infer<typeof remoteFileSchema>

const storedAttachmentSchema = z.strictObject({
  id: attachmentIdSchema,
  owner: attachmentOwnerSchema,
  name: z.string(),
  hash: fileHashSchema,
  bytes: z.number().int().nonnegative(),
  mediaType: z.string(),
  addedAt: z.number().int(),
  /** JSON in the table; what cannot be read is none: the file is uploaded anew. */
  remote: z
    .string()
    .nullable()
    .transform((text) => {
      const json = text === null ? undefined : parseJson(text)
      return json?.ok ? (remoteFileSchema.safeParse(json.value).data ?? null) : null
    }),
})
export type StoredAttachment = z.infer<typeof storedAttachmentSchema>

const columns = `attachments.id, owner, name, attachments.hash, bytes, media_type AS mediaType,
  attachments.added_at AS addedAt, remote`

/** Behind the others of its owner. False, and nothing is kept, when the owner is gone. */
export function insertAttachment(db: Database, attachment: Omit<StoredAttachment, 'remote'>): boolean {
  return write(db, () => {
    const hasOwner = prepare(
      db,
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM conversations WHERE id = @owner)
        OR EXISTS (SELECT 1 FROM profiles WHERE id = @owner)`,
    ).get(attachment)
    if (hasOwner === undefined) return false
    insertKeptFile(db, attachment)
    prepare(
      db,
      `INSERT INTO attachments (id, owner, position, name, hash, added_at) SELECT @id, @owner,
        COALESCE((SELECT MAX(position) FROM attachments WHERE owner = @owner), 0) + 1, @name, @hash, @addedAt`,
    ).run(attachment)
    return true
  })
}

export function findAttachment(db: Database, id: AttachmentId): StoredAttachment | undefined {
  const row = prepare(db, `SELECT ${columns} FROM attachments JOIN files USING (hash) WHERE id = ?`).get(id)
  return storedAttachmentSchema.safeParse(row).data
}

/** In the order in which they were added. */
export function listAttachments(db: Database, owner: AttachmentOwner): StoredAttachment[] {
  return prepare(
    db,
    `SELECT ${columns} FROM attachments JOIN files USING (hash) WHERE owner = ? ORDER BY position`,
  )
    .all(owner)
    .flatMap((row) => storedAttachmentSchema.safeParse(row).data ?? [])
}

/** No error when it is gone. */
export function setAttachmentRemote(db: Database, id: AttachmentId, remote: RemoteFile): void {
  write(db, () =>
    prepare(db, 'UPDATE attachments SET remote = ? WHERE id = ?').run(JSON.stringify(remote), id),
  )
}

/** They belong to another owner from now on, in this order, behind those that it has. */
export function moveAttachments(db: Database, ids: readonly AttachmentId[], to: AttachmentOwner): void {
  write(db, () => {
    const last = prepare(db, 'SELECT coalesce(max(position), 0) FROM attachments WHERE owner = ?')
      .pluck()
      .get(to)
    const update = prepare(db, 'UPDATE attachments SET owner = ?, position = ? WHERE id = ?')
    for (const [index, id] of ids.entries()) update.run(to, Number(last) + 1 + index, id)
  })
}

/** The bytes stay until unused files are cleaned up. No error when it is gone. */
export function deleteAttachment(db: Database, id: AttachmentId): void {
  write(db, () => prepare(db, 'DELETE FROM attachments WHERE id = ?').run(id))
}

/** Of a conversation that is being deleted, and of the questions that wait in it. To be called before they are gone. */
export function deleteAttachmentsOf(db: Database, id: ConversationId): void {
  write(db, () =>
    prepare(
      db,
      `DELETE FROM attachments WHERE owner = @id
        OR owner IN (SELECT id FROM queued_questions WHERE conversation_id = @id)`,
    ).run({ id }),
  )
}

/** Whose owner is gone. To be called in the transaction that deletes owners, or behind it. */
export function deleteOrphanAttachments(db: Database): void {
  write(db, () =>
    prepare(
      db,
      `DELETE FROM attachments WHERE NOT EXISTS (SELECT 1 FROM conversations WHERE id = attachments.owner)
        AND NOT EXISTS (SELECT 1 FROM profiles WHERE id = attachments.owner)
        AND NOT EXISTS (SELECT 1 FROM queued_questions WHERE id = attachments.owner)`,
    ).run(),
  )
}
