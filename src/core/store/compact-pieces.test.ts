import { describe, expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { deleteConversation } from './conversations.ts'
import type { Database } from './database.ts'
import {
  appendPieces,
  deleteMessage,
  finishMessages,
  getMessage,
  insertTurn,
  updateMessage,
} from './messages.ts'
import { openMemoryStore } from './create-history.ts'
import { addConversation, createAnswer, createText } from './test-rows.ts'

function said(text: string): AnswerEvent[] {
  return [{ type: 'text-delta', part: 'text:1', text }]
}

function readLog(db: Database): unknown[] {
  return db.prepare('SELECT events FROM pieces ORDER BY place').pluck().all()
}

/** Two answers of two conversations that have both received something. */
function openStoreWithTwo() {
  const db = openMemoryStore()
  const conversations = [addConversation(db), addConversation(db)] as const
  const [one, other] = [createAnswer(conversations[0].id), createAnswer(conversations[1].id)]
  insertTurn(db, [one, other])
  appendPieces(db, [
    { messageId: one.id, events: said('A secret') },
    { messageId: other.id, events: said('We open') },
  ])
  return { db, one, other }
}

describe('the log of pieces', () => {
  it('stays while another answer runs, and is dropped with the last', () => {
    const { db, one, other } = openStoreWithTwo()
    finishMessages(db, [{ ...one, status: 'complete' }])
    const whileOneRuns = readLog(db).length
    finishMessages(db, [{ ...other, status: 'complete' }])
    expect([whileOneRuns, readLog(db)]).toEqual([2, []])
  })

  it('keeps nothing of a deleted conversation, and loses nothing of another', () => {
    const { db, one, other } = openStoreWithTwo()
    deleteConversation(db, one.conversationId)
    appendPieces(db, [{ messageId: other.id, events: said(' at nine') }])
    expect([readLog(db), getMessage(db, other.id)]).toEqual([
      [JSON.stringify(said(' at nine'))],
      { ...other, parts: [createText('We open at nine')] },
    ])
  })

  it('keeps nothing of a deleted message, and loses nothing of another', () => {
    const { db, one, other } = openStoreWithTwo()
    deleteMessage(db, one.id)
    expect([readLog(db), getMessage(db, other.id)]).toEqual([
      [],
      { ...other, parts: [createText('We open')] },
    ])
  })

  it('is not told again to an answer that was written meanwhile', () => {
    const { db, one } = openStoreWithTwo()
    const written = { ...one, parts: [createText('A secret, as a whole')] }
    updateMessage(db, written)
    appendPieces(db, [{ messageId: one.id, events: said('.') }])
    expect(getMessage(db, one.id)).toEqual({ ...one, parts: [createText('A secret, as a whole.')] })
  })

  it('stays bounded while answers run without a pause', () => {
    const { db, one, other } = openStoreWithTwo()
    const megabyte = 'x'.repeat(1024 * 1024)
    const lengths: number[] = []
    for (let count = 0; count < 20; count += 1) {
      appendPieces(db, [{ messageId: one.id, events: said(megabyte) }])
      lengths.push(readLog(db).length)
    }
    expect([Math.max(...lengths), getMessage(db, one.id), getMessage(db, other.id)]).toEqual([
      9,
      { ...one, parts: [createText(`A secret${megabyte.repeat(20)}`)] },
      { ...other, parts: [createText('We open')] },
    ])
  })

  it('keeps what belongs to a message that cannot be read', () => {
    const { db, one, other } = openStoreWithTwo()
    db.prepare('UPDATE messages SET id = ? WHERE id = ?').run('moved', other.id)
    deleteConversation(db, one.conversationId)
    expect(readLog(db)).toEqual([JSON.stringify(said('We open'))])
  })
})
