import { describe, expect, it } from 'vitest'
import type { AnswerEvent, Message } from '#shared/answer.ts'
import type { ConversationPage } from '#shared/contract/contract.ts'
import { createFailure, FailureError, type FailureCode } from '#shared/failure.ts'
import { useConversationsStore } from './conversations.ts'
import { useOpenConversationStore } from './open-conversation.ts'
import { useProfilesStore } from './profiles.ts'
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

type Store = ReturnType<typeof useOpenConversationStore>

const streaming = createMessage(2, { status: 'streaming' })
const question = createMessage(1, { role: 'user' })

function createPage(changes: Partial<ConversationPage> = {}): ConversationPage {
  return {
    conversation: createSummary(1),
    messages: [question, streaming],
    hasEarlier: false,
    hasLater: false,
    earlier: 0,
    later: 0,
    firstUnread: null,
    revision: 10,
    ...changes,
  }
}

async function start(page: ConversationPage = createPage()): Promise<{ host: TestHost; store: Store }> {
  const host = startTestHost({
    'profile.list': () => [createProfile(1)],
    'conversation.list': () => [createSummary(2), createSummary(1)],
    'conversation.open': () => page,
  })
  await useProfilesStore().load()
  const store = useOpenConversationStore()
  await settle()
  return { host, store }
}

async function startOpen(page: ConversationPage = createPage()): Promise<{ host: TestHost; store: Store }> {
  const started = await start(page)
  useConversationsStore().select(conversationId(1))
  await settle()
  return started
}

function progress(host: TestHost, revision: number, ...events: AnswerEvent[]): void {
  host.emit({
    name: 'answer.progressed',
    payload: { conversationId: conversationId(1), revision, messageId: messageId(2), events },
  })
}

function delta(text: string): AnswerEvent {
  return { type: 'text-delta', part: 'text', text }
}

function withText(text: string): Message {
  return { ...streaming, parts: [{ type: 'text', key: 'text', text, quotes: [], references: [] }] }
}

function refuse(code: FailureCode): never {
  throw new FailureError(createFailure(code))
}

function countOpens(host: TestHost): number {
  return host.calls.filter(([name]) => name === 'conversation.open').length
}

describe('the open conversation', () => {
  it('is none until one is selected', async () => {
    const { store } = await start()
    expect([store.status, store.messages, store.conversation]).toEqual(['none', [], null])
  })

  it('shows the title at once and the messages when they have come', async () => {
    const { host, store } = await start()
    const reply = Promise.withResolvers<ConversationPage>()
    host.answers['conversation.open'] = () => reply.promise
    useConversationsStore().select(conversationId(1))
    const before = [store.status, store.conversation, store.messages]
    reply.resolve(createPage())
    await settle()
    expect([before, [store.status, store.isRunning, store.messages]]).toEqual([
      ['loading', createSummary(1), []],
      ['ready', true, [question, streaming]],
    ])
  })

  it('says why it cannot be read, and is read again when it is opened again', async () => {
    const { host, store } = await start()
    host.answers['conversation.open'] = () => refuse('unexpected')
    useConversationsStore().select(conversationId(1))
    await settle()
    const before = [store.status, store.failure?.code]
    host.answers['conversation.open'] = () => createPage()
    await store.open(conversationId(1))
    expect([before, store.status, store.failure]).toEqual([['failed', 'unexpected'], 'ready', null])
  })

  it('shows the one that was selected last when replies cross', async () => {
    const { host, store } = await start()
    const slow = Promise.withResolvers<ConversationPage>()
    host.answers['conversation.open'] = (input) =>
      input.conversationId === conversationId(1)
        ? slow.promise
        : createPage({ conversation: createSummary(2), messages: [] })
    useConversationsStore().select(conversationId(1))
    useConversationsStore().select(conversationId(2))
    await settle()
    slow.resolve(createPage())
    await settle()
    expect([store.conversation, store.messages]).toEqual([createSummary(2), []])
  })

  it('is closed when it is removed', async () => {
    const { host, store } = await startOpen()
    host.emit({ name: 'conversation.removed', payload: { conversationId: conversationId(1) } })
    expect([store.status, store.messages]).toEqual(['none', []])
  })
})

