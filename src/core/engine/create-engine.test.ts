import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { createFailure } from '#shared/failure.ts'
import { listMessages } from '#core/store/messages.ts'
import {
  complete,
  createTestEngine,
  failureCode,
  followAsPage,
  outline,
  settle,
  start,
  text,
  type TestEngine,
} from './test-engine.ts'

describe('a question', () => {
  it('is in the history with its waiting answer before anything is sent', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.engine.handlers['question.ask']({ conversationId: id, text: 'Hello?' })
    expect(outline(await test.open(id))).toEqual(['user sending: Hello?', 'assistant streaming: '])
  })

  it('is flushed to the disk before it is sent, and its answer when it has ended', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const pragma = vi.spyOn(test.db, 'pragma')
    const order: unknown[] = []
    pragma.mockImplementation((source) => order.push(source))
    const dictation = await test.ask(id)
    order.push('sent')
    await dictation.send(start, text('All'))
    test.clock.advance(25)
    order.push('painted')
    await dictation.send(complete)
    test.clock.advance(25)
    expect(order).toEqual([
      'synchronous = FULL',
      'synchronous = NORMAL',
      'sent',
      'painted',
      'synchronous = FULL',
      'synchronous = NORMAL',
      'wal_checkpoint(PASSIVE)',
    ])
  })

  it('is answered piece by piece until the end', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send(start, text('Hel'), text('lo'), complete)
    test.clock.advance(25)
    expect(outline(await test.open(id))).toEqual(['user complete: Hello?', 'assistant complete: Hello'])
  })

  it('carries the key, the visitor and the conversation to the service', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const { connection, question } = await test.ask(id, 'Hi')
    const [, answer] = await test.open(id)
    expect({ appKey: connection.appKey, visitorId: connection.visitorId, question }).toEqual({
      appKey: 'canary-app-key-1234',
      visitorId: 'visitor-1',
      question: { requestId: answer?.remote.requestId, conversationId: id, text: 'Hi' },
    })
  })

  it('gives its conversation a title once', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await (await test.ask(id, 'First words')).send(start, complete)
    test.clock.advance(25)
    await test.ask(id, 'Other words')
    const { conversation } = await test.engine.handlers['conversation.open']({ conversationId: id })
    expect(conversation.title).toBe('First words')
  })

  it.each(['', '   \n '])('is refused when it is %j', async (question) => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const code = await failureCode(() =>
      test.engine.handlers['question.ask']({ conversationId: id, text: question }),
    )
    expect({ code, messages: await test.open(id) }).toEqual({ code: 'empty-question', messages: [] })
  })

  it('is refused while another one of the conversation is being answered', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    await test.ask(id)
    expect(await failureCode(() => test.ask(id, 'And?'))).toBe('answer-running')
  })

  it('fails in words when the key cannot be read', async () => {
    const test = createTestEngine({
      secrets: {
        protection: 'key-file',
        seal: () => Promise.resolve(null),
        unseal: () => Promise.resolve(null),
      },
    })
    await test.addProfile()
    const second = createTestEngine({ db: test.db })
    const id = await second.createConversation()
    await second.engine.handlers['question.ask']({ conversationId: id, text: 'Hi' })
    await settle()
    second.clock.advance(25)
    expect(outline(await second.open(id))).toEqual(['user failed: Hi', 'assistant failed (key-missing): '])
  })
})

