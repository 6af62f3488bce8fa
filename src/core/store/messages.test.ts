import { describe, expect, it } from 'vitest'
import { applyAnswerEvent, type AnswerEvent, type Message } from '#shared/answer.ts'
import { createFailure, FailureError } from '#shared/failure.ts'
import { deleteConversation } from './conversations.ts'
import { openMemoryStore } from './create-history.ts'
import {
  appendPieces,
  deleteMessage,
  finishMessages,
  getMessage,
  insertTurn,
  listInterrupted,
  listMessages,
  updateMessage,
} from './messages.ts'
import { addConversation, createAnswer, createConversation, createQuestion, createText } from './test-rows.ts'
import { findSlowSteps } from './test-store.ts'

const notFound = new FailureError(createFailure('not-found'))

/** A message that uses every column and several kinds of parts. */
const rich: Partial<Message> = {
  status: 'failed',
  endedAt: 4000,
  usage: { tokens: { input: 12, output: 34, total: 46 }, elapsedMs: 1234.5 },
  failure: createFailure('service-failed', { remoteCode: 460001, remoteMessage: 'model "x" overloaded' }),
  remote: { requestId: 'r-1', recordId: '18446744073709551615', canRate: false, replyMethod: 1 },
  parts: [
    { type: 'thought', key: 'thought:1', text: 'Hm…', status: 'complete', title: 'Thought', durationMs: 900 },
    {
      type: 'step',
      key: 'step:1',
      kind: 'tool',
      name: 'clock',
      title: 'Clock',
      status: 'failed',
      input: '{"tz":"Asia/Shanghai"}',
    },
    {
      type: 'text',
      key: 'text:1',
      text: '九点到六点。\0 A lone surrogate \ud83d, an emoji 👩🏽‍🚀,\r\na line.',
      quotes: [{ index: '1', position: 3 }],
      references: [{ index: '1', kind: 'document', title: 'Opening hours', documentId: '9007199254740993' }],
    },
    { type: 'unknown', key: 'unknown:0', name: 'later', raw: '{"a":1}' },
  ],
}

function textPiece(text: string): AnswerEvent {
  return { type: 'text-delta', part: 'text:1', text }
}

describe('a turn', () => {
  it('comes back as it was stored, oldest message first', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const turns = [createQuestion(id), createAnswer(id, rich), createQuestion(id), createAnswer(id)]
    insertTurn(db, turns.slice(0, 2))
    insertTurn(db, turns.slice(2))

    expect(listMessages(db, id, { limit: 50 })).toEqual({
      messages: turns,
      hasEarlier: false,
      hasLater: false,
    })
  })

  it('is in the order in which it was stored, whatever the clock said', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const messages = [9000, 1000, 5000].map((createdAt) => createQuestion(id, { createdAt }))
    insertTurn(db, messages)

    expect(listMessages(db, id, { limit: 50 }).messages).toEqual(messages)
  })

  it('is stored as a whole or not at all', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const stray = createAnswer(createConversation().id)

    expect(() => insertTurn(db, [createQuestion(id), stray])).toThrow(notFound)
    expect(listMessages(db, id, { limit: 50 })).toEqual({ messages: [], hasEarlier: false, hasLater: false })
  })

  it('goes with its conversation, pieces and all', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const answer = createAnswer(id)
    insertTurn(db, [createQuestion(id), answer])
    appendPieces(db, [{ messageId: answer.id, events: [textPiece('Hello')] }])

    deleteConversation(db, id)

    const counts = ['messages', 'parts', 'pieces'].map((table) =>
      db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    )
    expect(counts).toEqual([0, 0, 0])
  })
})

