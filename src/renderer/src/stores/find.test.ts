import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ConversationHit } from '#shared/search.ts'
import { useConversationsStore } from './conversations.ts'
import { useFindStore } from './find.ts'
import { useProfilesStore } from './profiles.ts'
import { searchPauseMs } from './search.ts'
import {
  conversationId,
  createMessage,
  createProfile,
  createSummary,
  messageId,
  settle,
  startTestHost,
  type TestHost,
} from './test-host.ts'

type Store = ReturnType<typeof useFindStore>

const hits: ConversationHit[] = [
  { messageId: messageId(1), kind: 'question', count: 1 },
  { messageId: messageId(5), kind: 'answer', count: 2 },
]

/** A conversation is open whose messages 4 to 6 are loaded. */
async function start(): Promise<{ host: TestHost; store: Store }> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const host = startTestHost({
    'profile.list': () => [createProfile(1)],
    'conversation.list': () => [createSummary(1), createSummary(2)],
    'conversation.open': ({ around }) => ({
      conversation: createSummary(1),
      messages: (around === undefined ? [4, 5, 6] : [1, 2]).map((number) => createMessage(number)),
      hasEarlier: around === undefined,
      hasLater: around !== undefined,
      earlier: 0,
      later: 0,
      firstUnread: null,
      revision: 1,
    }),
    'search.findInConversation': () => ({ hits }),
    'search.cancel': () => ({}),
  })
  await useProfilesStore().load()
  const store = useFindStore()
  useConversationsStore().select(conversationId(1))
  await settle()
  return { host, store }
}

async function find(store: Store, text: string): Promise<void> {
  store.open(messageId(4))
  store.text = text
  await settle()
  vi.advanceTimersByTime(searchPauseMs)
  await settle()
}

describe('the search in a conversation', () => {
  it('begins at the message in sight and counts every place in all of it', async () => {
    const { store } = await start()
    await find(store, 'one')
    expect([store.index, store.places.length, store.current]).toEqual([
      1,
      3,
      { messageId: messageId(5), nth: 0 },
    ])
  })

  it('goes on and back, around the ends, to messages that are not loaded', async () => {
    const { host, store } = await start()
    await find(store, 'one')
    const steps: unknown[] = []
    for (const direction of [1, 1, -1] as const) {
      store.step(direction)
      await settle()
      steps.push(store.index)
    }
    const arounds = host.calls.flatMap(([name, input]) =>
      name === 'conversation.open' && 'around' in (input as object)
        ? [(input as { around: string }).around]
        : [],
    )
    expect([steps, arounds]).toEqual([
      [2, 0, 2],
      [messageId(1), messageId(5)],
    ])
  })

  it('has nothing to go to when nothing is found', async () => {
    const { host, store } = await start()
    host.answers['search.findInConversation'] = () => ({ hits: [] })
    await find(store, 'one')
    store.step(1)
    expect([store.status, store.index, store.places]).toEqual(['ready', null, []])
  })

  it('stays at its place when an answer adds others', async () => {
    const { host, store } = await start()
    await find(store, 'one')
    const before = store.current
    host.answers['search.findInConversation'] = () => ({
      hits: [{ messageId: messageId(1), kind: 'question', count: 4 }, ...hits.slice(1)],
    })
    host.emit({
      name: 'message.added',
      payload: { conversationId: conversationId(1), revision: 2, message: createMessage(7) },
    })
    await settle()
    expect([store.index, store.current]).toEqual([4, before])
  })

  it('is closed when another conversation is opened', async () => {
    const { store } = await start()
    await find(store, 'one')
    useConversationsStore().select(conversationId(2))
    await settle()
    expect([store.isOpen, store.places]).toEqual([false, []])
  })
})
