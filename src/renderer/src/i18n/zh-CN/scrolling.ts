// Owns the Chinese words for finding one's way in a conversation: what is new, the outline, the list of shortcuts.

export const scrolling = {
  new: '新消息',
  newAnswers: '{count} 条新回答',
  newText: '有新内容',
  outline: '问题',
  filter: '查找问题',
  noQuestion: '没有包含这些字的问题。',
  wordless: '没有文字的问题',
  toStart: '到第一条消息',
  toEnd: '到末尾',
  findShortcut: '查找快捷键',
  noShortcut: '没有这样的快捷键。',
  retryLast: '重试上一个问题',
  stopAnswer: '停止回答',
  copyLast: '复制最后一个回答',
  languageIs: '语言：{name}',
  textSizeIs: '文字大小：{name}',
  settingsOf: '设置：{name}',
  jumpToNews: '跳到末尾：{news}',
}
