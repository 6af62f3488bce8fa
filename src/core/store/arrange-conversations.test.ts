import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { Folder } from '#shared/folder.ts'
import { folderIdSchema, tagIdSchema } from '#shared/ids.ts'
import type { Tag } from '#shared/tag.ts'
import { arrangeConversations } from './arrange-conversations.ts'
import { getConversation, listConversations } from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import type { Database } from './database.ts'
import { insertFolder } from './folders.ts'
import { insertTag } from './tags.ts'
import { addConversation, createConversation } from './test-rows.ts'
import { findSlowSteps } from './test-store.ts'

function addFolder(db: Database): Folder {
  const folder = { id: folderIdSchema.parse(randomUUID()), name: 'Work' }
  insertFolder(db, folder)
  return folder
}

function addTag(db: Database, name: string): Tag {
  const tag: Tag = { id: tagIdSchema.parse(randomUUID()), name, color: 'red' }
  insertTag(db, tag)
  return tag
}

const notFound = new FailureError(createFailure('not-found'))

describe('conversations', () => {
  it('are given a place all at once, and keep what is not named', () => {
    const db = openMemoryStore()
    const folder = addFolder(db)
    const [urgent, later] = [addTag(db, 'urgent'), addTag(db, 'later')]
    const one = addConversation(db, { isPinned: true, tagIds: [later.id] })
    const other = addConversation(db)
    const changed = arrangeConversations(db, [other.id, one.id], {
      isArchived: true,
      folderId: folder.id,
      addTagIds: [urgent.id],
      removeTagIds: [later.id],
    })
    const place = { shelf: 'archive', folderId: folder.id, tagIds: [urgent.id] }
    expect([changed, getConversation(db, one.id), getConversation(db, other.id)]).toEqual([
      [other.id, one.id],
      { ...one, ...place },
      { ...other, ...place },
    ])
  })

  it('are put back, and taken out of their folder', () => {
    const db = openMemoryStore()
    const before = addConversation(db, { folderId: addFolder(db).id, isPinned: true, shelf: 'archive' })
    arrangeConversations(db, [before.id], { isPinned: false, isArchived: false, folderId: null })
    expect(listConversations(db, before.profileId)).toEqual([
      { ...before, isPinned: false, shelf: 'open', folderId: null },
    ])
  })

  it('are listed with the pinned ones above', () => {
    const db = openMemoryStore()
    const old = addConversation(db, { updatedAt: 10 })
    const fresh = addConversation(db, { profileId: old.profileId, updatedAt: 20 })
    arrangeConversations(db, [old.id], { isPinned: true })
    expect(listConversations(db, old.profileId).map(({ id }) => id)).toEqual([old.id, fresh.id])
  })

  it('that are gone or in the bin are left as they are', () => {
    const db = openMemoryStore()
    const tag = addTag(db, 'urgent')
    const binned = addConversation(db, { shelf: 'bin', deletedAt: 5 })
    const changed = arrangeConversations(db, [createConversation().id, binned.id], {
      isPinned: true,
      addTagIds: [tag.id],
    })
    expect([changed, getConversation(db, binned.id)]).toEqual([[], binned])
  })

  it('stay where they are when the folder or a tag is not there', () => {
    const db = openMemoryStore()
    const conversation = addConversation(db)
    const changes = [
      { isPinned: true, folderId: folderIdSchema.parse(randomUUID()) },
      { isPinned: true, addTagIds: [tagIdSchema.parse(randomUUID())] },
    ]
    for (const change of changes)
      expect(() => arrangeConversations(db, [conversation.id], change)).toThrow(notFound)
    expect(getConversation(db, conversation.id)).toEqual(conversation)
  })

  it('are found by their keys', () => {
    const db = openMemoryStore()
    const folderId = addFolder(db).id
    const tagId = addTag(db, 'urgent').id
    const { id } = addConversation(db)
    const slowSteps = findSlowSteps(db, () =>
      arrangeConversations(db, [id], {
        isPinned: true,
        isArchived: true,
        folderId,
        addTagIds: [tagId],
        removeTagIds: [tagId],
      }),
    )
    expect(slowSteps).toEqual([])
  })
})
