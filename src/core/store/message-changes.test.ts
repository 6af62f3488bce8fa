import { expect, it } from 'vitest'
import { insertTurn } from './messages.ts'
import { forgetChanges } from './message-changes.ts'
import { openMemoryStore } from './open.ts'
import { addConversation, createQuestion } from './test-rows.ts'
import { findSlowSteps } from './test-store.ts'

it('forgets changes in short steps, oldest first, and none after the last that is named', () => {
  const db = openMemoryStore()
  const { id } = addConversation(db)
  insertTurn(
    db,
    Array.from({ length: 1200 }, () => createQuestion(id)),
  )
  const count = db.prepare<[], number>('SELECT count(*) FROM message_changes').pluck()
  const steps = [0, 1, 2].map(() => [forgetChanges(db, 1100), count.get()])
  expect([steps, forgetChanges(db, 1100)]).toEqual([
    [
      [true, 700],
      [true, 200],
      [false, 100],
    ],
    false,
  ])
})

it('looks at no more changes than it forgets', () => {
  const db = openMemoryStore()
  insertTurn(db, [createQuestion(addConversation(db).id)])
  expect(findSlowSteps(db, () => forgetChanges(db, 1))).toEqual([])
})
