import { describe, expect, it } from 'vitest'
import { complete, createTestEngine, failureCode, outline, start, text } from './test-engine.ts'

describe('conversations and profiles', () => {
  it('lists conversations newest first with what runs in them', async () => {
    const test = createTestEngine()
    const first = await test.createConversation()
    test.clock.advance(10)
    const second = await test.createConversation()
    test.clock.advance(10)
    await test.ask(first, 'Hi')
    const [profile] = await test.engine.handlers['profile.list']({})
    if (!profile) throw new Error('no profile')
    const list = await test.engine.handlers['conversation.list']({ profileId: profile.id })
    expect(list.map(({ id, title, isRunning }) => ({ id, title, isRunning }))).toEqual([
      { id: first, title: 'Hi', isRunning: true },
      { id: second, title: '', isRunning: false },
    ])
  })

  it('deletes a conversation for ever with its running answer and says nothing of it any more', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await test.engine.handlers['conversation.delete']({ conversationIds: [id] })
    await test.engine.handlers['conversation.deleteForever']({ conversationIds: [id] })
    const before = test.events.length
    await dictation.send(start, text('late'), complete)
    test.clock.advance(1000)
    expect({
      aborted: dictation.signal.aborted,
      last: test.events[before - 1],
      after: test.events.slice(before),
      open: await failureCode(() => test.open(id)),
    }).toEqual({
      aborted: true,
      last: { name: 'conversation.removed', payload: { conversationId: id } },
      after: [],
      open: 'not-found',
    })
  })

  it('deletes a profile with everything that belongs to it', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id)
    const [profile] = await test.engine.handlers['profile.list']({})
    if (!profile) throw new Error('no profile')
    await test.engine.handlers['settings.set']({ selectedProfileId: profile.id })
    await test.engine.handlers['profile.delete']({ profileId: profile.id, history: 'delete' })
    expect({
      profiles: await test.engine.handlers['profile.list']({}),
      selected: (await test.engine.handlers['settings.get']({})).selectedProfileId,
      open: await failureCode(() => test.open(id)),
    }).toEqual({ profiles: [], selected: null, open: 'not-found' })
  })

  it('makes the demo profile once and asks the simulator through it', async () => {
    const test = createTestEngine()
    const first = await test.engine.handlers['profile.addDemo']({})
    const second = await test.engine.handlers['profile.addDemo']({})
    const id = (await test.engine.handlers['conversation.create']({ profileId: first.id })).id
    const { connection } = await test.ask(id)
    expect({
      same: first.id === second.id,
      serviceUrl: connection.serviceUrl,
      appKey: connection.appKey,
    }).toEqual({
      same: true,
      serviceUrl: 'http://127.0.0.1:1',
      appKey: 'demo-key',
    })
  })

  it('cleans a pasted AppKey and shows its last four characters only', async () => {
    const test = createTestEngine()
    const profile = await test.engine.handlers['profile.add']({
      appKey: '  abcdefgh\r\n ijklmnop ',
      settings: {
        name: 'Work',
        color: 'blue',
        site: 'china',
        accessMethod: 'automatic',
        protocolVersion: 'automatic',
        visitorId: 'v',
      },
    })
    const id = (await test.engine.handlers['conversation.create']({ profileId: profile.id })).id
    const { connection } = await test.ask(id)
    expect({ hint: profile.appKeyHint, status: profile.appKeyStatus, sent: connection.appKey }).toEqual({
      hint: 'mnop',
      status: 'sealed',
      sent: 'abcdefghijklmnop',
    })
  })

  it('never lets an AppKey out by a reply, an event or the clear text of the history', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await (await test.ask(id)).send(start, text('x'), complete)
    test.clock.advance(25)
    const replies = [
      await test.engine.handlers['profile.list']({}),
      await test.engine.handlers['settings.get']({}),
    ]
    const out =
      JSON.stringify([replies, test.events, await test.open(id)]) + test.db.serialize().toString('latin1')
    expect(out.includes('canary-app-key')).toBe(false)
  })
})

it('a conversation is opened around a message and read on from there to what is being written', async () => {
  const test = createTestEngine()
  const conversationId = await test.createConversation()
  for (const question of ['One?', 'Two?']) {
    await (await test.ask(conversationId, question)).send(start, text('So.'), complete)
    test.clock.advance(25)
  }
  await (await test.ask(conversationId, 'Three?')).send(start, text('As'))
  test.clock.advance(25)
  const open = test.engine.handlers['conversation.open']
  const [, , middle] = await test.open(conversationId)
  const around = await open({ conversationId, around: middle?.id, limit: 3 })
  const later = await open({ conversationId, after: around.messages.at(-1)?.id, limit: 3 })
  expect(
    [around, later].map(({ messages, hasEarlier, hasLater }) => [hasEarlier, ...outline(messages), hasLater]),
  ).toEqual([
    [true, 'assistant complete: So.', 'user complete: Two?', 'assistant complete: So.', true],
    [true, 'user complete: Three?', 'assistant streaming: As', false],
  ])
})
