import { describe, expect, it, vi } from 'vitest'
import type { ConversationSummary } from '#shared/conversation.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { defaultSettings } from '#shared/settings.ts'
import { useConversationsStore } from './conversations.ts'
import { useProfilesStore } from './profiles.ts'
import { useSettingsStore } from './settings.ts'
import {
  conversationId,
  createProfile,
  createSummary,
  profileId,
  settle,
  startTestHost,
  type TestHost,
} from './test-host.ts'

type Store = ReturnType<typeof useConversationsStore>

function stretch(list: readonly ConversationSummary[], beforeId = '', limit = Infinity) {
  const place = list.findIndex(({ id }) => id === beforeId)
  return list.slice(place + 1, place + 1 + limit)
}

async function start(list: readonly ConversationSummary[]): Promise<{ host: TestHost; store: Store }> {
  const host = startTestHost({
    'profile.list': () => [createProfile(1), createProfile(2)],
    'settings.set': (changes) => ({
      ...defaultSettings,
      showsAllProfiles: changes.showsAllProfiles ?? useSettingsStore().all.showsAllProfiles,
      selectedProfileId: changes.selectedProfileId === profileId(2) ? profileId(2) : profileId(1),
    }),
    'conversation.list': ({ profileId: owner, before, limit }) =>
      stretch(
        list.filter((summary) => summary.profileId === owner),
        before?.id,
        limit,
      ),
    'conversation.listAll': ({ before, limit }) => stretch(list, before?.id, limit),
  })
  await useProfilesStore().load()
  const store = useConversationsStore()
  await settle()
  return { host, store }
}

function change(host: TestHost, conversation: ConversationSummary): void {
  host.emit({ name: 'conversation.changed', payload: { conversation } })
}

function listIds(store: Store): ConversationSummary['id'][] {
  return store.listed.map(({ id }) => id)
}

describe('the conversations', () => {
  it('are those of the selected profile, and of the next one after a switch', async () => {
    const { store } = await start([
      createSummary(2),
      createSummary(1),
      createSummary(3, { profileId: profileId(2) }),
    ])
    const before = listIds(store)
    await useProfilesStore().select(profileId(2))
    await settle()
    expect([before, listIds(store), store.status]).toEqual([
      [conversationId(2), conversationId(1)],
      [conversationId(3)],
      'ready',
    ])
  })

  it('show the list that was asked for last when replies cross', async () => {
    const { host, store } = await start([])
    const slow = Promise.withResolvers<ConversationSummary[]>()
    host.answers['conversation.list'] = (input) =>
      input.profileId === profileId(2) ? slow.promise : [createSummary(1)]
    await useProfilesStore().select(profileId(2))
    await useProfilesStore().select(profileId(1))
    await settle()
    slow.resolve([createSummary(9, { profileId: profileId(2) })])
    await settle()
    expect(listIds(store)).toEqual([conversationId(1)])
  })

  it('move to the top when they change', async () => {
    const { host, store } = await start([createSummary(3), createSummary(2), createSummary(1)])
    change(host, createSummary(1, { updatedAt: 4, title: 'Renamed' }))
    expect(store.listed).toEqual([
      createSummary(1, { updatedAt: 4, title: 'Renamed' }),
      createSummary(3),
      createSummary(2),
    ])
  })

  it('leave out one that has no question yet', async () => {
    const { host, store } = await start([])
    change(host, createSummary(1, { title: '' }))
    const before = listIds(store)
    change(host, createSummary(1, { title: '', isRunning: true }))
    expect([before, listIds(store)]).toEqual([[], [conversationId(1)]])
  })

  it('keep what happened while the list was on its way', async () => {
    const { host, store } = await start([createSummary(1), createSummary(2)])
    const reply = Promise.withResolvers<ConversationSummary[]>()
    host.answers['conversation.list'] = () => reply.promise
    host.reconnect()
    change(host, createSummary(3))
    host.emit({ name: 'conversation.removed', payload: { conversationId: conversationId(1) } })
    reply.resolve([createSummary(2), createSummary(1)])
    await settle()
    expect(listIds(store)).toEqual([conversationId(3), conversationId(2)])
  })

  it('stay on the screen when they cannot be read again, and say why', async () => {
    const { host, store } = await start([createSummary(1)])
    host.answers['conversation.list'] = () => {
      throw new FailureError(createFailure('unreachable'))
    }
    host.reconnect()
    await settle()
    expect([store.status, store.failure?.code, listIds(store)]).toEqual([
      'failed',
      'unreachable',
      [conversationId(1)],
    ])
  })
})

