// Owns the table of drafts: questions that were not sent, one for each conversation, and one for the conversation of a
// profile that is still to be made.
import { draftSchema, type Draft, type DraftOwner } from '#shared/draft.ts'
import { prepare, write, type Database } from './database.ts'

/** Those that can be read, in no order. */
export function listDrafts(db: Database): Draft[] {
  return prepare(db, 'SELECT owner, text FROM drafts')
    .all()
    .flatMap((row) => draftSchema.safeParse(row).data ?? [])
}

export function findDraft(db: Database, owner: DraftOwner): string | undefined {
  const text = prepare(db, 'SELECT text FROM drafts WHERE owner = ?').pluck().get(owner)
  return typeof text === 'string' ? text : undefined
}

/** Replaces the one that is there; an empty one is none. One of nobody, whose conversation was deleted, is dropped. */
export function setDraft(db: Database, { owner, text }: Draft, updatedAt: number): void {
  write(db, () => {
    if (text === '') return prepare(db, 'DELETE FROM drafts WHERE owner = ?').run(owner)
    return prepare(
      db,
      `INSERT INTO drafts (owner, text, updated_at) SELECT @owner, @text, @updatedAt
        WHERE EXISTS (SELECT 1 FROM conversations WHERE id = @owner)
          OR EXISTS (SELECT 1 FROM profiles WHERE id = @owner)
        ON CONFLICT (owner) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`,
    ).run({ owner, text, updatedAt })
  })
}

/** Of conversations and profiles that are gone. To be called in the transaction that deletes them, or behind it. */
export function deleteOrphanDrafts(db: Database): void {
  write(db, () =>
    prepare(
      db,
      `DELETE FROM drafts WHERE NOT EXISTS (SELECT 1 FROM conversations WHERE id = drafts.owner)
        AND NOT EXISTS (SELECT 1 FROM profiles WHERE id = drafts.owner)`,
    ).run(),
  )
}
