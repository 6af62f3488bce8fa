// Owns the English words for what is kept and for how long: bin, network, retention, deletion of everything.

export const keeping = {
  bin: {
    label: 'Bin',
    open: 'Bin',
    back: 'Back to the conversations',
    hint: 'Deleted conversations can be restored for {days} days. Then they are deleted for ever.',
    nothing: 'The bin is empty.',
    daysLeft: 'Less than a day left | {count} day left | {count} days left',
    restore: 'Restore',
    restoreNamed: 'Restore “{title}”',
    deleteForever: 'Delete for ever',
    deleteNamed: 'Delete “{title}” for ever',
    deleteTitle: 'Delete for ever?',
    deleteText: '“{title}” and everything in it will be deleted from this computer. This cannot be undone.',
    empty: 'Empty bin',
    emptyTitle: 'Empty the bin?',
    emptyText:
      'Nothing will be deleted. | {count} conversation with {messages} messages will be deleted for ever. This cannot be undone. | {count} conversations with {messages} messages will be deleted for ever. This cannot be undone.',
    more: 'Show more',
    moved: '“{title}” was moved to the bin.',
    movedMany:
      'Nothing was moved. | {count} conversation was moved to the bin. | {count} conversations were moved to the bin.',
    undo: 'Undo',
    composer: 'This conversation is in the bin. Restore it to ask in it.',
    nothingInside: 'There is nothing in this conversation.',
    runningTitle: 'Stop the answer and delete?',
    runningText:
      'An answer is being written in “{title}”. It is stopped, and the conversation is moved to the bin.',
    runningManyText:
      'Answers are still being written. They are stopped, and the conversations are moved to the bin.',
  },
  network: {
    gone: 'No network. Everything here can be read and searched; questions wait until it is back.',
    held: 'There is no network. Your question stays here and can be sent when it is back.',
    back: 'The network is back. Your question can be sent now.',
    failed: 'There is no network. The question is kept; ask again when the network is back.',
  },
  retention: {
    label: 'Keep conversations',
    forever: 'For ever',
    days: '{count} days | {count} day | {count} days',
    own: 'Another time…',
    ownDays: 'Days without a question or an answer',
    apply: 'Apply',
    hint: 'Conversations in which nothing happened for that long are deleted for ever, without going to the bin. Pinned ones are kept. Backups are not touched.',
    confirmTitle:
      'Keep conversations for {count} days? | Keep conversations for {count} day? | Keep conversations for {count} days?',
    confirmText:
      'No conversation is older than that now. Older ones will be deleted for ever, pinned ones kept. | {count} conversation with {messages} messages will be deleted for ever now, and later ones when they are as old. This cannot be undone. | {count} conversations with {messages} messages will be deleted for ever now, and later ones when they are as old. This cannot be undone.',
    confirm: 'Delete older ones',
  },
  clock: {
    held: 'The clock of this computer is {days} days ahead of when ADP Desk last ran. Nothing is deleted by age until you say that {date} is right. | The clock of this computer is {days} day ahead of when ADP Desk last ran. Nothing is deleted by age until you say that {date} is right. | The clock of this computer is {days} days ahead of when ADP Desk last ran. Nothing is deleted by age until you say that {date} is right.',
    confirm: 'The date is right',
  },
  erase: {
    label: 'Delete all history',
    honest:
      'What is deleted is overwritten in the history file. No program can promise more: a solid-state disk may keep old blocks for a while, and snapshots of the file system, backups and exports elsewhere keep what they have. Encrypt the disk to be sure.',
    open: 'Delete all history…',
    title: 'Delete all history?',
    text: 'There is no conversation. Drafts, kept images, the search index and finished exports in the data folder are deleted. | {count} conversation with {messages} messages is deleted for ever, with drafts, kept images, the search index and finished exports in the data folder. | {count} conversations with {messages} messages are deleted for ever, with drafts, kept images, the search index and finished exports in the data folder.',
    stays: 'AppKeys and settings stay. Running answers are stopped. This cannot be undone.',
    withBackups: 'Also delete backups and older copies of the history in the data folder',
    progress: '{done} of {total} conversations deleted',
    confirm: 'Delete everything',
    done: 'All history was deleted.',
  },
}
