import { expect, it } from 'vitest'
import { outlineQuestion } from '#shared/outline.ts'
import { listQuestions } from './list-questions.ts'
import { insertTurn } from './messages.ts'
import { openMemoryStore } from './open.ts'
import { addConversation, createAnswer, createQuestion, createText } from './test-rows.ts'

it('names the questions of one conversation in their order, by their first words', () => {
  const db = openMemoryStore()
  const { id } = addConversation(db)
  const other = addConversation(db)
  const long = createQuestion(id, { parts: [createText(`\n## 一二三 ${'x'.repeat(5000)}`, 'question')] })
  const wordless = createQuestion(id, { parts: [] })
  insertTurn(db, [createQuestion(other.id)])
  insertTurn(db, [long, createAnswer(id), wordless, createAnswer(id)])
  expect(listQuestions(db, id)).toEqual([long, wordless].map(outlineQuestion))
})
