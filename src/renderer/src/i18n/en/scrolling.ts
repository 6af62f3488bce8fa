// Owns the English words for finding one's way in a conversation: what is new, the outline, the list of shortcuts.

export const scrolling = {
  new: 'New',
  newAnswers: 'One new answer | {count} new answers',
  newText: 'New text',
  jumpToNews: 'Jump to the end: {news}',
}