describe('pages of a conversation', () => {
  it('follow each other to the first message, each once', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const messages = Array.from({ length: 7 }, (_, createdAt) => createQuestion(id, { createdAt }))
    insertTurn(db, messages)

    const last = listMessages(db, id, { limit: 3 })
    const middle = listMessages(db, id, { limit: 3, before: messages[4]?.id })
    const first = listMessages(db, id, { limit: 3, before: messages[1]?.id })
    const none = listMessages(db, id, { limit: 3, before: messages[0]?.id })

    expect([last, middle, first, none]).toEqual([
      { messages: messages.slice(4), hasEarlier: true, hasLater: false },
      { messages: messages.slice(1, 4), hasEarlier: true, hasLater: true },
      { messages: messages.slice(0, 1), hasEarlier: false, hasLater: true },
      { messages: [], hasEarlier: false, hasLater: true },
    ])
  })

  it('follow each other to the last message, each once', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const messages = Array.from({ length: 7 }, () => createQuestion(id))
    insertTurn(db, messages)

    const stretches = [0, 3, 5, 6].map((index) =>
      listMessages(db, id, { limit: 3, after: messages[index]?.id }),
    )

    expect(stretches).toEqual([
      { messages: messages.slice(1, 4), hasEarlier: true, hasLater: true },
      { messages: messages.slice(4), hasEarlier: true, hasLater: false },
      { messages: messages.slice(6), hasEarlier: true, hasLater: false },
      { messages: [], hasEarlier: true, hasLater: false },
    ])
  })

  it('have a message in their middle, or as near to it as the ends of the conversation allow', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const messages = Array.from({ length: 9 }, () => createQuestion(id))
    insertTurn(db, messages)

    const stretches = [0, 4, 8].map((index) =>
      listMessages(db, id, { limit: 5, around: messages[index]?.id }),
    )

    expect([...stretches, listMessages(db, id, { limit: 50, around: messages[4]?.id })]).toEqual([
      { messages: messages.slice(0, 5), hasEarlier: false, hasLater: true },
      { messages: messages.slice(2, 7), hasEarlier: true, hasLater: true },
      { messages: messages.slice(4), hasEarlier: true, hasLater: false },
      { messages, hasEarlier: false, hasLater: false },
    ])
  })

  it('are not found beside a message or in a conversation that is not there', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const elsewhere = createQuestion(addConversation(db).id)
    insertTurn(db, [elsewhere])

    for (const side of ['before', 'after', 'around'] as const) {
      expect(() => listMessages(db, id, { limit: 3, [side]: createQuestion(id).id })).toThrow(notFound)
      expect(() => listMessages(db, id, { limit: 3, [side]: elsewhere.id })).toThrow(notFound)
    }
    expect(() => listMessages(db, createConversation().id, { limit: 3 })).toThrow(notFound)
  })

  it('close up when a message is deleted', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const [question, empty, answer, next, added] = [
      createQuestion(id),
      createAnswer(id),
      createAnswer(id),
      createQuestion(id),
      createQuestion(id),
    ]
    insertTurn(db, [question, empty, answer, next])
    deleteMessage(db, empty.id)
    deleteMessage(db, next.id)
    insertTurn(db, [added])

    const pages = [listMessages(db, id, { limit: 2 }), listMessages(db, id, { limit: 2, before: answer.id })]

    expect(pages).toEqual([
      { messages: [answer, added], hasEarlier: true, hasLater: false },
      { messages: [question], hasEarlier: false, hasLater: true },
    ])
    expect(() => getMessage(db, empty.id)).toThrow(notFound)
  })
})

describe('an answer that is being written', () => {
  const events: AnswerEvent[][] = [
    [{ type: 'answer-start' }, { type: 'thought-delta', part: 'thought:1', text: 'Hm' }],
    [textPiece('We open '), textPiece('at nine')],
    [{ type: 'text-set', part: 'text:1', text: 'We open at ten' }, textPiece('.')],
    [
      { type: 'remote-set', remote: { recordId: '77' } },
      { type: 'usage-set', usage: { elapsedMs: 5 } },
    ],
    [{ type: 'unknown', name: 'later', raw: '{}' }],
  ]

  it('is read as everything it has received', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const answer = createAnswer(id)
    insertTurn(db, [answer])
    for (const batch of events) appendPieces(db, [{ messageId: answer.id, events: batch }])

    expect(getMessage(db, answer.id)).toEqual(events.flat().reduce(applyAnswerEvent, answer))
  })

  it('shares a transaction with the others and keeps its own pieces', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const answers = [createAnswer(id), createAnswer(id), createAnswer(id)]
    insertTurn(db, answers)
    for (const round of [1, 2]) {
      appendPieces(
        db,
        answers.map((answer, index) => ({ messageId: answer.id, events: [textPiece(`${index}.${round} `)] })),
      )
    }

    expect(listMessages(db, id, { limit: 9 }).messages.map(({ parts }) => parts)).toEqual([
      [createText('0.1 0.2 ')],
      [createText('1.1 1.2 ')],
      [createText('2.1 2.2 ')],
    ])
  })

  it('is its final parts once it has ended, and its pieces are gone', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const answer = createAnswer(id)
    insertTurn(db, [answer])
    for (const batch of events) appendPieces(db, [{ messageId: answer.id, events: batch }])
    const ended = { ...answer, ...rich }

    finishMessages(db, [ended])

    const pieces = db.prepare('SELECT count(*) FROM pieces').pluck().get()
    expect([getMessage(db, answer.id), pieces]).toEqual([ended, 0])
  })

  it('takes nothing more once it has ended or was deleted', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const [ended, deleted, running] = [createAnswer(id), createAnswer(id), createAnswer(id)]
    insertTurn(db, [ended, deleted, running])
    finishMessages(db, [{ ...ended, status: 'stopped' }])
    deleteMessage(db, deleted.id)

    appendPieces(
      db,
      [ended, deleted, running].map(({ id: messageId }) => ({ messageId, events: [textPiece('late')] })),
    )

    expect([
      listMessages(db, id, { limit: 9 }).messages,
      db.prepare('SELECT count(*) FROM pieces').pluck().get(),
    ]).toEqual([
      [
        { ...ended, status: 'stopped' },
        { ...running, parts: [createText('late')] },
      ],
      1,
    ])
  })

  it('is left alone by what comes too late when it is not there any more', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const [deleted, running] = [createAnswer(id), createAnswer(id)]
    insertTurn(db, [deleted, running])
    deleteMessage(db, deleted.id)
    const ended = [deleted, running].map((answer): Message => ({ ...answer, status: 'stopped' }))

    finishMessages(db, ended)

    expect(listMessages(db, id, { limit: 9 }).messages).toEqual(ended.slice(1))
  })
})

