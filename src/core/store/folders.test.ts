import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { Folder } from '#shared/folder.ts'
import { folderIdSchema } from '#shared/ids.ts'
import { getConversation } from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import { deleteFolder, getFolder, insertFolder, listFolders, orderFolders, renameFolder } from './folders.ts'
import { addConversation } from './test-rows.ts'
import { findSlowSteps } from './test-store.ts'

function createFolder(name: string): Folder {
  return { id: folderIdSchema.parse(randomUUID()), name }
}

function addFolders(...names: string[]) {
  const db = openMemoryStore()
  const folders = names.map(createFolder)
  for (const folder of folders) insertFolder(db, folder)
  return { db, folders }
}

describe('folders', () => {
  it('are listed as they were made, then in the order that they are given', () => {
    const { db, folders } = addFolders('Work', '旅行', 'Archive')
    const before = listFolders(db)
    const [work, travel, archive] = folders
    if (!work || !travel || !archive) throw new Error('no folders')
    orderFolders(db, [archive.id])
    expect([before, listFolders(db)]).toEqual([folders, [archive, work, travel]])
  })

  it.each(['work', 'ＷＯＲＫ', 'Work'])('have names that nobody takes for another: %s', (name) => {
    const { db } = addFolders('Work')
    expect(() => insertFolder(db, createFolder(name))).toThrow(new FailureError(createFailure('name-taken')))
  })

  it('are renamed, also to their own name in other letters, but not to that of another', () => {
    const { db, folders } = addFolders('work', 'Home')
    const [work] = folders
    if (!work) throw new Error('no folder')
    renameFolder(db, { ...work, name: 'Work' })
    expect(() => renameFolder(db, { ...work, name: 'HOME' })).toThrow(
      new FailureError(createFailure('name-taken')),
    )
    expect(listFolders(db).map(({ name }) => name)).toEqual(['Work', 'Home'])
  })

  it('that are deleted leave their conversations', () => {
    const { db, folders } = addFolders('Work')
    const [work] = folders
    if (!work) throw new Error('no folder')
    const conversation = addConversation(db, { folderId: work.id })
    deleteFolder(db, work.id)
    expect([listFolders(db), getConversation(db, conversation.id)]).toEqual([
      [],
      { ...conversation, folderId: null },
    ])
  })

  it('that are not there are not found', () => {
    const db = openMemoryStore()
    const folder = createFolder('Work')
    for (const act of [
      () => getFolder(db, folder.id),
      () => renameFolder(db, folder),
      () => deleteFolder(db, folder.id),
    ])
      expect(act).toThrow(new FailureError(createFailure('not-found')))
  })

  it('are found by their key; only the list of them looks at all, and there are few', () => {
    const db = openMemoryStore()
    const folder = createFolder('Work')
    const slowSteps = findSlowSteps(db, () => {
      insertFolder(db, folder)
      renameFolder(db, { ...folder, name: 'Home' })
      orderFolders(db, [folder.id])
      deleteFolder(db, folder.id)
    })
    expect([...new Set(slowSteps)]).toEqual(['SCAN folders', 'USE TEMP B-TREE FOR ORDER BY'])
  })
})
