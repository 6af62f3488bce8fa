// Owns the Chinese words around what an answer is written in.

export const markdown = {
  details: '详情',
  footnotes: '脚注',
  footnote: '脚注 {number}',
  footnoteBack: '回到正文中的脚注 {number}',
  formula: '公式 {tex}',
  copyTable: '复制表格',
  copyTableMarkdown: '复制为 Markdown 表格',
  sort: '按此列排序',
  wrapLines: '长行自动换行',
  saveCode: '将代码存为文件',
}
