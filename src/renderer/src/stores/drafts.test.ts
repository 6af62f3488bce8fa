import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useDraftsStore } from './drafts.ts'
import { conversationId, profileId, startTestHost, type TestHost } from './test-host.ts'

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

describe('what is written', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const id = conversationId(1)
  const change = (host: TestHost, text: string): void =>
    host.emit({ name: 'draft.changed', payload: { owner: id, text } })

  it('is kept once nothing more is typed, and at once when the page is left', async () => {
    const { calls } = startTestHost({ 'draft.set': () => ({}) })
    const drafts = useDraftsStore()
    drafts.setDraft(id, 'How')
    drafts.setDraft(id, 'How late')
    await vi.advanceTimersByTimeAsync(499)
    const early = calls.length
    await vi.advanceTimersByTimeAsync(1)
    drafts.setDraft(id, 'How late is it')
    drafts.saveAll()
    expect([early, calls]).toEqual([
      0,
      [
        ['draft.set', { owner: id, text: 'How late' }],
        ['draft.set', { owner: id, text: 'How late is it' }],
      ],
    ])
  })

  it('is there again after a restart, and follows another page', async () => {
    const host = startTestHost({ 'draft.list': () => [{ owner: id, text: 'kept' }] })
    const drafts = useDraftsStore()
    await drafts.load()
    const before = drafts.getDraft(id)
    change(host, 'from another page')
    expect([before, drafts.getDraft(id)]).toEqual(['kept', 'from another page'])
  })

  it('is not replaced by another page until the engine knows it', async () => {
    const reply = Promise.withResolvers<Record<string, never>>()
    const host = startTestHost({ 'draft.set': () => reply.promise })
    const drafts = useDraftsStore()
    drafts.setDraft(id, 'mine')
    change(host, 'theirs')
    await vi.advanceTimersByTimeAsync(500)
    change(host, 'theirs')
    const meanwhile = drafts.getDraft(id)
    reply.resolve({})
    await vi.advanceTimersByTimeAsync(0)
    change(host, 'theirs')
    expect([meanwhile, drafts.getDraft(id)]).toEqual(['mine', 'theirs'])
  })

  it('is kept with how the next question is to be answered, which outlives the words', async () => {
    const { calls } = startTestHost({ 'draft.set': () => ({}) })
    const drafts = useDraftsStore()
    drafts.setOptions(id, { webSearch: 'on' })
    drafts.setDraft(id, 'How')
    await vi.advanceTimersByTimeAsync(500)
    drafts.setDraft(id, '')
    drafts.setOptions(id, undefined)
    drafts.saveAll()
    expect(calls).toEqual([
      ['draft.set', { owner: id, text: 'How', options: { webSearch: 'on' } }],
      ['draft.set', { owner: id, text: '', options: { webSearch: 'on' } }],
      ['draft.set', { owner: id, text: '' }],
    ])
  })

  it('stays on the page when it cannot be kept', async () => {
    startTestHost({})
    const drafts = useDraftsStore()
    drafts.setDraft(id, 'mine')
    await vi.advanceTimersByTimeAsync(500)
    expect(drafts.getDraft(id)).toBe('mine')
  })
})