describe('pieces of an answer', () => {
  it('are in the history before any page hears of them', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    const differences: unknown[] = []
    test.engine.subscribe((event) => {
      if (event.name !== 'answer.progressed') return
      const stored = listMessages(test.db, id, { limit: 10 }).messages
      const seen = followAsPage(test.events, id)
      if (JSON.stringify(stored) !== JSON.stringify(seen)) differences.push({ stored, seen })
    })
    await dictation.send(start)
    for (const piece of ['One ', 'two ', 'three ', 'four']) {
      await dictation.send(text(piece))
      test.clock.advance(25)
    }
    await dictation.send(complete)
    test.clock.advance(25)
    expect({ differences, outline: outline(await test.open(id)) }).toEqual({
      differences: [],
      outline: ['user complete: Hello?', 'assistant complete: One two three four'],
    })
  })

  it('are joined to one event a frame', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    test.events.length = 0
    await dictation.send(...Array.from({ length: 100 }, () => text('x')))
    test.clock.advance(25)
    const progress = test.events.filter(({ name }) => name === 'answer.progressed')
    expect(progress.map(({ payload }) => 'events' in payload && payload.events)).toEqual([
      [text('x'.repeat(100))],
    ])
  })

  it('reach each its own conversation when several answers run at once', async () => {
    const test = createTestEngine()
    const ids = [
      await test.createConversation(),
      await test.createConversation(),
      await test.createConversation(),
    ]
    const dictations = []
    for (const id of ids) dictations.push(await test.ask(id))
    for (const round of ['a', 'b']) {
      for (const [index, dictation] of dictations.entries()) await dictation.send(text(`${round}${index} `))
      test.clock.advance(25)
    }
    await dictations[1]?.send(complete)
    test.clock.advance(25)
    const outlines = await Promise.all(ids.map(async (id) => outline(await test.open(id))))
    expect(outlines.map((lines) => lines[1])).toEqual([
      'assistant streaming: a0 b0 ',
      'assistant complete: a1 b1 ',
      'assistant streaming: a2 b2 ',
    ])
  })

  it('stay visible while the history cannot be written, and are written when it can again', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    test.db.pragma('query_only = ON')
    await dictation.send(text('kept '))
    test.clock.advance(25)
    const shown = followAsPage(test.events, id).at(-1)?.parts
    test.db.pragma('query_only = OFF')
    await dictation.send(text('all'), complete)
    test.clock.advance(1000)
    expect({
      shown,
      history: test.events.flatMap(({ name, payload }) =>
        name === 'history.changed' ? [payload.failure] : [],
      ),
      stored: listMessages(test.db, id, { limit: 10 }).messages.at(-1)?.parts,
    }).toEqual({
      shown: [{ type: 'text', key: 'text:1', text: 'kept ', quotes: [], references: [] }],
      history: [createFailure('not-saved'), null],
      stored: [{ type: 'text', key: 'text:1', text: 'kept all', quotes: [], references: [] }],
    })
  })
})

describe('an answer', () => {
  it('that a person stops keeps its text and takes nothing more', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send(start, text('So far'))
    await test.engine.handlers['answer.stop']({ conversationId: id })
    await dictation.send(text(' and more'), complete)
    test.clock.advance(25)
    expect({ aborted: dictation.signal.aborted, outline: outline(await test.open(id)) }).toEqual({
      aborted: true,
      outline: ['user complete: Hello?', 'assistant stopped: So far'],
    })
  })

  it('whose stream ends without an end is interrupted', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send(start, text('Half'))
    await dictation.breakOff()
    test.clock.advance(25)
    expect(outline(await test.open(id))).toEqual([
      'user complete: Hello?',
      'assistant interrupted (cut-off): Half',
    ])
  })

  it('whose stream throws fails without a word of the error', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.fail(new Error('secret inside'))
    test.clock.advance(25)
    expect(outline(await test.open(id))).toEqual(['user failed: Hello?', 'assistant failed (unexpected): '])
  })

  it('is interrupted with its text when the program ends', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send(start, text('Half'))
    const pages = test.events
    await test.engine.close()
    expect(followAsPage(pages, id).map(({ status, failure }) => [status, failure?.code])).toEqual([
      ['complete', undefined],
      ['interrupted', 'stopped-with-program'],
    ])
  })

  it('that was running when the program died is interrupted with its text at the next start', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send(start, text('Half'))
    test.clock.advance(25)
    const next = createTestEngine({ db: test.db })
    expect(outline(await next.open(id))).toEqual([
      'user complete: Hello?',
      'assistant interrupted (stopped-with-program): Half',
    ])
  })
})

