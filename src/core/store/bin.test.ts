import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  countAll,
  countBin,
  countUntouchedSince,
  deleteStretch,
  doomConversations,
  isInBin,
  listBinnedBefore,
  listDoomed,
  listUndoomed,
  listUntouchedSince,
  moveToBin,
  restoreFromBin,
  wipeTraces,
} from './bin.ts'
import { getConversation, listConversations } from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import type { Database } from './database.ts'
import { setDraft } from './drafts.ts'
import { appendPieces, insertTurn } from './messages.ts'
import { addConversation, createAnswer, createQuestion, createText } from './test-rows.ts'
import { createFolder, findSlowSteps, openGoodStore } from './test-store.ts'

/** Deletes in the smallest steps; returns how many it took. */
function deleteInSteps(db: Database, id: Parameters<typeof deleteStretch>[1]): number {
  let steps = 1
  while (!deleteStretch(db, id, 0, () => 0)) steps += 1
  return steps
}

describe('the bin', () => {
  it('takes conversations out of the lists and gives them back', () => {
    const db = openMemoryStore()
    const one = addConversation(db)
    const two = addConversation(db, { profileId: one.profileId, shelf: 'archive' })
    const moved = moveToBin(db, [one.id, two.id], 5000)
    const again = moveToBin(db, [one.id], 6000)
    const inBin = listConversations(db, one.profileId, { shelf: 'bin' }).map(({ id, deletedAt }) => [
      id,
      deletedAt,
    ])
    const restored = restoreFromBin(db, [one.id, two.id, one.id])

    expect({
      moved,
      again,
      inBin,
      restored,
      after: [one, two].map(({ id }) => getConversation(db, id)),
    }).toEqual({
      moved: [one.id, two.id],
      again: [],
      inBin: [
        [two.id, 5000],
        [one.id, 5000],
      ],
      restored: [one.id, two.id],
      after: [one, two],
    })
  })

  it('counts what lies in it', () => {
    const db = openMemoryStore()
    const { id, profileId } = addConversation(db)
    insertTurn(db, [createQuestion(id), createAnswer(id)])
    const doomed = addConversation(db, { profileId })
    moveToBin(db, [id, doomed.id], 5000)
    doomConversations(db, [doomed.id])

    expect([countBin(db), countAll(db), isInBin(db, id)]).toEqual([
      { conversations: 1, messages: 2 },
      { conversations: 2, messages: 2 },
      true,
    ])
  })

  it('names those that have been in it for long', () => {
    const db = openMemoryStore()
    const old = addConversation(db)
    const recent = addConversation(db)
    moveToBin(db, [old.id], 1000)
    moveToBin(db, [recent.id], 2000)

    expect([listBinnedBefore(db, 2000, 9), listBinnedBefore(db, 9000, 1).length]).toEqual([[old.id], 1])
  })

  it('gives nothing back that is to be deleted for ever', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    moveToBin(db, [id], 1000)
    const doomed = doomConversations(db, [id, id])

    expect([doomed, restoreFromBin(db, [id]), listDoomed(db, 9), listBinnedBefore(db, 9000, 9)]).toEqual([
      [id],
      [],
      [id],
      [],
    ])
  })
})

describe('conversations in which nothing happened for long', () => {
  it('are those that are neither pinned nor in the bin', () => {
    const db = openMemoryStore()
    const open = addConversation(db, { updatedAt: 1000 })
    const archived = addConversation(db, { updatedAt: 1000, shelf: 'archive' })
    addConversation(db, { updatedAt: 1000, isPinned: true })
    addConversation(db, { updatedAt: 2000 })
    const binned = addConversation(db, { updatedAt: 1000 })
    moveToBin(db, [binned.id], 5000)
    insertTurn(db, [createQuestion(open.id)])

    expect([listUntouchedSince(db, 2000, 9).sort(), countUntouchedSince(db, 2000)]).toEqual([
      [open.id, archived.id].sort(),
      { conversations: 2, messages: 1 },
    ])
  })

  it('are found along an index', () => {
    const db = openMemoryStore()
    addConversation(db)

    expect(
      findSlowSteps(db, () => {
        listUntouchedSince(db, 1000, 9)
        listBinnedBefore(db, 1000, 9)
        listDoomed(db, 9)
        countBin(db)
      }),
    ).toEqual([])
  })
})

describe('a long conversation', () => {
  it('is deleted in steps, and what is left of it meanwhile is whole', () => {
    const db = openMemoryStore()
    const { id, profileId } = addConversation(db)
    insertTurn(
      db,
      Array.from({ length: 25 }, () => createQuestion(id)),
    )
    deleteStretch(db, id, 0, () => 0)
    const left = countAll(db)
    const steps = deleteInSteps(db, id)

    expect([left, steps, listConversations(db, profileId)]).toEqual([
      { conversations: 1, messages: 15 },
      2,
      [],
    ])
  })

  it('leaves no word in any file, nor does its draft', () => {
    const folder = createFolder()
    const db = openGoodStore(join(folder, 'history.db'))
    const kept = addConversation(db)
    const { id } = addConversation(db, { profileId: kept.profileId, title: 'canary title' })
    for (let turn = 0; turn < 40; turn += 1) {
      const answer = createAnswer(id)
      insertTurn(db, [
        createQuestion(id, { parts: [createText(`canary ${'word '.repeat(turn * 20)}`)] }),
        answer,
      ])
      appendPieces(db, [
        { messageId: answer.id, events: [{ type: 'text-delta', part: 'text:1', text: 'canary' }] },
      ])
    }
    setDraft(db, { owner: id, text: 'canary draft' }, 1000)
    setDraft(db, { owner: kept.id, text: 'harmless draft' }, 1000)
    doomConversations(db, [id])
    deleteInSteps(db, id)
    wipeTraces(db)

    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
    expect([bytes.includes('harmless draft'), bytes.includes('canary'), listUndoomed(db, 9)]).toEqual([
      true,
      false,
      [kept.id],
    ])
  })
})