describe('a long list', () => {
  const long = Array.from({ length: 1250 }, (_, index) => createSummary(1250 - index))

  async function finish(store: Store): Promise<void> {
    await vi.waitUntil(() => store.isWhole, 10_000)
  }

  it('is there from its top, and the rest comes behind it', async () => {
    const { host, store } = await start(long)
    const first = [store.status, store.summaries.length, store.isWhole]
    await finish(store)
    expect([
      first,
      store.summaries,
      host.calls.filter(([name]) => name === 'conversation.list').length,
    ]).toEqual([['ready', 100, false], long, 4])
  })

  it('has what was changed or deleted meanwhile once, or not at all', async () => {
    const { host, store } = await start(long)
    change(host, createSummary(1, { updatedAt: 9999 }))
    host.emit({ name: 'conversation.removed', payload: { conversationId: conversationId(2) } })
    await finish(store)
    expect(store.summaries).toEqual([createSummary(1, { updatedAt: 9999 }), ...long.slice(0, -2)])
  })

  it('is left alone when another one is wanted meanwhile', async () => {
    const { store } = await start(long)
    await useProfilesStore().select(profileId(2))
    await finish(store)
    expect(store.summaries).toEqual([])
  })
})

describe('the conversations of all profiles', () => {
  const elsewhere = createSummary(3, { profileId: profileId(2) })

  async function startWithAll() {
    const started = await start([elsewhere, createSummary(2), createSummary(1)])
    await useProfilesStore().showAll()
    await settle()
    return started
  }

  it('stand together, and stay when one of another profile is opened, which is selected with it', async () => {
    const { host, store } = await startWithAll()
    const before = listIds(store)
    const lists = host.calls.filter(([name]) => name.startsWith('conversation.list')).length
    store.select(conversationId(3))
    await settle()
    expect({
      before,
      after: listIds(store),
      selected: [useProfilesStore().selected?.id, store.selectedId],
      newLists: host.calls.filter(([name]) => name.startsWith('conversation.list')).length - lists,
    }).toEqual({
      before: [conversationId(3), conversationId(2), conversationId(1)],
      after: [conversationId(3), conversationId(2), conversationId(1)],
      selected: [profileId(2), conversationId(3)],
      newLists: 0,
    })
  })

  it('go with a profile that is deleted', async () => {
    const { host, store } = await startWithAll()
    host.emit({ name: 'profiles.changed', payload: { profiles: [createProfile(1)] } })
    expect(listIds(store)).toEqual([conversationId(2), conversationId(1)])
  })

  it('have an empty one of each profile', async () => {
    const { host, store } = await startWithAll()
    change(host, createSummary(7, { title: '', profileId: profileId(2) }))
    host.answers['conversation.create'] = () => createSummary(8, { title: '' })
    expect((await store.create()).id).toBe(conversationId(8))
  })
})

describe('answers that are being written', () => {
  it('are known of all profiles when the page is new', async () => {
    const { host, store } = await start([])
    host.answers['conversation.listRunning'] = () => [
      createSummary(5, { profileId: profileId(2), isRunning: true }),
    ]
    host.answers['conversation.listUnread'] = () => []
    await store.loadRunning()
    expect([...store.running]).toEqual([[conversationId(5), profileId(2)]])
  })

  it('that ended while the page was away are unread', async () => {
    const { host, store } = await start([])
    change(host, createSummary(5, { profileId: profileId(2), isRunning: true }))
    host.answers['conversation.listRunning'] = () => []
    host.answers['conversation.listUnread'] = () => [
      createSummary(5, { profileId: profileId(2), isUnread: true }),
    ]
    await store.loadRunning()
    expect([[...store.running], [...store.unread]]).toEqual([[], [[conversationId(5), profileId(2)]]])
  })

  it('are what was heard last when the reply crosses an event', async () => {
    const { host, store } = await start([])
    host.answers['conversation.listRunning'] = () => {
      change(host, createSummary(5, { isRunning: true }))
      change(host, createSummary(5))
      change(host, createSummary(6, { isRunning: true }))
      return [createSummary(5, { isRunning: true })]
    }
    host.answers['conversation.listUnread'] = () => []
    await store.loadRunning()
    expect([...store.running]).toEqual([[conversationId(6), profileId(1)]])
  })
})