describe('events about the open conversation', () => {
  it('are folded into the message they mean, which alone loses its identity', async () => {
    const { host, store } = await startOpen()
    const [before] = store.messages
    progress(host, 11, delta('Hel'), delta('lo'))
    progress(host, 12, delta('.'))
    expect([store.messages, store.messages[0] === before]).toEqual([[question, withText('Hello.')], true])
  })

  it('add, change and remove messages', async () => {
    const { host, store } = await startOpen(createPage({ messages: [question] }))
    const change = { conversationId: conversationId(1) }
    host.emit({ name: 'message.added', payload: { ...change, revision: 11, message: createMessage(3) } })
    host.emit({ name: 'message.added', payload: { ...change, revision: 12, message: createMessage(4) } })
    host.emit({ name: 'message.removed', payload: { ...change, revision: 13, messageId: messageId(3) } })
    const stopped = createMessage(4, { status: 'stopped' })
    host.emit({ name: 'message.changed', payload: { ...change, revision: 14, message: stopped } })
    expect(store.messages).toEqual([question, stopped])
  })

  it('are left out when the page already shows them', async () => {
    const { host, store } = await startOpen()
    progress(host, 9, delta('old'))
    progress(host, 10, delta('old'))
    expect(store.messages).toEqual([question, streaming])
  })

  it('wait for the page that is on its way, and the older ones are left out', async () => {
    const { host, store } = await start()
    const reply = Promise.withResolvers<ConversationPage>()
    host.answers['conversation.open'] = () => reply.promise
    useConversationsStore().select(conversationId(1))
    progress(host, 10, delta('a'))
    progress(host, 11, delta('b'))
    reply.resolve(createPage({ messages: [question, withText('a')] }))
    await settle()
    progress(host, 12, delta('c'))
    expect(store.messages).toEqual([question, withText('abc')])
  })

  it('make the page be read anew when one of them is missing', async () => {
    const { host, store } = await startOpen()
    host.answers['conversation.open'] = () =>
      createPage({ revision: 13, messages: [question, withText('all of it')] })
    progress(host, 12, delta('after a gap'))
    progress(host, 14, delta(', and more'))
    const during = store.messages
    await settle()
    expect([during, store.messages, countOpens(host)]).toEqual([
      [question, streaming],
      [question, withText('all of it, and more')],
      2,
    ])
  })

  it('about another conversation change nothing', async () => {
    const { host, store } = await startOpen()
    host.emit({
      name: 'message.added',
      payload: { conversationId: conversationId(2), revision: 11, message: createMessage(9) },
    })
    expect(store.messages).toEqual([question, streaming])
  })

  it('end the running answer', async () => {
    const { host, store } = await startOpen()
    progress(host, 11, { type: 'answer-end', status: 'complete', endedAt: 5 })
    expect([store.isRunning, store.messages.at(-1)]).toEqual([
      false,
      { ...streaming, status: 'complete', endedAt: 5 },
    ])
  })

  it('carry the title of a renamed conversation', async () => {
    const { host, store } = await startOpen()
    const renamed = createSummary(1, { title: 'Refunds' })
    host.emit({ name: 'conversation.changed', payload: { conversation: renamed } })
    expect(store.conversation).toEqual(renamed)
  })
})

describe('a title that comes while the page is on its way', () => {
  it('is newer than the one in the page', async () => {
    const { host, store } = await start()
    const reply = Promise.withResolvers<ConversationPage>()
    host.answers['conversation.open'] = () => reply.promise
    useConversationsStore().select(conversationId(1))
    const titled = createSummary(1, { title: 'First words' })
    host.emit({ name: 'conversation.changed', payload: { conversation: titled } })
    reply.resolve(createPage({ conversation: createSummary(1, { title: '' }) }))
    await settle()
    expect(store.conversation).toEqual(titled)
  })
})

