import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { SearchHit, SearchResult } from '#shared/search.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { wholeHistory } from './search-choice.ts'
import { searchPauseMs, useSearchStore } from './search.ts'
import {
  conversationId,
  createMessage,
  createProfile,
  createSummary,
  messageId,
  profileId,
  settle,
  startTestHost,
  type TestHost,
} from './test-host.ts'
import { useConversationsStore } from './conversations.ts'
import { useProfilesStore } from './profiles.ts'

type Store = ReturnType<typeof useSearchStore>

function createHit(number: number): SearchHit {
  return {
    conversation: createSummary(1),
    messageId: messageId(number),
    kind: 'answer',
    createdAt: 100 - number,
    snippet: [{ text: `hit ${number}`, isHit: true }],
  }
}

function createResult(numbers: number[], changes: Partial<SearchResult> = {}): SearchResult {
  return { hits: numbers.map(createHit), next: null, isComplete: true, ...changes }
}

/** Types and pauses. */
async function type(store: Store, text: string): Promise<void> {
  store.text = text
  await settle()
  vi.advanceTimersByTime(searchPauseMs)
  await settle()
}

function start(answer: () => SearchResult | Promise<SearchResult>): { host: TestHost; store: Store } {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const host = startTestHost({
    'search.find': answer,
    'search.cancel': () => ({}),
    'search.describe': () => ({ state: 'building', done: 5, total: 20 }),
  })
  return { host, store: useSearchStore() }
}

function listCalls(host: TestHost, name: 'search.find' | 'search.cancel'): object[] {
  return host.calls.flatMap(([called, input]) => (called === name ? [input as object] : []))
}

describe('the search over all conversations', () => {
  it('looks for what is typed once the person pauses', async () => {
    const { host, store } = start(() => createResult([1]))
    for (const text of ['o', 'on', ' one ']) {
      store.text = text
      await settle()
      vi.advanceTimersByTime(searchPauseMs - 1)
    }
    await type(store, ' one ')
    expect([listCalls(host, 'search.find'), store.status, store.hits, store.foundText]).toEqual([
      [{ searchId: expect.any(String), text: 'one', filters: {}, limit: 50 }],
      'ready',
      [createHit(1)],
      'one',
    ])
  })

  it('ends the search that runs when something else is typed, and shows nothing of it', async () => {
    const slow = Promise.withResolvers<SearchResult>()
    const { host, store } = start(() => slow.promise)
    await type(store, 'one')
    host.answers['search.find'] = () => createResult([2])
    await type(store, 'two')
    slow.resolve(createResult([1]))
    await settle()
    const [first] = listCalls(host, 'search.find') as { searchId: string }[]
    expect([listCalls(host, 'search.cancel'), store.hits]).toEqual([
      [{ searchId: first?.searchId }],
      [createHit(2)],
    ])
  })

  it('gives the list of conversations back when the words are gone', async () => {
    const { store } = start(() => createResult([1]))
    await type(store, 'one')
    store.clear()
    await settle()
    expect([store.isActive, store.status, store.hits]).toEqual([false, 'idle', []])
  })

  it('goes on where the list ended, once at a time', async () => {
    const results = [createResult([1], { next: 'there' }), createResult([2])]
    const { host, store } = start(() => results.shift() ?? createResult([9]))
    await type(store, 'one')
    await Promise.all([store.loadMore(), store.loadMore()])
    await store.loadMore()
    expect([store.hits, store.next, listCalls(host, 'search.find').slice(1)]).toEqual([
      [createHit(1), createHit(2)],
      null,
      [{ searchId: expect.any(String), text: 'one', filters: {}, limit: 50, after: 'there' }],
    ])
  })

  it('searches again with what is chosen beside the words', async () => {
    const { host, store } = start(() => createResult([]))
    await type(store, 'one')
    store.choice = { ...wholeHistory, profileId: profileId(1), hasFile: true }
    await type(store, 'one')
    expect([store.chosenCount, listCalls(host, 'search.find').at(-1)]).toEqual([
      2,
      expect.objectContaining({ filters: { profileIds: [profileId(1)], hasFile: true } }),
    ])
  })

  it('says why it failed, and can be tried again', async () => {
    const { host, store } = start(() => {
      throw new FailureError(createFailure('unexpected'))
    })
    await type(store, 'one')
    const before = [store.status, store.failure?.code]
    host.answers['search.find'] = () => createResult([1])
    await store.search()
    expect([before, store.status, store.failure, store.hits]).toEqual([
      ['failed', 'unexpected'],
      'ready',
      null,
      [createHit(1)],
    ])
  })

  it('says how far the index is while older messages are missing, and looks again when it is whole', async () => {
    const results = [createResult([1], { isComplete: false }), createResult([1, 2])]
    const { host, store } = start(() => results.shift() ?? createResult([]))
    await type(store, 'one')
    const before = [store.isComplete, store.index]
    host.emit({ name: 'search.changed', payload: { state: 'ready', done: 20, total: 20 } })
    await settle()
    expect([before, store.isComplete, store.hits]).toEqual([
      [false, { state: 'building', done: 5, total: 20 }],
      true,
      [createHit(1), createHit(2)],
    ])
  })

  it('forgets the hits of a conversation that was deleted', async () => {
    const { host, store } = start(() => createResult([1]))
    await type(store, 'one')
    host.emit({ name: 'conversation.removed', payload: { conversationId: conversationId(1) } })
    expect(store.hits).toEqual([])
  })

  it('opens a hit with its conversation, and says whether it is still there', async () => {
    const { host, store } = start(() => createResult([1, 2]))
    host.answers['profile.list'] = () => [createProfile(1)]
    host.answers['conversation.list'] = () => []
    host.answers['conversation.open'] = () => ({
      conversation: createSummary(1),
      messages: [createMessage(1)],
      hasEarlier: true,
      hasLater: true,
      earlier: 0,
      later: 0,
      firstUnread: null,
      revision: 1,
    })
    await useProfilesStore().load()
    await type(store, 'one')
    const opened = [await store.open(createHit(1)), await store.open(createHit(2))]
    expect([opened, useConversationsStore().selectedId, store.opened]).toEqual([
      [true, false],
      conversationId(1),
      createHit(2),
    ])
  })
})