describe('the order of conversations', () => {
  function arrangeSome(host: TestHost, ...conversations: ConversationSummary[]): void {
    host.emit({ name: 'conversations.changed', payload: { conversations } })
  }

  it('has pinned ones above, each at its time', async () => {
    const { host, store } = await start([
      createSummary(4),
      createSummary(3),
      createSummary(2),
      createSummary(1),
    ])
    arrangeSome(host, createSummary(1, { isPinned: true }), createSummary(3, { isPinned: true }))
    const pinned = listIds(store)
    arrangeSome(host, createSummary(3))
    expect([pinned, listIds(store)]).toEqual([
      [3, 1, 4, 2].map(conversationId),
      [1, 4, 3, 2].map(conversationId),
    ])
  })

  it('is that of the archive when that is shown; what is put aside leaves, what is brought back comes', async () => {
    const { host, store } = await start([createSummary(2), createSummary(1)])
    host.answers['conversation.list'] = ({ shelf }) =>
      shelf === 'archive' ? [createSummary(9, { shelf: 'archive' })] : [createSummary(2)]
    store.select(conversationId(1))
    arrangeSome(host, createSummary(1, { shelf: 'archive' }))
    const open = [listIds(store), store.selectedId]
    store.show('archive')
    await settle()
    const archive = listIds(store)
    arrangeSome(host, createSummary(1, { shelf: 'archive' }), createSummary(9))
    expect({ open, archive, after: listIds(store) }).toEqual({
      open: [[conversationId(2)], conversationId(1)],
      archive: [conversationId(9)],
      after: [conversationId(1)],
    })
  })

  it('keeps the selected one that lies where the list does not look', async () => {
    const { host, store } = await start([createSummary(2), createSummary(1)])
    store.select(conversationId(1))
    host.answers['conversation.list'] = () => []
    host.answers['conversation.open'] = () => ({
      conversation: createSummary(1),
      messages: [],
      hasEarlier: false,
      hasLater: false,
      earlier: 0,
      later: 0,
      firstUnread: null,
      revision: 0,
    })
    store.show('archive')
    await settle()
    expect([listIds(store), store.selectedId]).toEqual([[], conversationId(1)])
  })

  it('is that of the open ones again when a new one is begun', async () => {
    const { store } = await start([createSummary(1)])
    store.show('archive')
    await settle()
    store.startNew()
    await settle()
    expect([store.shelf, listIds(store)]).toEqual(['open', [conversationId(1)]])
  })

  it('is asked for in calls that the program takes, of however many', async () => {
    const { host, store } = await start([])
    host.answers['conversation.arrange'] = () => ({})
    const ids = Array.from({ length: 5001 }, (_, number) => conversationId(number))
    await store.arrange(ids, { isPinned: true })
    expect(host.calls.filter(([name]) => name === 'conversation.arrange').map(([, input]) => input)).toEqual([
      { conversationIds: ids.slice(0, 5000), changes: { isPinned: true } },
      { conversationIds: ids.slice(5000), changes: { isPinned: true } },
    ])
  })
})

