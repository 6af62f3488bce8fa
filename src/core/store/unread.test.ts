import { expect, it } from 'vitest'
import { deleteMessage, insertTurn } from './messages.ts'
import { openMemoryStore } from './open.ts'
import { addConversation, createAnswer } from './test-rows.ts'
import { findFirstUnread, markRead, markUnread } from './unread.ts'

function startConversation() {
  const db = openMemoryStore()
  const { id } = addConversation(db)
  const [first, second] = [createAnswer(id), createAnswer(id)]
  insertTurn(db, [first, second])
  return { db, id, first, second }
}

it('keeps the first answer that nobody has seen until all have been seen', () => {
  const { db, id, first, second } = startConversation()
  const changes = [markUnread(db, id, first.id), markUnread(db, id, second.id)]
  const unseen = findFirstUnread(db, id)
  const seen = [markRead(db, id), markRead(db, id), findFirstUnread(db, id)]
  expect([changes, unseen, seen]).toEqual([[true, false], first.id, [true, false, null]])
})

it('knows no first answer when it was deleted', () => {
  const { db, id, first } = startConversation()
  markUnread(db, id, first.id)
  deleteMessage(db, first.id)
  expect(findFirstUnread(db, id)).toEqual(null)
})