describe('asking again', () => {
  it('replaces an answer that brought nothing', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send({ type: 'answer-end', status: 'failed', failure: createFailure('busy') })
    test.clock.advance(25)
    await test.engine.handlers['question.retry']({ conversationId: id })
    await settle()
    await test.dictations.at(-1)?.send(start, text('Now'), complete)
    test.clock.advance(25)
    expect({
      asked: test.dictations.map(({ question }) => question.text),
      newRequest: test.dictations[0]?.question.requestId !== test.dictations[1]?.question.requestId,
      outline: outline(await test.open(id)),
      page: followAsPage(test.events, id).length,
    }).toEqual({
      asked: ['Hello?', 'Hello?'],
      newRequest: true,
      outline: ['user complete: Hello?', 'assistant complete: Now'],
      page: 2,
    })
  })

  it('keeps an answer that brought some text', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await dictation.send(start, text('Half'))
    await dictation.breakOff()
    test.clock.advance(25)
    await test.engine.handlers['question.retry']({ conversationId: id })
    expect(outline(await test.open(id))).toEqual([
      'user complete: Hello?',
      'assistant interrupted (cut-off): Half',
      'assistant streaming: ',
    ])
  })

  it('has nothing to ask in an empty conversation', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    expect(await failureCode(() => test.engine.handlers['question.retry']({ conversationId: id }))).toBe(
      'not-found',
    )
  })
})

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

  it('deletes a conversation with its running answer and says nothing of it any more', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const dictation = await test.ask(id)
    await test.engine.handlers['conversation.delete']({ conversationId: id })
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
    await test.engine.handlers['profile.delete']({ profileId: profile.id })
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

describe('a page that opens at any moment', () => {
  const actions = [
    'ask',
    'start',
    'text',
    'complete',
    'break',
    'stop',
    'retry',
    'frame',
    'refuse writing',
    'allow writing',
  ] as const
  type Action = (typeof actions)[number]

  it('shows the same as one that was there from the start, whatever happens in which order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...actions), { maxLength: 40 }),
        fc.nat(40),
        async (sequence, openedAt) => {
          const test = createTestEngine()
          const id = await test.createConversation()
          let opened = await test.engine.handlers['conversation.open']({ conversationId: id })
          for (const [index, action] of sequence.entries()) {
            if (index === openedAt)
              opened = await test.engine.handlers['conversation.open']({ conversationId: id })
            await act(test, id, action)
          }
          await act(test, id, 'allow writing')
          test.clock.advance(1000)
          const stored = listMessages(test.db, id, { limit: 100 }).messages
          expect(await test.open(id)).toEqual(stored)
          expect(followAsPage(test.events, id)).toEqual(stored)
          expect(followAsPage(test.events, id, opened)).toEqual(stored)
          expect(test.engine.isBusy()).toBe(stored.some(({ status }) => status === 'streaming'))
        },
      ),
      { numRuns: 150 },
    )
  })

  async function act(test: TestEngine, conversationId: Parameters<TestEngine['open']>[0], action: Action) {
    const { handlers } = test.engine
    const last = test.dictations.at(-1)
    switch (action) {
      case 'ask':
        await failureCode(() => handlers['question.ask']({ conversationId, text: 'Q' }))
        return settle()
      case 'retry':
        await failureCode(() => handlers['question.retry']({ conversationId }))
        return settle()
      case 'start':
        return last?.send(start)
      case 'text':
        return last?.send(text('piece '))
      case 'complete':
        return last?.send(complete)
      case 'break':
        return last?.breakOff()
      case 'stop':
        await handlers['answer.stop']({ conversationId })
        return settle()
      case 'frame':
        test.clock.advance(25)
        return settle()
      case 'refuse writing':
        return test.db.pragma('query_only = ON')
      case 'allow writing':
        return test.db.pragma('query_only = OFF')
    }
  }
})
