import { describe, expect, it } from 'vitest'
import { deleteConversation } from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import type { Database } from './database.ts'
import {
  deleteUnusedFiles,
  findShownFile,
  hasKeptFile,
  insertShownFile,
  listKeptFiles,
  listShownFiles,
  type ShownFile,
} from './files.ts'
import { addConversation } from './test-rows.ts'
import { findSlowSteps } from './test-store.ts'

function addFile(db: Database, digit: string, changes: Partial<ShownFile> = {}): ShownFile {
  const file = {
    hash: digit.repeat(64),
    mediaType: 'image/png',
    bytes: 6,
    addedAt: 1000,
    conversationId: changes.conversationId ?? addConversation(db).id,
    url: `https://pictures.example/${digit}.png`,
    ...changes,
  }
  insertShownFile(db, file)
  return file
}

describe('files that were shown', () => {
  it('are found where they were shown, and listed by their address', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const second = addFile(db, 'b', { conversationId: id })
    const first = addFile(db, 'a', { conversationId: id })
    const other = addFile(db, 'a')

    expect([findShownFile(db, id, first.url), findShownFile(db, id, 'x'), listShownFiles(db, id)]).toEqual([
      first,
      undefined,
      [first, second],
    ])
    expect(listShownFiles(db, other.conversationId)).toEqual([other])
  })

  it('are replaced by what is shown at the same address later', () => {
    const db = openMemoryStore()
    const before = addFile(db, 'a')
    const after = addFile(db, 'b', { conversationId: before.conversationId, url: before.url })

    expect([listShownFiles(db, before.conversationId), deleteUnusedFiles(db, 10)]).toEqual([
      [after],
      [before.hash],
    ])
  })

  it('are forgotten with the last conversation that shows them', () => {
    const db = openMemoryStore()
    const one = addFile(db, 'a')
    const two = addFile(db, 'a')
    deleteConversation(db, one.conversationId)
    const early = deleteUnusedFiles(db, 10)
    deleteConversation(db, two.conversationId)

    expect([early, deleteUnusedFiles(db, 10), hasKeptFile(db, one.hash)]).toEqual([[], [one.hash], false])
  })

  it('are forgotten and listed some at a time', () => {
    const db = openMemoryStore()
    const files = ['a', 'b', 'c'].map((digit) => addFile(db, digit))
    const [first, second, third] = files.map(({ hash, mediaType, bytes, addedAt }) => ({
      hash,
      mediaType,
      bytes,
      addedAt,
    }))
    const stretches = [listKeptFiles(db, '', 2), listKeptFiles(db, second?.hash ?? '', 2)]
    for (const { conversationId } of files) deleteConversation(db, conversationId)

    expect([stretches, deleteUnusedFiles(db, 2).length, deleteUnusedFiles(db, 2).length]).toEqual([
      [[first, second], [third]],
      2,
      1,
    ])
  })

  it('are found along an index', () => {
    const db = openMemoryStore()
    const { conversationId, url } = addFile(db, 'a')

    expect(
      findSlowSteps(db, () => {
        findShownFile(db, conversationId, url)
        listShownFiles(db, conversationId)
        listKeptFiles(db, '', 10)
      }),
    ).toEqual([])
  })
})
