// Owns the English words for finding one's way in a conversation: what is new, the outline, the list of shortcuts.

export const scrolling = {
  new: 'New',
  newAnswers: 'One new answer | {count} new answers',
  newText: 'New text',
  outline: 'Questions',
  filter: 'Find a question',
  noQuestion: 'No question has these words.',
  wordless: 'A question without words',
  toStart: 'To the first message',
  toEnd: 'To the end',
  findShortcut: 'Find a shortcut',
  noShortcut: 'No shortcut has this name.',
  retryLast: 'Retry the last question',
  stopAnswer: 'Stop the answer',
  copyLast: 'Copy the last answer',
  languageIs: 'Language: {name}',
  textSizeIs: 'Text size: {name}',
  settingsOf: 'Settings: {name}',
  jumpToNews: 'Jump to the end: {news}',
}
