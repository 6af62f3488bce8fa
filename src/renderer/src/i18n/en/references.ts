// Owns the English words about the sources of an answer.

export const references = {
  kind: {
    'question-and-answer': 'Question and answer',
    document: 'Document',
    web: 'Web page',
    graph: 'Knowledge graph',
    other: 'Source',
  },
  knowledgeBase: 'in {name}',
  pages: 'Page {pages}',
  sheets: 'Sheet {sheets}',
  about: 'Source {index}',
  showAll: 'Show with cited text',
  showInText: 'Show in the text',
  citedText: 'Cited text',
  fetch: 'Show the cited text',
  fetchAll: 'Fetch all cited texts',
  loading: 'Fetching the cited text…',
  gone: 'The service no longer has the cited text.',
  none: 'This answer names no sources.',
}
