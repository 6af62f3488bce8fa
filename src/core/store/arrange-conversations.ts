// Owns changing the place of conversations in the lists: pin, archive, folder, tags. What there is to put them into is in
// folders.ts and tags.ts.
import type { Arrangement } from '#shared/arrangement.ts'
import type { ConversationId } from '#shared/ids.ts'
import { prepare, write, type Database } from './database.ts'
import { getFolder } from './folders.ts'
import { getTag } from './tags.ts'

/**
 * Changes all of them or, when it throws, none. Gives those that there are, in the same order: one that is gone or in the
 * bin is left as it is. Throws `not-found` when the folder or a tag to be given is not there.
 */
export function arrangeConversations(
  db: Database,
  ids: readonly ConversationId[],
  arrangement: Arrangement,
): ConversationId[] {
  const { isPinned, isArchived, folderId, addTagIds = [], removeTagIds = [] } = arrangement
  if (folderId) getFolder(db, folderId)
  for (const tagId of addTagIds) getTag(db, tagId)

  const settings = [
    ...(isPinned === undefined ? [] : ['is_pinned = @isPinned']),
    ...(isArchived === undefined ? [] : ['is_archived = @isArchived']),
    ...(folderId === undefined ? [] : ['folder_id = @folderId']),
  ]
  const values = { isPinned: Number(isPinned), isArchived: Number(isArchived), folderId }
  const find = prepare(db, 'SELECT 1 FROM conversations WHERE id = ? AND deleted_at IS NULL')
  const add = prepare(db, 'INSERT OR IGNORE INTO conversation_tags (conversation_id, tag_id) VALUES (?, ?)')
  const remove = prepare(db, 'DELETE FROM conversation_tags WHERE conversation_id = ? AND tag_id = ?')
  return write(db, () => {
    const present = ids.filter((id) => find.get(id) !== undefined)
    if (settings.length > 0) {
      const update = prepare(db, `UPDATE conversations SET ${settings.join(', ')} WHERE id = @id`)
      for (const id of present) update.run({ ...values, id })
    }
    for (const id of present) {
      for (const tagId of addTagIds) add.run(id, tagId)
      for (const tagId of removeTagIds) remove.run(id, tagId)
    }
    return present
  })
}
