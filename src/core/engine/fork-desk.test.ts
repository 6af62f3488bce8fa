import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/answer.ts'
import { messageIdSchema, type ConversationId, type MessageId } from '#shared/ids.ts'
import type { Rating } from '#shared/rating.ts'
import { prepare } from '#core/store/database.ts'
import { insertShownFile, listShownFiles } from '#core/store/files.ts'
import { insertTurn } from '#core/store/messages.ts'
import type { Database } from '#core/store/open.ts'
import { complete, createTestEngine, failureCode, outline, start, text } from './test-engine.ts'

function fill(db: Database, conversationId: ConversationId, length: number): MessageId[] {
  const messages = Array.from({ length }, (_, index): Message => ({
    id: messageIdSchema.parse(randomUUID()),
    conversationId,
    role: index % 2 === 0 ? 'user' : 'assistant',
    status: 'complete',
    parts: [{ type: 'text', key: 'text', text: `Message ${index}`, quotes: [], references: [] }],
    createdAt: 1000 + index,
    remote: { recordId: `record-${index}` },
  }))
  insertTurn(db, messages)
  return messages.map(({ id }) => id)
}

async function createFilled(length: number) {
  const test = createTestEngine()
  const id = await test.createConversation()
  const ids = fill(test.db, id, length)
  return { test, id, ids, handlers: test.engine.handlers }
}

describe('a copy of a conversation', () => {
  it('has the messages up to the one that was named, under ids of their own', async () => {
    const { test, id, ids, handlers } = await createFilled(6)
    // Safe: there are six.
    const messageId = ids[3] as MessageId
    const copy = await handlers['conversation.fork']({ conversationId: id, messageId, title: 'Copy' })
    const messages = await test.open(copy.id)
    expect({
      title: copy.title,
      shelf: copy.shelf,
      messages: outline(messages),
      ofOriginal: messages.filter((message) => ids.includes(message.id)).length,
      damaged: messages.some(({ isDamaged }) => isDamaged),
      origin: (await handlers['conversation.findOrigin']({ conversationId: copy.id })).original?.id,
      original: (await test.open(id)).length,
    }).toEqual({
      title: 'Copy',
      shelf: 'open',
      messages: [
        'user complete: Message 0',
        'assistant complete: Message 1',
        'user complete: Message 2',
        'assistant complete: Message 3',
      ],
      ofOriginal: 0,
      damaged: false,
      origin: id,
      original: 6,
    })
  })

  it('of a thousand messages is whole', async () => {
    const { id, ids, handlers } = await createFilled(1000)
    const messageId = ids[999] as MessageId
    const copy = await handlers['conversation.fork']({ conversationId: id, messageId, title: 'Copy' })
    const counts = await handlers['history.count']({})
    const { messages } = await handlers['conversation.open']({ conversationId: copy.id, limit: 1 })
    expect([counts, outline(messages)]).toEqual([
      { conversations: 2, messages: 2000 },
      ['assistant complete: Message 999'],
    ])
  })

  it('has what was made of the messages, and the kept files', async () => {
    const { test, id, ids, handlers } = await createFilled(2)
    const [questionId, answerId] = ids as [MessageId, MessageId]
    const rating: Rating = { score: 'good', reasons: [], comment: '' }
    await handlers['answer.show']({ conversationId: id, questionId, answerId })
    await handlers['rating.set']({ conversationId: id, messageId: answerId, rating })
    const file = { url: 'https://example.com/a.png', hash: 'a'.repeat(64), mediaType: 'image/png' }
    insertShownFile(test.db, { ...file, conversationId: id, bytes: 1, addedAt: 1 })
    const copy = await handlers['conversation.fork']({
      conversationId: id,
      messageId: answerId,
      title: 'Copy',
    })
    const [question, answer] = (await test.open(copy.id)).map((message) => message.id)
    expect({
      shown: await handlers['answer.listShown']({ conversationId: copy.id }),
      ratings: await handlers['rating.list']({ conversationId: copy.id }),
      files: listShownFiles(test.db, copy.id).map(({ url, hash }) => ({ url, hash })),
    }).toEqual({
      shown: [{ questionId: question, answerId: answer }],
      ratings: [{ messageId: answer, ...rating }],
      files: [{ url: file.url, hash: file.hash }],
    })
  })

  it('can be asked in, as a conversation that the service does not know', async () => {
    const { test, id, ids, handlers } = await createFilled(2)
    const messageId = ids[1] as MessageId
    const copy = await handlers['conversation.fork']({ conversationId: id, messageId, title: 'Copy' })
    const dictation = await test.ask(copy.id, 'And then?')
    await dictation.send(start, text('More.'), complete)
    test.clock.advance(25)
    expect([dictation.question.conversationId, outline(await test.open(copy.id)).slice(2)]).toEqual([
      copy.id,
      ['user complete: And then?', 'assistant complete: More.'],
    ])
  })

  it('is not made of an answer that is being written, and nothing of it stays', async () => {
    const { test, id, handlers } = await createFilled(100)
    await test.ask(id)
    const messageId = (await test.open(id)).at(-1)?.id as MessageId
    const fork = { conversationId: id, messageId, title: 'Copy' }
    const code = await failureCode(() => handlers['conversation.fork'](fork))
    expect([
      code,
      prepare(test.db, 'SELECT id FROM conversations').pluck().all(),
      prepare(test.db, 'SELECT count(*) FROM messages').pluck().get(),
    ]).toEqual(['answer-running', [id], 102])
  })
})
