// Owns the making small of a history whose conversations are gone, so that nothing of them is left in the file.
import { emptyLog } from './checkpoint.ts'
import { prepare, write, type Database } from './database.ts'

/** Forgets which messages were changed and writes the file anew; that takes as long as what is left is large. */
export function shrinkHistory(db: Database): void {
  write(db, () => prepare(db, 'DELETE FROM message_changes').run())
  db.exec('VACUUM')
  emptyLog(db)
}