describe('after a break of the connection', () => {
  it('the page is read anew', async () => {
    const { host, store } = await startOpen()
    host.answers['conversation.open'] = () =>
      createPage({ revision: 40, messages: [question, withText('while you were away')] })
    host.reconnect()
    await settle()
    progress(host, 41, delta('.'))
    expect(store.messages).toEqual([question, withText('while you were away.')])
  })

  it('what is on the screen stays there when it cannot be read', async () => {
    const { host, store } = await startOpen()
    host.answers['conversation.open'] = () => refuse('unreachable')
    host.reconnect()
    await settle()
    expect([store.status, store.failure?.code, store.messages]).toEqual([
      'ready',
      'unreachable',
      [question, streaming],
    ])
  })

  it('earlier messages that were scrolled to stay above the page', async () => {
    const { host, store } = await startOpen(createPage({ hasEarlier: true }))
    const earlier = createMessage(0, { role: 'user' })
    host.answers['conversation.open'] = (input) =>
      input.before === undefined
        ? createPage({ hasEarlier: true, revision: 20 })
        : createPage({ messages: [earlier], hasEarlier: false })
    await store.loadEarlier()
    host.reconnect()
    await settle()
    expect([store.messages, store.hasEarlier]).toEqual([[earlier, question, streaming], false])
  })
})

describe('earlier messages', () => {
  it('are put before the others, once at a time', async () => {
    const { host, store } = await startOpen(createPage({ hasEarlier: true }))
    const earlier = createMessage(0)
    host.answers['conversation.open'] = () => createPage({ messages: [earlier], hasEarlier: false })
    await Promise.all([store.loadEarlier(), store.loadEarlier()])
    await store.loadEarlier()
    expect([store.messages, store.hasEarlier, host.calls.at(-1), countOpens(host)]).toEqual([
      [earlier, question, streaming],
      false,
      ['conversation.open', { conversationId: conversationId(1), before: messageId(1) }],
      2,
    ])
  })

  it('are dropped when another conversation is on the screen by then', async () => {
    const { host, store } = await startOpen(createPage({ hasEarlier: true }))
    const slow = Promise.withResolvers<ConversationPage>()
    host.answers['conversation.open'] = (input) =>
      input.before === undefined ? createPage({ conversation: createSummary(2), messages: [] }) : slow.promise
    const loading = store.loadEarlier()
    useConversationsStore().select(conversationId(2))
    slow.resolve(createPage({ messages: [createMessage(0)] }))
    await loading
    await settle()
    expect([store.messages, store.isLoadingEarlier]).toEqual([[], false])
  })
})

