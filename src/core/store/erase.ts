// Owns the last step of deleting the whole history, when its conversations are gone: what was made for them and hangs on no
// conversation, and the making small of the file, so that nothing of them is left in it.
import { emptyLog } from './checkpoint.ts'
import { prepare, write, type Database } from './database.ts'

/**
 * In this order: a kept file cannot go before what refers to it. Profiles with their cards, folders, tags and prompt templates
 * stay: they are what a person works with, not what was said.
 */
const leftovers = [
  // The question for a conversation that was still to be made hangs on its profile.
  'drafts',
  'attachments',
  'conversation_files',
  'files',
  'cited_slices',
  // It names conversations, and hosts that answers pointed to.
  'image_consents',
  'message_changes',
] as const

/** Deletes what is left beside the conversations and writes the file anew; that takes as long as what stays is large. */
export function eraseLeftovers(db: Database): void {
  write(db, () => {
    for (const table of leftovers) prepare(db, `DELETE FROM ${table}`).run()
  })
  db.exec('VACUUM')
  emptyLog(db)
}
