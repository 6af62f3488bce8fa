import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import { tagIdSchema } from '#shared/ids.ts'
import type { Tag } from '#shared/tag.ts'
import { getConversation } from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import { deleteTag, getTag, insertTag, listTags, updateTag } from './tags.ts'
import { addConversation } from './test-rows.ts'
import { findSlowSteps } from './test-store.ts'

function createTag(name: string, color: Tag['color'] = 'red'): Tag {
  return { id: tagIdSchema.parse(randomUUID()), name, color }
}

const nameTaken = new FailureError(createFailure('name-taken'))

describe('tags', () => {
  it('are kept with their colour, and changed', () => {
    const db = openMemoryStore()
    const tag = createTag('紧急')
    insertTag(db, tag)
    const before = listTags(db)
    updateTag(db, { ...tag, name: 'urgent', color: 'blue' })
    expect([before, listTags(db)]).toEqual([[tag], [{ ...tag, name: 'urgent', color: 'blue' }]])
  })

  it('have names that nobody takes for another', () => {
    const db = openMemoryStore()
    insertTag(db, createTag('urgent'))
    const later = createTag('later')
    insertTag(db, later)
    for (const act of [
      () => insertTag(db, createTag('URGENT', 'blue')),
      () => updateTag(db, { ...later, name: 'Urgent' }),
    ])
      expect(act).toThrow(nameTaken)
  })

  it('of a colour that this version does not know are shown in a modest one', () => {
    const db = openMemoryStore()
    const tag = createTag('urgent')
    insertTag(db, tag)
    db.prepare(`UPDATE tags SET color = 'infrared'`).run()
    expect([listTags(db), getTag(db, tag.id)]).toEqual([
      [{ ...tag, color: 'slate' }],
      { ...tag, color: 'slate' },
    ])
  })

  it('that are deleted leave their conversations', () => {
    const db = openMemoryStore()
    const tag = createTag('urgent')
    insertTag(db, tag)
    const conversation = addConversation(db, { tagIds: [tag.id] })
    deleteTag(db, tag.id)
    expect([listTags(db), getConversation(db, conversation.id)]).toEqual([
      [],
      { ...conversation, tagIds: [] },
    ])
  })

  it('that are not there are not found', () => {
    const db = openMemoryStore()
    const tag = createTag('urgent')
    for (const act of [() => getTag(db, tag.id), () => updateTag(db, tag), () => deleteTag(db, tag.id)])
      expect(act).toThrow(new FailureError(createFailure('not-found')))
  })

  it('are found by their key; only the list of them looks at all, and there are few', () => {
    const db = openMemoryStore()
    const tag = createTag('urgent')
    const slowSteps = findSlowSteps(db, () => {
      insertTag(db, tag)
      updateTag(db, tag)
      deleteTag(db, tag.id)
    })
    expect([...new Set(slowSteps)]).toEqual(['SCAN tags'])
  })
})
