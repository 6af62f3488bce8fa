import { expect, it } from 'vitest'
import { messageId } from '../../stores/test-host.ts'
import { filterQuestions } from './filter-questions.ts'

const questions = ['差旅标准', 'Shelf 12', ''].map((words, index) => ({
  id: messageId(index),
  words,
  createdAt: 0,
}))

it.each([
  ['', ['差旅标准', 'Shelf 12', '']],
  ['标准', ['差旅标准']],
  [' SHELF ', ['Shelf 12']],
  ['none', []],
])('finds for "%s" what contains it', (text, words) => {
  expect(filterQuestions(questions, text).map((question) => question.words)).toEqual(words)
})
