// Owns the table of tags. Which conversation has which is arrange-conversations.ts's matter.
import { createFailure, FailureError } from '#shared/failure.ts'
import type { TagId } from '#shared/ids.ts'
import { profileColorSchema } from '#shared/profile.ts'
import { tagSchema, type Tag } from '#shared/tag.ts'
import { emptyLog } from './checkpoint.ts'
import { prepare, write, type Database } from './database.ts'
import { refuseTakenName } from './taken-name.ts'

/** A colour of another version of the program is read as the most modest one. */
const rowSchema = tagSchema.extend({ color: profileColorSchema.catch('slate') })

/** In no order that means something to a person. A row that cannot be read is left out. */
export function listTags(db: Database): Tag[] {
  return prepare(db, 'SELECT id, name, color FROM tags')
    .all()
    .flatMap((row) => rowSchema.safeParse(row).data ?? [])
}

/** Throws `not-found`. */
export function getTag(db: Database, id: TagId): Tag {
  const { data } = rowSchema.safeParse(prepare(db, 'SELECT id, name, color FROM tags WHERE id = ?').get(id))
  if (data?.id !== id) throw new FailureError(createFailure('not-found'))
  return data
}

/** Throws `name-taken`. */
export function insertTag(db: Database, tag: Tag): void {
  refuseTakenName(listTags(db), tag)
  const insert = prepare(db, 'INSERT INTO tags (id, name, color) VALUES (@id, @name, @color)')
  write(db, () => insert.run(tag))
}

/** Throws `not-found` and `name-taken`. */
export function updateTag(db: Database, tag: Tag): void {
  getTag(db, tag.id)
  refuseTakenName(listTags(db), tag)
  const update = prepare(db, 'UPDATE tags SET name = @name, color = @color WHERE id = @id')
  write(db, () => update.run(tag))
}

/** Its conversations stay, without it. Throws `not-found`. */
export function deleteTag(db: Database, id: TagId): void {
  getTag(db, id)
  write(db, () => prepare(db, 'DELETE FROM tags WHERE id = ?').run(id))
  emptyLog(db)
}
