import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Message } from '#shared/answer.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import {
  countHistory,
  deleteConversation,
  findConversationsByTitle,
  getConversation,
  insertConversation,
  listAllConversations,
  listConversations,
  renameConversation,
  touchConversation,
} from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import { appendPieces, finishMessages, insertTurn } from './messages.ts'
import { insertProfile } from './profiles.ts'
import {
  addConversation,
  createAnswer,
  createConversation,
  createProfile,
  createQuestion,
  createText,
} from './test-rows.ts'
import { createFolder, findSlowSteps, openGoodStore } from './test-store.ts'

const notFound = new FailureError(createFailure('not-found'))

describe('conversations', () => {
  it('are listed by profile, the one updated last first, the one made last first among equals', () => {
    const db = openMemoryStore()
    const older = addConversation(db, { updatedAt: 10 })
    const { profileId } = older
    const newest = addConversation(db, { profileId, updatedAt: 30 })
    const equal = addConversation(db, { profileId, updatedAt: 10 })
    addConversation(db, { updatedAt: 20 })

    expect(listConversations(db, profileId)).toEqual([newest, equal, older])
  })

  it('are listed a stretch at a time, also from one that is gone by now', () => {
    const db = openMemoryStore()
    const third = addConversation(db, { updatedAt: 10 })
    const { profileId } = third
    const second = addConversation(db, { profileId, updatedAt: 10 })
    const first = addConversation(db, { profileId, updatedAt: 30 })
    const before = listConversations(db, profileId, { limit: 2 }).at(-1)
    const rest = listConversations(db, profileId, { before, limit: 2 })
    deleteConversation(db, second.id)

    expect([before, rest, listConversations(db, profileId, { before: second }), first.id]).toEqual([
      second,
      [third],
      [third],
      first.id,
    ])
  })

  it('are listed of all profiles together', () => {
    const db = openMemoryStore()
    const older = addConversation(db, { updatedAt: 10 })
    const newer = addConversation(db, { updatedAt: 30 })
    const between = addConversation(db, { updatedAt: 20 })

    expect([listAllConversations(db), listAllConversations(db, { before: between, limit: 5 })]).toEqual([
      [newer, between, older],
      [older],
    ])
  })

  it('are found by a part of their title in any language, the newest of them', () => {
    const db = openMemoryStore()
    const titles = ['Öffnungszeiten', '营业时间', 'öffnen', 'Straßen', '50 % off']
    for (const [index, title] of titles.entries()) addConversation(db, { title, updatedAt: index })

    expect(
      ['ÖFFN', '时间', ' ÖFFN ', '%', '_', ''].map((text) =>
        findConversationsByTitle(db, text, 2).map(({ title }) => title),
      ),
    ).toEqual([
      ['öffnen', 'Öffnungszeiten'],
      ['营业时间'],
      ['öffnen', 'Öffnungszeiten'],
      ['50 % off'],
      [],
      ['50 % off', 'Straßen'],
    ])
  })

  it('are counted with their messages, those that were never used not', () => {
    const db = openMemoryStore()
    const { id, profileId } = addConversation(db)
    insertTurn(db, [createQuestion(id), createAnswer(id)])
    addConversation(db, { profileId, title: '' })
    addConversation(db)

    expect(countHistory(db, profileId)).toEqual({ conversations: 1, messages: 2 })
  })

  it('are renamed and touched', () => {
    const db = openMemoryStore()
    const conversation = addConversation(db)
    renameConversation(db, conversation.id, '营业时间')
    touchConversation(db, conversation.id, 5000)

    expect(getConversation(db, conversation.id)).toEqual({
      ...conversation,
      title: '营业时间',
      updatedAt: 5000,
    })
  })

  it('that are not there are not found', () => {
    const db = openMemoryStore()
    const { id } = createConversation()

    for (const act of [
      () => getConversation(db, id),
      () => renameConversation(db, id, 'x'),
      () => touchConversation(db, id, 1),
      () => deleteConversation(db, id),
    ])
      expect(act).toThrow(notFound)
  })

  it('need a profile', () => {
    const db = openMemoryStore()

    expect(() => insertConversation(db, createConversation())).toThrow('FOREIGN KEY constraint failed')
  })

  it('leave no word in any file when they are deleted', () => {
    const folder = createFolder()
    const db = openGoodStore(join(folder, 'history.db'))
    const kept = addConversation(db)
    const deleted = addConversation(db, { profileId: kept.profileId, title: 'canary title' })
    for (let turn = 0; turn < 30; turn += 1) {
      for (const [{ id }, word] of [
        [kept, 'harmless'],
        [deleted, 'canary'],
      ] as const) {
        const question = createQuestion(id, { parts: [createText(`${word} question ${turn}`)] })
        const answer = createAnswer(id)
        insertTurn(db, [question, answer])
        for (let piece = 0; piece < 20; piece += 1) {
          const text = `${word} piece ${piece} `.repeat(1 + (piece % 7) * 20)
          appendPieces(db, [{ messageId: answer.id, events: [{ type: 'text-delta', part: 'text:1', text }] }])
        }
        const parts = [createText(`${word} answer `.repeat(turn * 30))]
        finishMessages(db, [{ ...answer, status: 'complete', parts }])
      }
    }

    deleteConversation(db, deleted.id)

    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
    expect([bytes.includes('harmless'), bytes.includes('canary')]).toEqual([true, false])
  })

  // Takes a fraction of a second, and minutes where every search for a part has to read a long one on its way.
  it('are written and deleted beside an answer of 20 MB as they are without it', () => {
    const db = openMemoryStore()
    const { id: long, profileId } = addConversation(db)
    const { id } = addConversation(db, { profileId })
    const turn = (): [Message, Message] => [createQuestion(id), createAnswer(id, { status: 'complete' })]
    for (let count = 0; count < 5000; count += 1) {
      if (count === 1000)
        insertTurn(db, [createQuestion(long, { parts: [createText('x'.repeat(20_000_000))] })])
      insertTurn(db, turn())
    }

    deleteConversation(db, id)

    expect(db.prepare('SELECT count(*) FROM parts').pluck().get()).toEqual(1)
  })

  it('are found without looking at every row, and listed without sorting', () => {
    const db = openMemoryStore()
    const profile = createProfile()
    insertProfile(db, profile)

    const slowSteps = findSlowSteps(db, () => {
      const { id } = addConversation(db, { profileId: profile.id })
      listConversations(db, profile.id)
      listAllConversations(db)
      findConversationsByTitle(db, 'x', 1)
      countHistory(db, profile.id)
      getConversation(db, id)
      renameConversation(db, id, 'x')
      touchConversation(db, id, 1)
      deleteConversation(db, id)
    })

    // The log of pieces is short, and nothing of a deleted conversation may stay in it.
    expect(slowSteps).toEqual(['SCAN pieces'])
  })

  it('of all profiles are listed by the index of their time', () => {
    const db = openMemoryStore()
    const prepare = vi.spyOn(db, 'prepare')
    listAllConversations(db)
    const sql = prepare.mock.calls[0]?.[0] ?? ''

    expect(
      db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all({ shelf: 'open', isPinned: 1, updatedAt: 1, id: '', limit: 1 })
        .at(0),
    ).toMatchObject({
      detail: expect.stringContaining(
        'conversations_by_time (shelf=? AND (is_pinned,updated_at)<(?,?))',
      ) as string,
    })
  })
})