describe('a message that a person is brought to', () => {
  const found = createMessage(50, { role: 'user' })
  const nextToIt = createMessage(51)
  const around = createPage({ messages: [found, nextToIt], hasEarlier: true, hasLater: true })

  /** The end, unless another stretch is asked for. */
  function answerAround(host: TestHost): void {
    host.answers['conversation.open'] = (input) => (input.around === undefined ? createPage() : around)
  }

  async function startAround(): Promise<{ host: TestHost; store: Store }> {
    const started = await startOpen()
    answerAround(started.host)
    await started.store.showMessage(createSummary(1), found.id)
    return started
  }

  it('is shown with what is around it', async () => {
    const { host, store } = await startAround()
    expect([store.messages, store.hasEarlier, store.hasLater, store.view, host.calls.at(-1)]).toEqual([
      [found, nextToIt],
      true,
      true,
      { at: 'message', messageId: found.id },
      ['conversation.open', { conversationId: conversationId(1), around: found.id }],
    ])
  })

  it('is gone to without being read again when it is there', async () => {
    const { host, store } = await startOpen()
    await store.showMessage(createSummary(1), question.id)
    expect([store.view, countOpens(host)]).toEqual([{ at: 'message', messageId: question.id }, 1])
  })

  it.each([
    ['no conversation is open', async () => (await start()).host],
    [
      'another one is open',
      async () => {
        const { host } = await start()
        useConversationsStore().select(conversationId(2))
        await settle()
        return host
      },
    ],
  ])('has its conversation selected, read once, when %s', async (_situation, begin) => {
    const host = await begin()
    const store = useOpenConversationStore()
    answerAround(host)
    const before = countOpens(host)
    await store.showMessage(createSummary(1), found.id)
    await settle()
    expect([
      useConversationsStore().selectedId,
      store.messages,
      store.view,
      countOpens(host) - before,
    ]).toEqual([conversationId(1), [found, nextToIt], { at: 'message', messageId: found.id }, 1])
  })

  it('gives way to the end of the conversation when it was deleted', async () => {
    const { host, store } = await startOpen()
    host.answers['conversation.open'] = (input) =>
      input.around === undefined ? createPage() : refuse('not-found')
    await store.showMessage(createSummary(1), found.id)
    expect([store.messages, store.view, store.failure]).toEqual([[question, streaming], { at: 'end' }, null])
  })

  it('stays on the screen while something happens below it, which is not shown', async () => {
    const { host, store } = await startAround()
    const change = { conversationId: conversationId(1) }
    progress(host, 11, delta('unseen'))
    host.emit({ name: 'message.added', payload: { ...change, revision: 12, message: createMessage(60) } })
    const renamed = { ...found, isDamaged: true as const }
    host.emit({ name: 'message.changed', payload: { ...change, revision: 13, message: renamed } })
    expect([store.messages, store.view]).toEqual([
      [renamed, nextToIt],
      { at: 'message', messageId: found.id },
    ])
  })

  it('says that an answer runs when it is further down', async () => {
    const { host, store } = await startAround()
    const conversation = createSummary(1, { isRunning: true })
    const before = store.isRunning
    host.emit({ name: 'conversation.changed', payload: { conversation } })
    expect([before, store.isRunning]).toEqual([false, true])
  })

  it('is followed by what comes later, once at a time, down to the end', async () => {
    const { host, store } = await startAround()
    host.answers['conversation.open'] = () => createPage()
    await Promise.all([store.loadLater(), store.loadLater()])
    await store.loadLater()
    progress(host, 11, delta('on'))
    expect([store.messages, store.hasLater, store.view, host.calls.at(-1), countOpens(host)]).toEqual([
      [found, nextToIt, question, withText('on')],
      false,
      { at: 'message', messageId: found.id },
      ['conversation.open', { conversationId: conversationId(1), after: nextToIt.id }],
      3,
    ])
  })

  it.each([
    ['what the page had not seen is folded into it', 10, streaming],
    ['what the page contains already is left out', 12, withText('ab')],
  ])('is followed by a running answer: %s', async (_situation, revision, shown) => {
    const { host, store } = await startAround()
    const reply = Promise.withResolvers<ConversationPage>()
    host.answers['conversation.open'] = () => reply.promise
    const loading = store.loadLater()
    progress(host, 11, delta('a'))
    reply.resolve(createPage({ revision, messages: [shown] }))
    await loading
    progress(host, 12, delta('b'))
    progress(host, 13, delta('c'))
    expect(store.messages.at(-1)).toEqual(withText('abc'))
  })

  it('stays where it is when the page is read anew after a break', async () => {
    const { host, store } = await startAround()
    const changed = { ...found, isDamaged: true as const }
    host.answers['conversation.open'] = () => ({ ...around, messages: [changed], revision: 40 })
    const { view } = store
    host.reconnect()
    await settle()
    expect([store.messages, store.view === view, host.calls.at(-1)]).toEqual([
      [changed, nextToIt],
      true,
      ['conversation.open', { conversationId: conversationId(1), around: nextToIt.id }],
    ])
  })

  it('is left for the newest one on request, and by asking', async () => {
    const { store: first } = await startAround()
    await first.showEnd()
    const byRequest = [first.messages, first.hasLater, first.view]
    const { host, store } = await startAround()
    host.answers['question.ask'] = () => ({ questionId: messageId(1), answerId: messageId(2) })
    await store.ask('How?')
    expect([byRequest, [store.messages, store.hasLater, store.view], host.calls.at(-1)?.[0]]).toEqual([
      [[question, streaming], false, { at: 'end' }],
      [[question, streaming], false, { at: 'end' }],
      'question.ask',
    ])
  })
})

describe('where a conversation is opened', () => {
  const unseen = createMessage(9)

  async function leave(): Promise<void> {
    useConversationsStore().select(conversationId(2))
    await settle()
    useConversationsStore().select(conversationId(1))
    await settle()
  }

  it('is the first answer that nobody has seen, read with what is around it', async () => {
    const host = startTestHost({
      'profile.list': () => [createProfile(1)],
      'conversation.list': () => [createSummary(1)],
      'conversation.open': (input) =>
        createPage({
          firstUnread: unseen.id,
          ...(input.around === unseen.id ? { messages: [unseen, streaming] } : {}),
        }),
    })
    await useProfilesStore().load()
    const store = useOpenConversationStore()
    useConversationsStore().select(conversationId(1))
    await settle()
    expect([store.messages, store.view, store.firstUnread, countOpens(host)]).toEqual([
      [unseen, streaming],
      { at: 'unread', messageId: unseen.id },
      unseen.id,
      2,
    ])
  })

  it('is where the person has left it, or its end', async () => {
    const { host, store } = await startOpen()
    const place = { messageId: question.id, offset: -20 }
    store.setPlace(place)
    await leave()
    const again = [store.view, host.calls.findLast(([name]) => name === 'conversation.open')?.[1]]
    store.setPlace(null)
    await leave()
    expect([again, store.view]).toEqual([
      [
        { at: 'place', ...place },
        { conversationId: conversationId(1), around: question.id },
      ],
      { at: 'end' },
    ])
  })
})

