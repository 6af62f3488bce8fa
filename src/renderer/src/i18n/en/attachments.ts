// Owns the English words for files that a person sends along with a question.

export const attachments = {
  label: 'Files of the question',
  attach: 'Attach files',
  attachHint: 'Attach images or documents',
  drop: 'Drop the files here to attach them',
  waiting: 'Waiting',
  uploading: 'Uploading {share}',
  parsing: 'Being read {share}',
  failed: 'Not uploaded',
  blocked: 'Try it again or remove it, then send the question.',
  retry: 'Try again',
  retryNamed: 'Try “{name}” again',
  remove: 'Remove',
  removeNamed: 'Remove “{name}”',
  dismiss: 'Dismiss',
  spoken: 'No files | {ready} of {count} file is ready | {ready} of {count} files are ready',
}
