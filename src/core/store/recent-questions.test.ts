import { expect, it } from 'vitest'
import type { ConversationId } from '#shared/ids.ts'
import { moveToBin } from './bin.ts'
import { touchConversation } from './conversations.ts'
import { openMemoryStore, type Database } from './open.ts'
import { insertTurn } from './messages.ts'
import { listRecentQuestions } from './recent-questions.ts'
import { addConversation, createAnswer, createQuestion, createText } from './test-rows.ts'

function ask(db: Database, id: ConversationId, at: number, ...texts: readonly string[]): void {
  for (const text of texts) {
    const answer = createAnswer(id, { status: 'complete', parts: [createText('an answer')] })
    insertTurn(db, [createQuestion(id, { parts: [createText(text, 'question')] }), answer])
  }
  touchConversation(db, id, at)
}

it('what was asked lately is listed once each, that of the conversation before that of the others', () => {
  const db = openMemoryStore()
  const here = addConversation(db)
  const { profileId } = here
  const newer = addConversation(db, { profileId })
  const older = addConversation(db, { profileId })
  const binned = addConversation(db, { profileId })
  const foreign = addConversation(db)
  ask(db, here.id, 1000, 'first', 'second', 'first')
  ask(db, older.id, 2000, '很久以前')
  ask(db, newer.id, 3000, 'lately', 'second', 'just now')
  ask(db, binned.id, 4000, 'thrown away')
  ask(db, foreign.id, 5000, 'somebody else')
  moveToBin(db, [binned.id], 6000)

  const inIt = listRecentQuestions(db, { profileId, conversationId: here.id }, 20)
  const anew = listRecentQuestions(db, { profileId }, 3)
  expect([inIt, anew]).toEqual([
    ['first', 'second', 'just now', 'lately', '很久以前'],
    ['just now', 'second', 'lately'],
  ])
})
