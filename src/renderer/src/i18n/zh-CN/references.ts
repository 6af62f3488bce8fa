// Owns the Chinese words about the sources of an answer.

export const references = {
  kind: {
    'question-and-answer': '问答',
    document: '文档',
    web: '网页',
    graph: '知识图谱',
    other: '来源',
  },
  knowledgeBase: '来自 {name}',
  pages: '第 {pages} 页',
  sheets: '工作表 {sheets}',
  about: '来源 {index}',
  showAll: '查看引用原文',
  showInText: '在正文中查看',
  citedText: '引用原文',
  fetch: '查看引用原文',
  fetchAll: '获取全部引用原文',
  loading: '正在获取引用原文…',
  gone: '服务已不再保存这段引用原文。',
  none: '这条回答没有列出来源。',
}
