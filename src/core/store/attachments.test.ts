import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { DraftOwner } from '#shared/draft.ts'
import { attachmentIdSchema, conversationIdSchema } from '#shared/ids.ts'
import {
  deleteAttachment,
  deleteAttachmentsOf,
  deleteOrphanAttachments,
  findAttachment,
  insertAttachment,
  listAttachments,
  moveAttachments,
  setAttachmentRemote,
  type RemoteFile,
  type StoredAttachment,
} from './attachments.ts'
import { openMemoryStore } from './create-history.ts'
import { prepare, type Database } from './database.ts'
import { deleteUnusedFiles } from './files.ts'
import { deleteProfile } from './profiles.ts'
import { addConversation } from './test-rows.ts'

function createAttachment(owner: DraftOwner, name: string): StoredAttachment {
  const id = attachmentIdSchema.parse(randomUUID())
  return {
    id,
    owner,
    name,
    hash: 'a'.repeat(64),
    bytes: 7,
    mediaType: 'text/plain',
    addedAt: 5,
    remote: null,
  }
}

function add(db: Database, owner: DraftOwner, name: string): StoredAttachment {
  const attachment = createAttachment(owner, name)
  if (!insertAttachment(db, attachment)) throw new Error('the owner is gone')
  return attachment
}

function namesOf(db: Database, owner: DraftOwner): string[] {
  return listAttachments(db, owner).map(({ name }) => name)
}

describe('attachments', () => {
  it('are listed for their owner in the order in which they were added', () => {
    const db = openMemoryStore()
    const { id, profileId } = addConversation(db)
    const [first, other, second] = [add(db, id, 'b.txt'), add(db, profileId, 'c.txt'), add(db, id, 'a.txt')]
    expect([listAttachments(db, id), listAttachments(db, profileId), findAttachment(db, second.id)]).toEqual([
      [first, second],
      [other],
      second,
    ])
  })

  it('of nobody are not kept, and neither is their file', () => {
    const db = openMemoryStore()
    const owner = conversationIdSchema.parse(randomUUID())
    const isKept = insertAttachment(db, createAttachment(owner, 'a.txt'))
    expect([isKept, prepare(db, 'SELECT count(*) FROM files').pluck().get()]).toEqual([false, 0])
  })

  it('remember what the service has made of them; what cannot be read is nothing', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const [sent, broken, odd] = [add(db, id, 'a'), add(db, id, 'b'), add(db, id, 'c')]
    const remote: RemoteFile = {
      conversationId: id,
      url: 'https://cos.example/a',
      documentId: '7',
      uploadedAt: 9,
    }
    for (const attachment of [sent, broken, odd]) setAttachmentRemote(db, attachment.id, remote)
    prepare(db, `UPDATE attachments SET remote = '{"url":' WHERE id = ?`).run(broken.id)
    prepare(db, `UPDATE attachments SET remote = '{"url":7}' WHERE id = ?`).run(odd.id)
    expect(listAttachments(db, id)).toEqual([{ ...sent, remote }, broken, odd])
  })

  it('go along to the conversation that is made for them, in their order', () => {
    const db = openMemoryStore()
    const { id, profileId } = addConversation(db)
    add(db, profileId, 'first')
    add(db, profileId, 'second')
    moveAttachments(
      db,
      listAttachments(db, profileId).map((attachment) => attachment.id),
      id,
    )
    add(db, id, 'third')
    expect([namesOf(db, id), namesOf(db, profileId)]).toEqual([['first', 'second', 'third'], []])
  })

  it('are deleted one by one, and all of one owner', () => {
    const db = openMemoryStore()
    const { id, profileId } = addConversation(db)
    const one = add(db, id, 'one')
    add(db, id, 'two')
    add(db, profileId, 'three')
    deleteAttachment(db, one.id)
    deleteAttachment(db, one.id)
    const left = namesOf(db, id)
    deleteAttachmentsOf(db, id)
    expect([left, namesOf(db, id), namesOf(db, profileId)]).toEqual([['two'], [], ['three']])
  })

  it('go when their owner is gone, and only then', () => {
    const db = openMemoryStore()
    const [gone, kept] = [addConversation(db), addConversation(db)]
    for (const owner of [gone.id, gone.profileId, kept.id, kept.profileId]) add(db, owner, 'x')
    deleteOrphanAttachments(db)
    const before = prepare(db, 'SELECT count(*) FROM attachments').pluck().get()
    deleteProfile(db, gone.profileId)
    const left = prepare(db, 'SELECT owner FROM attachments').pluck().all()
    expect([before, new Set(left)]).toEqual([4, new Set([kept.id, kept.profileId])])
  })

  it('keep their file as long as one of them has it', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const [one, two] = [add(db, id, 'one'), add(db, id, 'two')]
    deleteAttachment(db, one.id)
    const early = deleteUnusedFiles(db, 10)
    deleteAttachment(db, two.id)
    expect([early, deleteUnusedFiles(db, 10)]).toEqual([[], ['a'.repeat(64)]])
  })
})