describe('a long conversation', () => {
  const many = Array.from({ length: 380 }, (_, index) => createMessage(1000 + index))
  const older = Array.from({ length: 50 }, (_, index) => createMessage(100 + index))

  it('is kept around the place where the person reads', async () => {
    const { host, store } = await startOpen(createPage({ messages: many, hasEarlier: true, earlier: 70 }))
    host.answers['conversation.open'] = () =>
      createPage({ messages: older, hasEarlier: true, hasLater: true, earlier: 20, later: 380 })
    await store.loadEarlier()
    expect([store.messages, store.earlier, store.hasLater, store.later]).toEqual([
      [...older, ...many].slice(0, 400),
      20,
      true,
      30,
    ])
  })
})

it('a question of somebody else leaves the person where they are', async () => {
  const { host, store } = await startOpen()
  const { view } = store
  const message = createMessage(60, { role: 'user' })
  host.emit({ name: 'message.added', payload: { conversationId: conversationId(1), revision: 11, message } })
  expect([store.view === view, store.messages.at(-1)]).toEqual([true, message])
})

describe('a question', () => {
  const turn = { questionId: messageId(1), answerId: messageId(2) }

  it('is asked in the open conversation', async () => {
    const { host, store } = await startOpen()
    host.answers['question.ask'] = () => turn
    const askedIn = await store.ask('How?')
    expect([askedIn, host.calls.at(-1)]).toEqual([
      conversationId(1),
      ['question.ask', { conversationId: conversationId(1), text: 'How?' }],
    ])
  })

  it('makes its conversation first when none is open, and that one is open then', async () => {
    const { host, store } = await start()
    host.answers['conversation.create'] = () => createSummary(1, { title: '' })
    host.answers['question.ask'] = () => turn
    const askedIn = await store.ask('How?')
    await settle()
    expect([askedIn, store.status, useConversationsStore().selectedId]).toEqual([
      conversationId(1),
      'ready',
      conversationId(1),
    ])
  })

  it('that is refused says why, until the next one is accepted', async () => {
    const { host, store } = await startOpen()
    host.answers['question.ask'] = () => refuse('answer-running')
    const askedIn = await store.ask('How?')
    const code = store.failure?.code
    host.answers['question.ask'] = () => turn
    await store.ask('How?')
    expect([askedIn, code, store.status, store.failure]).toEqual([null, 'answer-running', 'ready', null])
  })

  it('that is refused because an answer is running says so until that has ended', async () => {
    const { host, store } = await startOpen()
    host.answers['question.ask'] = () => refuse('answer-running')
    await store.ask('How?')
    const code = store.failure?.code
    progress(host, 11, { type: 'answer-end', status: 'complete' })
    await settle()
    expect([code, store.failure]).toEqual(['answer-running', null])
  })

  it('that is refused after the person went elsewhere says nothing there', async () => {
    const { host, store } = await startOpen()
    const reply = Promise.withResolvers<never>()
    host.answers['question.ask'] = () => reply.promise
    const asking = store.ask('How?')
    useConversationsStore().select(conversationId(2))
    reply.reject(new FailureError(createFailure('not-saved')))
    expect([await asking, store.failure]).toEqual([null, null])
  })

  it('is asked again and its answer stopped in the open conversation only', async () => {
    const { host, store } = await startOpen()
    host.answers['question.retry'] = () => turn
    host.answers['answer.stop'] = () => ({})
    await store.retry()
    await store.stop()
    useConversationsStore().startNew()
    await store.retry()
    await store.stop()
    const input = { conversationId: conversationId(1) }
    expect(host.calls.slice(-2)).toEqual([
      ['question.retry', input],
      ['answer.stop', input],
    ])
  })
})
