// Owns the table of folders, in the person's order. Which conversation lies in which is arrange-conversations.ts's matter.
import { createFailure, FailureError } from '#shared/failure.ts'
import { folderSchema, type Folder } from '#shared/folder.ts'
import type { FolderId } from '#shared/ids.ts'
import { emptyLog } from './checkpoint.ts'
import { prepare, write, type Database } from './database.ts'
import { refuseTakenName } from './taken-name.ts'

/** In the person's order, at first that in which they were made. A row that cannot be read is left out. */
export function listFolders(db: Database): Folder[] {
  return prepare(db, 'SELECT id, name FROM folders ORDER BY position, name')
    .all()
    .flatMap((row) => folderSchema.safeParse(row).data ?? [])
}

/** Throws `not-found`. */
export function getFolder(db: Database, id: FolderId): Folder {
  const { data } = folderSchema.safeParse(prepare(db, 'SELECT id, name FROM folders WHERE id = ?').get(id))
  if (data?.id !== id) throw new FailureError(createFailure('not-found'))
  return data
}

/** At the end of the order. Throws `name-taken`. */
export function insertFolder(db: Database, folder: Folder): void {
  refuseTakenName(listFolders(db), folder)
  const insert = prepare(
    db,
    'INSERT INTO folders (id, name, position) VALUES (@id, @name, (SELECT 1 + coalesce(max(position), 0) FROM folders))',
  )
  write(db, () => insert.run(folder))
}

/** Throws `not-found` and `name-taken`. */
export function renameFolder(db: Database, folder: Folder): void {
  getFolder(db, folder.id)
  refuseTakenName(listFolders(db), folder)
  write(db, () => prepare(db, 'UPDATE folders SET name = @name WHERE id = @id').run(folder))
}

/** Those that are not named keep their order behind the others. */
export function orderFolders(db: Database, ids: readonly FolderId[]): void {
  const rest = listFolders(db).flatMap(({ id }) => (ids.includes(id) ? [] : [id]))
  write(db, () => {
    for (const [position, id] of [...ids, ...rest].entries())
      prepare(db, 'UPDATE folders SET position = ? WHERE id = ?').run(position + 1, id)
  })
}

/** Its conversations stay, without a folder. Throws `not-found`. */
export function deleteFolder(db: Database, id: FolderId): void {
  getFolder(db, id)
  write(db, () => prepare(db, 'DELETE FROM folders WHERE id = ?').run(id))
  emptyLog(db)
}
