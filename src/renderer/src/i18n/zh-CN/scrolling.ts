// Owns the Chinese words for finding one's way in a conversation: what is new, the outline, the list of shortcuts.

export const scrolling = {
  new: '新消息',
  newAnswers: '{count} 条新回答',
  newText: '有新内容',
  jumpToNews: '跳到末尾：{news}',
}
