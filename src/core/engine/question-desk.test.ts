import { describe, expect, it, vi } from 'vitest'
import { createFailure } from '#shared/failure.ts'
import { listMessages } from '#core/store/messages.ts'
import {
  complete,
  createTestEngine,
  failureCode,
  followAsPage,
  outline,
  settings,
  settle,
  start,
  text,
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

  it('of a card carries what was done with it, also when it is asked again', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const widgetAction = { widgetId: 'w', runId: 'r', actionType: 'book', payload: '{"to":"Bern"}' }
    await test.engine.handlers['question.ask']({ conversationId: id, text: 'Book: Bern', widgetAction })
    await settle()
    await test.dictations[0]?.send(start, complete)
    test.clock.advance(25)
    await test.engine.handlers['question.retry']({ conversationId: id })
    await settle()
    expect([outline(await test.open(id)).at(0), ...test.dictations.map(({ question }) => question)]).toEqual([
      'user complete: Book: Bern|widget-action',
      expect.objectContaining({ text: 'Book: Bern', widgetAction }),
      expect.objectContaining({ text: 'Book: Bern', widgetAction }),
    ])
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

  it('carries what the profile says at the moment when it is asked', async () => {
    const test = createTestEngine()
    const id = await test.createConversation()
    const [profile] = await test.engine.handlers['profile.list']({})
    if (!profile) throw new Error('no profile')
    const before = await test.ask(id)
    await before.send(start, complete)
    test.clock.advance(25)
    const requestDefaults = { model: 'terse-1', webSearch: 'off' } as const
    await test.engine.handlers['profile.update']({
      profileId: profile.id,
      settings: { ...settings, requestDefaults },
    })
    await test.engine.handlers['question.retry']({ conversationId: id })
    await settle()
    expect(test.dictations.map(({ question }) => question.options)).toEqual([undefined, requestDefaults])
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
