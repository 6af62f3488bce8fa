import { describe, expect, it } from 'vitest'
import { useDraftsStore } from './drafts.ts'
import { conversationId, profileId, startTestHost } from './test-host.ts'

describe('drafts', () => {
  it('are kept for each conversation and forgotten when they are empty', () => {
    startTestHost({})
    const drafts = useDraftsStore()
    drafts.setDraft(conversationId(1), 'half a question')
    drafts.setDraft(profileId(1), 'a new one')
    drafts.setDraft(profileId(1), '')
    expect([
      drafts.getDraft(conversationId(1)),
      drafts.getDraft(conversationId(2)),
      drafts.getDraft(profileId(1)),
    ]).toEqual(['half a question', '', ''])
  })

  it('go along to the conversation that is made for them', () => {
    startTestHost({})
    const drafts = useDraftsStore()
    drafts.setDraft(profileId(1), 'a new one')
    drafts.moveDraft(profileId(1), conversationId(1))
    expect([drafts.getDraft(profileId(1)), drafts.getDraft(conversationId(1))]).toEqual(['', 'a new one'])
  })
})
