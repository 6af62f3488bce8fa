// Owns the English words about backups and restoring them.

export const backup = {
  title: 'Backups',
  automatic: 'Back up automatically',
  automaticChoices: { daily: 'Daily', off: 'Off' },
  automaticHint:
    'Once a day, when something has changed, the history is copied in the data folder and the copy is checked. Seven are kept. AppKeys and kept images are not in these copies.',
  create: 'Back up now',
  save: 'Save a backup file…',
  saveHint:
    'A backup file holds the whole history with kept images and files, to be put on another disk. AppKeys are not in it.',
  list: 'Backups',
  none: 'There is no backup yet. The first one is made after a quiet minute.',
  noneHere: 'There is no backup in the data folder.',
  verified: 'checked',
  migration: 'before an update',
  contents: '{conversations} conversations, {messages} messages',
  restore: 'Restore…',
  restoreOf: 'Restore the backup of {date}',
  restoreFile: 'Restore from a file…',
  restoreTitle: 'Restore a backup',
  problemHint:
    'A backup takes the place of this history. What is there now is set aside in the data folder, and never deleted by this.',
  outcome: {
    made: 'The history was backed up.',
    unchanged: 'Nothing has changed since the last backup.',
    'no-space': 'No backup was made: there is not enough free space on the disk.',
    damaged:
      'No backup was made: the copy was checked and is damaged. Earlier backups were kept. Check the history and the disk.',
    failed: 'No backup was made: it could not be written. Earlier backups were kept.',
  },
  task: {
    upload: 'Reading the file…',
    create: 'Backing up…',
    export: 'Saving a backup file…',
    preview: 'Checking the backup…',
    restore: 'Restoring…',
  },
  cancel: 'Cancel',

  previewTitle: 'Restore this backup?',
  previewText:
    'It was copied and checked. It takes the place of the present history, which is set aside and can be had back with Take back. Running answers end. AppKeys stay as they are now.',
  previewConversations: 'Conversations',
  previewMessages: 'Messages',
  previewNewest: 'Last used',
  previewNever: 'never',
  previewFiles: 'Images and files',
  previewSize: 'Size',
  previewCheck: 'Check',
  previewWhole: 'Every message is whole.',
  previewDamaged: 'One message is damaged in the backup. | {count} messages are damaged in the backup.',
  previewOlder: 'It comes from an older version and was brought up to date.',
  confirm: 'Restore',

  restoredAt:
    'A backup was restored on {date}. What was there before is kept until the next restore, or for 30 days.',
  takeBack: 'Take back',
  takeBackTitle: 'Take the restore back?',
  takeBackText:
    'The history from before the restore comes back. The present one is set aside in turn, with everything that was written since, and can be had back in the same way.',
}
