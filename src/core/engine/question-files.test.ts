// Files of questions that wait, that are asked again in other words, and that are still on their way when they are asked.
import { expect, it } from 'vitest'
import { maxAttachments } from '#shared/attachment.ts'
import { createFailure } from '#shared/failure.ts'
import type { ConversationId } from '#shared/ids.ts'
import type { Part } from '#shared/part.ts'
import { listCopies } from '#core/store/file-copies.ts'
import { createAttachmentTest, waitFor, type AttachmentTest } from './test-attachments.ts'
import { complete, failureCode, settle, start } from './test-engine.ts'

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('pixels')])

/** A conversation in which an answer runs, and a question with a file waits. */
async function queueFile(test: AttachmentTest, words = 'And this?'): Promise<ConversationId> {
  const conversationId = await test.createConversation()
  await test.ask(conversationId, 'one')
  const { id } = await test.add(conversationId, 'b.pdf')
  await test.engine.handlers['queue.add']({ conversationId, text: words, attachmentIds: [id] })
  return conversationId
}

async function getQueuedId(test: AttachmentTest) {
  const id = (await test.engine.handlers['queue.list']({}))[0]?.questions[0]?.id
  if (id === undefined) throw new Error('One waits')
  return id
}

async function endAnswer(test: AttachmentTest): Promise<void> {
  await test.dictations.at(-1)?.send(start, complete)
  test.clock.advance(25)
  await settle()
}

async function hasCopies(dataDir: string): Promise<boolean> {
  for await (const hashes of listCopies(dataDir)) if (hashes.length > 0) return true
  return false
}

function outlineFiles(parts: readonly Part[] = []): string[] {
  return parts.map((part) => {
    if (part.type === 'image') return `${part.key} ${part.description}`
    return part.type === 'file' ? `${part.key} ${part.name}` : part.type
  })
}

it('a question that waits has its files to itself, which are uploaded meanwhile and asked with it', async () => {
  const test = createAttachmentTest()
  const conversationId = await queueFile(test)
  const queuedId = await getQueuedId(test)
  await test.uploads[0]?.finish()
  const waiting = [await test.list(conversationId), await test.list(queuedId)]
  await endAnswer(test)
  await waitFor(() => test.dictations.length === 2)
  const question = (await test.open(conversationId)).findLast(({ role }) => role === 'user')
  expect({
    waiting,
    asked: outlineFiles(question?.parts),
    sent: test.dictations[1]?.question.files?.map(({ documentId }) => documentId),
    uploads: test.uploads.length,
    left: await test.list(queuedId),
  }).toEqual({
    waiting: [[], ['b.pdf ready']],
    asked: ['text', 'file:1 b.pdf'],
    sent: ['document-1'],
    uploads: 1,
    left: [],
  })
})

it('a question that waits may be a file alone, and goes with its file over a restart', async () => {
  const test = createAttachmentTest()
  const conversationId = await queueFile(test, '')
  const queuedId = await getQueuedId(test)
  const later = createAttachmentTest(test)
  const kept = await later.list(queuedId)
  await later.engine.handlers['queue.resume']({ conversationId })
  await waitFor(() => later.uploads.length === 1)
  await later.uploads[0]?.finish()
  await waitFor(() => later.dictations.length === 1)
  const question = (await later.open(conversationId)).findLast(({ role }) => role === 'user')
  expect([kept, outlineFiles(question?.parts), later.dictations[0]?.question.files?.length]).toEqual([
    ['b.pdf waiting'],
    ['file:1 b.pdf'],
    1,
  ])
})

it('a question that is taken out to be changed gives its files to the next question, behind those it has', async () => {
  const test = createAttachmentTest()
  const conversationId = await queueFile(test)
  await test.add(conversationId, 'c.pdf')
  const ids = { conversationId, queuedId: await getQueuedId(test) }
  const taken = await test.engine.handlers['queue.take'](ids)
  const again = await test.engine.handlers['queue.take'](ids)
  expect([
    taken,
    again,
    await test.list(conversationId),
    await test.engine.handlers['queue.list']({}),
  ]).toEqual([{ isTaken: true }, { isTaken: false }, ['c.pdf waiting', 'b.pdf waiting'], []])
})

it('a question that waits stays there when the next one has no room for its files', async () => {
  const test = createAttachmentTest()
  const conversationId = await queueFile(test)
  for (let number = 0; number < maxAttachments; number += 1) {
    const { uploadId } = await test.engine.handlers['upload.begin']({ name: `${number}.txt`, size: 1 })
    await test.engine.handlers['upload.append']({ uploadId, base64: 'eA==' })
    await test.engine.handlers['attachment.add']({ owner: conversationId, uploadId })
  }
  const ids = { conversationId, queuedId: await getQueuedId(test) }
  const code = await failureCode(() => test.engine.handlers['queue.take'](ids))
  expect([code, await test.list(ids.queuedId)]).toEqual(['too-many-attachments', ['b.pdf waiting']])
})

it.each(['queue.remove', 'conversation.deleteForever', 'profile.delete'] as const)(
  'files of a question that waits are uploaded no more and leave the disk: %s',
  async (name) => {
    const test = createAttachmentTest()
    const conversationId = await queueFile(test)
    const { handlers } = test.engine
    const { profileId } = (await handlers['conversation.open']({ conversationId })).conversation
    if (name === 'queue.remove') await handlers[name]({ conversationId, queuedId: await getQueuedId(test) })
    if (name === 'conversation.deleteForever') {
      await handlers['conversation.delete']({ conversationIds: [conversationId] })
      await handlers[name]({ conversationIds: [conversationId] })
    }
    if (name === 'profile.delete') await handlers[name]({ profileId, history: 'delete' })
    await settle()
    expect([test.uploads[0]?.signal.aborted, await hasCopies(test.dataDir)]).toEqual([true, false])
  },
)

