import { describe, expect, it } from 'vitest'
import type { LaunchRequest } from '#shared/launch.ts'
import { useConversationsStore } from './conversations.ts'
import { useLaunchStore } from './launch.ts'
import { useProfilesStore } from './profiles.ts'
import { conversationId, createProfile, createSummary, settle, startTestHost } from './test-host.ts'

function start(waiting: LaunchRequest[]) {
  const host = startTestHost({
    'launch.take': () => waiting.splice(0),
    'profile.list': () => [createProfile(1)],
    'conversation.list': () => [createSummary(1)],
  })
  return { host, store: useLaunchStore() }
}

describe('what came from outside', () => {
  it('is shown one link after the other', async () => {
    const { store } = start([
      { type: 'link', link: { type: 'open-profile', name: 'One' } },
      { type: 'link', link: { type: 'refused', reason: 'holds-secret' } },
    ])
    await store.load()
    const shown = [store.link]
    store.settleLink()
    shown.push(store.link)
    store.settleLink()
    expect([...shown, store.link]).toEqual([
      { type: 'open-profile', name: 'One' },
      { type: 'refused', reason: 'holds-secret' },
      undefined,
    ])
  })

  it('is fetched when the engine says so, and after a break of the connection', async () => {
    const waiting: LaunchRequest[] = [{ type: 'profile-not-found', name: 'Wrok', matches: 'none' }]
    const { host, store } = start(waiting)
    host.emit({ name: 'launch.requested', payload: {} })
    await settle()
    const before = store.notFound?.name
    store.dismissNotFound()
    waiting.push({ type: 'profile-not-found', name: 'WORK', matches: 'several' })
    host.reconnect()
    await settle()
    expect([before, store.notFound?.name]).toEqual(['Wrok', 'WORK'])
  })

  it('can ask for a new conversation', async () => {
    const waiting: LaunchRequest[] = []
    const { store } = start(waiting)
    await useProfilesStore().load()
    await settle()
    const conversations = useConversationsStore()
    conversations.select(conversationId(1))
    waiting.push({ type: 'new-conversation' })
    await store.load()
    expect(conversations.selectedId).toBe(null)
  })

  it('is left where it is while the program cannot be reached', async () => {
    startTestHost({})
    const store = useLaunchStore()
    await store.load()
    expect([store.link, store.notFound]).toEqual([undefined, null])
  })
})
