// Owns the English words around what an answer is written in.

export const markdown = {
  details: 'Details',
  footnotes: 'Footnotes',
  footnote: 'Footnote {number}',
  footnoteBack: 'Back to footnote {number} in the text',
  formula: 'Formula {tex}',
  copyTable: 'Copy table',
  copyTableMarkdown: 'Copy table as Markdown',
  sort: 'Sort by this column',
  wrapLines: 'Wrap long lines',
  saveCode: 'Save code as a file',
}
