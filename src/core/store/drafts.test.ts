import { describe, expect, it } from 'vitest'
import { conversationIdSchema } from '#shared/ids.ts'
import { deleteConversation } from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import { findDraft, listDrafts, setDraft } from './drafts.ts'
import { deleteProfile } from './profiles.ts'
import { addConversation } from './test-rows.ts'

describe('drafts', () => {
  it('are kept for a conversation and for a profile, the last text of each', () => {
    const db = openMemoryStore()
    const { id, profileId } = addConversation(db)
    setDraft(db, { owner: id, text: 'How' }, 1000)
    setDraft(db, { owner: id, text: 'How late' }, 2000)
    setDraft(db, { owner: profileId, text: '新问题' }, 3000)

    const byText = listDrafts(db).sort((one, other) => one.text.localeCompare(other.text))
    expect([byText, findDraft(db, id)]).toEqual([
      [
        { owner: id, text: 'How late' },
        { owner: profileId, text: '新问题' },
      ],
      { owner: id, text: 'How late' },
    ])
  })

  it('keep how the next question is to be answered, with words or without', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const options = { model: 'terse-1', customVariables: [{ name: 'city', value: '北京' }] }
    setDraft(db, { owner: id, text: 'How', options }, 1000)
    const written = findDraft(db, id)
    setDraft(db, { owner: id, text: '', options }, 2000)
    const asked = findDraft(db, id)
    db.prepare('UPDATE drafts SET options = \'{"model":7}\'').run()
    expect([written, asked, listDrafts(db)]).toEqual([
      { owner: id, text: 'How', options },
      { owner: id, text: '', options },
      [{ owner: id, text: '' }],
    ])
  })

  it('that are empty are none', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    setDraft(db, { owner: id, text: 'How' }, 1000)
    setDraft(db, { owner: id, text: '' }, 2000)

    expect(listDrafts(db)).toEqual([])
  })

  it('of what is gone are dropped', () => {
    const db = openMemoryStore()
    const { id, profileId } = addConversation(db)
    const other = addConversation(db)
    setDraft(db, { owner: conversationIdSchema.parse(crypto.randomUUID()), text: 'of nobody' }, 1000)
    for (const owner of [id, profileId, other.id, other.profileId]) setDraft(db, { owner, text: 'x' }, 1000)
    deleteConversation(db, id)
    deleteProfile(db, other.profileId)

    expect(listDrafts(db)).toEqual([{ owner: profileId, text: 'x' }])
  })
})