it('files of one question cannot be taken for another that waits', async () => {
  const test = createAttachmentTest()
  const conversationId = await queueFile(test)
  const [attachment] = await test.engine.handlers['attachment.list']({ owner: await getQueuedId(test) })
  const add = () =>
    test.engine.handlers['queue.add']({
      conversationId,
      text: 'x',
      attachmentIds: attachment ? [attachment.id] : [],
    })
  expect(await failureCode(add)).toBe('not-found')
})

it('a question in other words takes the files along that are named, and new ones behind them', async () => {
  const test = createAttachmentTest()
  const conversationId = await test.createConversation()
  const first = [await test.add(conversationId, 'a.png', png), await test.add(conversationId, 'b.pdf')]
  for (const upload of test.uploads) await upload.finish()
  const { handlers } = test.engine
  const { questionId } = await handlers['question.ask']({
    conversationId,
    text: 'Read.',
    attachmentIds: first.map(({ id }) => id),
  })
  await waitFor(() => test.dictations.length === 1)
  await endAnswer(test)
  const added = await test.add(conversationId, 'c.pdf', Buffer.from('%PDF-1.7 c'))
  await test.uploads[2]?.finish()
  await handlers['question.ask']({
    conversationId,
    text: 'Read it again.',
    attachmentIds: [added.id],
    repeatedFiles: { questionId, keys: ['file:2'] },
  })
  await waitFor(() => test.dictations.length === 2)
  const question = (await test.open(conversationId)).findLast(({ role }) => role === 'user')
  expect([
    outlineFiles(question?.parts),
    test.dictations[1]?.question.files?.map(({ documentId }) => documentId),
    test.uploads.length,
  ]).toEqual([['text', 'file:1 b.pdf', 'file:2 c.pdf'], ['document-2', 'document-3'], 3])
})

it('files of a question of another conversation, or that it does not have, are not repeated', async () => {
  const test = createAttachmentTest()
  const conversationId = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  await test.uploads[0]?.finish()
  const { handlers } = test.engine
  const { questionId } = await handlers['question.ask']({ conversationId, text: '', attachmentIds: [id] })
  await waitFor(() => test.dictations.length === 1)
  await endAnswer(test)
  const other = await test.createConversation()
  const ask = (place: ConversationId, key: string) =>
    failureCode(() =>
      handlers['question.ask']({
        conversationId: place,
        text: 'x',
        repeatedFiles: { questionId, keys: [key] },
      }),
    )
  expect([await ask(other, 'file:1'), await ask(conversationId, 'file:2')]).toEqual([
    'not-found',
    'not-found',
  ])
})

it('how far the files of a question are is told until all of them are there', async () => {
  const test = createAttachmentTest()
  const conversationId = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  const { handlers } = test.engine
  await handlers['question.ask']({ conversationId, text: 'Read.', attachmentIds: [id] })
  await settle()
  test.uploads[0]?.progress('uploading', 0.5)
  test.uploads[0]?.progress('uploading', 0.6)
  const asked = await handlers['question.findSendingFiles']({ conversationId })
  test.uploads[0]?.progress('parsing', 0)
  await test.uploads[0]?.finish()
  await waitFor(() => test.dictations.length === 1)
  const told = test.events.flatMap((event) =>
    event.name === 'question.filesProgressed' ? [event.payload.files.map(({ state }) => state)] : [],
  )
  expect([
    asked.sending?.files,
    told,
    await handlers['question.findSendingFiles']({ conversationId }),
  ]).toEqual([
    [{ key: 'file:1', state: { type: 'uploading', share: 0.6 } }],
    [
      [{ type: 'waiting' }],
      [{ type: 'uploading', share: 0.5 }],
      [{ type: 'parsing', share: 0 }],
      [{ type: 'ready' }],
      [],
    ],
    { sending: null },
  ])
})

it('nothing more is told of the other files when one has failed and the question with it', async () => {
  const test = createAttachmentTest()
  const conversationId = await test.createConversation()
  const added = [await test.add(conversationId, 'b.pdf'), await test.add(conversationId, 'c.pdf', png)]
  const { handlers } = test.engine
  await handlers['question.ask']({ conversationId, text: '', attachmentIds: added.map(({ id }) => id) })
  await settle()
  await test.uploads[0]?.refuse(createFailure('document-not-parsed'))
  test.uploads[1]?.progress('parsing', 0.5)
  const told = test.events.flatMap((event) =>
    event.name === 'question.filesProgressed' ? [event.payload.files.length] : [],
  )
  expect([told, await handlers['question.findSendingFiles']({ conversationId })]).toEqual([
    [1, 2, 0],
    { sending: null },
  ])
})

it('nothing is told of files that the service has already', async () => {
  const test = createAttachmentTest()
  const conversationId = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  await test.uploads[0]?.finish()
  await test.engine.handlers['question.ask']({ conversationId, text: 'Read.', attachmentIds: [id] })
  await waitFor(() => test.dictations.length === 1)
  expect(test.events.filter(({ name }) => name === 'question.filesProgressed')).toEqual([])
})