describe('a question', () => {
  it('changes its status', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const question = createQuestion(id, { status: 'sending' })
    insertTurn(db, [question])

    updateMessage(db, { ...question, status: 'complete', endedAt: 7 })

    expect(getMessage(db, question.id)).toEqual({ ...question, status: 'complete', endedAt: 7 })
  })
})

describe('the start after a program that was cut off', () => {
  it('ends what was open as interrupted, with everything it had received', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const [question, answer] = [createQuestion(id, { status: 'sending' }), createAnswer(id)]
    const done = createAnswer(id, { status: 'complete' })
    insertTurn(db, [done, question, answer])
    appendPieces(db, [
      {
        messageId: answer.id,
        events: [{ type: 'thought-delta', part: 'thought:1', text: 'Hm' }, textPiece('We open')],
      },
    ])

    const recovered = listInterrupted(db, 9000)
    finishMessages(db, recovered)

    const interrupted = [
      { ...question, status: 'interrupted', endedAt: 9000 },
      {
        ...answer,
        status: 'interrupted',
        endedAt: 9000,
        failure: createFailure('stopped-with-program'),
        parts: [{ type: 'thought', key: 'thought:1', text: 'Hm', status: 'stopped' }, createText('We open')],
      },
    ]
    expect([
      recovered,
      listMessages(db, id, { limit: 9 }).messages,
      db.prepare('SELECT count(*) FROM pieces').pluck().get(),
      listInterrupted(db, 9001),
    ]).toEqual([interrupted, [done, ...interrupted], 0, []])
  })

  it('lets an answer whose last piece was its end have ended as it did', () => {
    const db = openMemoryStore()
    const { id } = addConversation(db)
    const answer = createAnswer(id)
    insertTurn(db, [answer])
    appendPieces(db, [
      {
        messageId: answer.id,
        events: [textPiece('We open'), { type: 'answer-end', status: 'complete', endedAt: 8000 }],
      },
    ])

    expect(listInterrupted(db, 9000)).toEqual([
      { ...answer, status: 'complete', endedAt: 8000, parts: [createText('We open')] },
    ])
  })
})

it('no message is found or written by looking at every row', () => {
  const db = openMemoryStore()

  const slowSteps = findSlowSteps(db, () => {
    const { id } = addConversation(db)
    const question = createQuestion(id, { status: 'sending' })
    const [answer, ended] = [createAnswer(id), createAnswer(id, { status: 'complete' })]
    insertTurn(db, [question, answer])
    appendPieces(db, [{ messageId: answer.id, events: [textPiece('We open')] }])
    updateMessage(db, { ...question, status: 'complete' })
    finishMessages(db, [{ ...answer, status: 'complete' }])
    insertTurn(db, [ended])
    for (const side of ['before', 'after', 'around']) listMessages(db, id, { limit: 50, [side]: ended.id })
    listMessages(db, id, { limit: 50 })
    getMessage(db, answer.id)
  })

  expect(slowSteps).toEqual([])
})

it('what runs is found by reading the log of pieces, which is short, and nothing else as a whole', () => {
  const db = openMemoryStore()

  const slowSteps = findSlowSteps(db, () => {
    const { id } = addConversation(db)
    const [question, answer] = [createQuestion(id, { status: 'sending' }), createAnswer(id)]
    insertTurn(db, [question, answer])
    listMessages(db, id, { limit: 50, before: answer.id })
    listMessages(db, id, { limit: 50 })
    getMessage(db, answer.id)
    listInterrupted(db, 1)
    deleteMessage(db, question.id)
  })

  expect(slowSteps).toEqual(['SCAN pieces'])
})
