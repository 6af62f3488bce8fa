// Owns the table of drafts: questions that were not sent, one for each conversation, and one for the conversation of a
// profile that is still to be made.
import { z } from 'zod'
import { draftSchema, type Draft, type DraftOwner } from '#shared/draft.ts'
import { parseJson } from '#shared/parse-json.ts'
import { questionOptionsSchema } from '#shared/question.ts'
import { prepare, write, type Database } from './database.ts'

const rowSchema = draftSchema.extend({ options: z.string().nullable() })

/** Those that can be read, in no order. */
export function listDrafts(db: Database): Draft[] {
  return prepare(db, 'SELECT owner, text, options FROM drafts')
    .all()
    .flatMap((row) => readDraft(row) ?? [])
}

export function findDraft(db: Database, owner: DraftOwner): Draft | undefined {
  return readDraft(prepare(db, 'SELECT owner, text, options FROM drafts WHERE owner = ?').get(owner))
}

/** Options that cannot be read are none: the words are what matters. */
function readDraft(row: unknown): Draft | undefined {
  const { data } = rowSchema.safeParse(row)
  if (!data) return undefined
  const { owner, text } = data
  const json = parseJson(data.options ?? '')
  const options = questionOptionsSchema.safeParse(json.ok ? json.value : undefined).data
  return { owner, text, ...(options === undefined ? {} : { options }) }
}

/** Replaces the one that is there; an empty one is none. One of nobody, whose conversation was deleted, is dropped. */
export function setDraft(db: Database, { owner, text, options }: Draft, updatedAt: number): void {
  write(db, () => {
    if (text === '' && options === undefined)
      return prepare(db, 'DELETE FROM drafts WHERE owner = ?').run(owner)
    return prepare(
      db,
      `INSERT INTO drafts (owner, text, options, updated_at) SELECT @owner, @text, @options, @updatedAt
        WHERE EXISTS (SELECT 1 FROM conversations WHERE id = @owner)
          OR EXISTS (SELECT 1 FROM profiles WHERE id = @owner)
        ON CONFLICT (owner) DO UPDATE SET text = excluded.text, options = excluded.options,
          updated_at = excluded.updated_at`,
    ).run({ owner, text, options: options === undefined ? null : JSON.stringify(options), updatedAt })
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
