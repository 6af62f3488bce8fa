import { expect, it } from 'vitest'
import { createMessage } from '../../stores/test-host.ts'
import { findNews } from './find-news.ts'

const question = createMessage(1, { role: 'user' })
const answer = createMessage(2)
const grown = {
  ...answer,
  parts: [{ type: 'text' as const, key: 'text', text: 'a', quotes: [], references: [] }],
}
const another = createMessage(4)

it.each([
  ['nobody has left', [question, answer], undefined, undefined],
  ['nothing has come', [question, answer], answer, undefined],
  ['the answer has grown', [question, grown], answer, { answers: 0 }],
  ['two questions were answered', [question, grown, question, another, another], answer, { answers: 2 }],
  ['it is no longer known', [another], answer, undefined],
])('when %s', (_situation, messages, leftAt, news) => {
  expect(findNews(messages, leftAt)).toEqual(news)
})