describe('the selected conversation', () => {
  it('is remembered for each profile', async () => {
    const { store } = await start([createSummary(1), createSummary(2, { profileId: profileId(2) })])
    const profiles = useProfilesStore()
    store.select(conversationId(1))
    await profiles.select(profileId(2))
    const ofSecond = store.selectedId
    await profiles.select(profileId(1))
    expect([ofSecond, store.selectedId]).toEqual([null, conversationId(1)])
  })

  it('is none after a new one was asked for, or the selected one was removed', async () => {
    const { host, store } = await start([createSummary(1), createSummary(2)])
    store.select(conversationId(1))
    store.startNew()
    const afterNew = store.selectedId
    store.select(conversationId(2))
    host.emit({ name: 'conversation.removed', payload: { conversationId: conversationId(2) } })
    expect([afterNew, store.selectedId]).toEqual([null, null])
  })

  it('is none when it has gone during a break of the connection', async () => {
    const { host, store } = await start([createSummary(1)])
    store.select(conversationId(1))
    host.answers['conversation.list'] = () => []
    host.answers['conversation.open'] = () => {
      throw new FailureError(createFailure('not-found'))
    }
    host.reconnect()
    await settle()
    expect(store.selectedId).toBeNull()
  })

  it('is made once and used again while it is empty', async () => {
    const { host, store } = await start([])
    host.answers['conversation.create'] = () => createSummary(7, { title: '' })
    await store.create()
    store.startNew()
    await store.create()
    expect([store.selectedId, host.calls.filter(([name]) => name === 'conversation.create').length]).toEqual([
      conversationId(7),
      1,
    ])
  })

  it('that took long to make does not replace one that was opened meanwhile', async () => {
    const { host, store } = await start([createSummary(1)])
    const made = Promise.withResolvers<ConversationSummary>()
    host.answers['conversation.create'] = () => made.promise
    const making = store.create()
    store.select(conversationId(1))
    made.resolve(createSummary(7, { title: '' }))
    const { id } = await making
    expect([id, store.selectedId]).toEqual([conversationId(7), conversationId(1)])
  })
})

describe('what was open when the program was last used', () => {
  it('is open again, unless something else is by now', async () => {
    const { host, store } = await start([createSummary(1), createSummary(2, { profileId: profileId(2) })])
    store.select(conversationId(1))
    host.answers['settings.get'] = () => ({
      ...defaultSettings,
      selectedProfileId: profileId(1),
      selectedConversations: [
        { profileId: profileId(1), conversationId: conversationId(9) },
        { profileId: profileId(2), conversationId: conversationId(2) },
      ],
    })
    await useSettingsStore().load()
    store.restoreSelection()
    const ofFirst = store.selectedId
    await useProfilesStore().select(profileId(2))
    expect([ofFirst, store.selectedId]).toEqual([conversationId(1), conversationId(2)])
  })
})

describe('what was done to a conversation', () => {
  it('is shown when it was renamed', async () => {
    const { host, store } = await start([createSummary(1)])
    host.answers['conversation.rename'] = (input) => createSummary(1, { title: input.title })
    await store.rename(conversationId(1), 'Refunds')
    expect(store.listed).toEqual([createSummary(1, { title: 'Refunds' })])
  })

  it('is shown when it was deleted', async () => {
    const { host, store } = await start([createSummary(2), createSummary(1)])
    host.answers['conversation.delete'] = () => ({})
    await store.deleteConversations([conversationId(2)])
    expect(listIds(store)).toEqual([conversationId(1)])
  })
})

describe('an answer that ended', () => {
  it('is unread when its conversation was out of sight, until it is opened', async () => {
    const { host, store } = await start([createSummary(2), createSummary(1)])
    store.select(conversationId(2))
    change(host, createSummary(1, { isRunning: true }))
    change(host, createSummary(1, { isUnread: true }))
    const before = [...store.unread]
    store.select(conversationId(1))
    expect([before, [...store.unread], host.calls.at(-1)]).toEqual([
      [[conversationId(1), profileId(1)]],
      [],
      ['conversation.markRead', { conversationId: conversationId(1) }],
    ])
  })

  it('is unread in a profile that is not shown', async () => {
    const { host, store } = await start([])
    change(host, createSummary(5, { profileId: profileId(2), isRunning: true }))
    change(host, createSummary(5, { profileId: profileId(2), isUnread: true }))
    expect([[...store.unread], listIds(store)]).toEqual([[[conversationId(5), profileId(2)]], []])
  })

  it('is not unread in the selected conversation, nor after a rename', async () => {
    const { host, store } = await start([createSummary(2, { isRunning: true }), createSummary(1)])
    store.select(conversationId(2))
    change(host, createSummary(2, { isUnread: true }))
    change(host, createSummary(1, { title: 'Renamed' }))
    expect([[...store.unread], host.calls.at(-1)]).toEqual([
      [],
      ['conversation.markRead', { conversationId: conversationId(2) }],
    ])
  })

  it('is unread in no list once its conversation lies in the bin, nor is that listed', async () => {
    const { host, store } = await start([createSummary(2), createSummary(1, { isUnread: true })])
    change(host, createSummary(1, { isUnread: true, shelf: 'bin', deletedAt: 5 }))
    expect([[...store.unread], listIds(store)]).toEqual([[], [conversationId(2)]])
  })
})
