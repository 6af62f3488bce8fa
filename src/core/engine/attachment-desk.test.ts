// Files of a person from the page to the service and into the history, with a service whose uploads the test dictates.
import { expect, it, vi } from 'vitest'
import { maxAttachments, type Attachment } from '#shared/attachment.ts'
import type { DraftOwner } from '#shared/draft.ts'
import { createFailure, type Failure } from '#shared/failure.ts'
import type { LocalFile, SentFile, UploadProgress } from '#core/adp/client.ts'
import type { Result } from '#core/adp/result.ts'
import { listCopies } from '#core/store/file-copies.ts'
import { listShownFiles } from '#core/store/files.ts'
import { createFolder } from '#core/store/test-store.ts'
import { complete, createTestEngine, failureCode, settle, start, type TestEngine } from './test-engine.ts'

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('pixels')])

/** An upload that has reached the service. */
interface Upload {
  readonly file: LocalFile
  readonly signal: AbortSignal
  progress(stage: UploadProgress['stage'], share: number): void
  finish(): Promise<void>
  refuse(failure: Failure): Promise<void>
}

interface AttachmentTest extends TestEngine {
  readonly uploads: Upload[]
  readonly dataDir: string
  add(owner: DraftOwner, name: string, bytes?: Uint8Array): Promise<Attachment>
  list(owner: DraftOwner): Promise<string[]>
}

function createTest(): AttachmentTest {
  const dataDir = createFolder()
  const uploads: Upload[] = []
  const test = createTestEngine({
    dataDir,
    upload(file, onProgress, signal) {
      const done = Promise.withResolvers<Result<SentFile>>()
      const number = uploads.length + 1
      const { name, fileType, sizeBytes, kind } = file
      const documentId = kind === 'document' ? { documentId: `document-${number}` } : {}
      const sent: SentFile = {
        name,
        fileType,
        sizeBytes,
        kind,
        url: `https://store/${number}`,
        ...documentId,
      }
      uploads.push({
        file,
        signal,
        progress: (stage, share) => onProgress({ stage, share }),
        finish: () => (done.resolve({ ok: true, value: sent }), settle()),
        refuse: (failure) => (done.resolve({ ok: false, failure }), settle()),
      })
      return done.promise
    },
  })
  const { handlers } = test.engine
  return Object.assign(test, {
    uploads,
    dataDir,
    async add(owner: DraftOwner, name: string, bytes: Uint8Array = Buffer.from('%PDF-1.7')) {
      const { uploadId } = await handlers['upload.begin']({ name, size: bytes.length })
      const base64 = Buffer.from(bytes).toString('base64')
      if (bytes.length > 0) await handlers['upload.append']({ uploadId, base64 })
      const before = uploads.length
      const attachment = await handlers['attachment.add']({ owner, uploadId })
      await waitFor(() => uploads.length > before)
      return attachment
    },
    async list(owner: DraftOwner) {
      return (await handlers['attachment.list']({ owner })).map(({ name, state }) => `${name} ${state.type}`)
    },
  })
}

/** Reading a copy takes as long as the disk takes: no number of turns is enough for all of them. */
function waitFor(isDone: () => boolean): Promise<unknown> {
  return vi.waitUntil(isDone, { timeout: 30_000, interval: 1 })
}

async function listKept(dataDir: string): Promise<string[]> {
  const hashes = []
  for await (const some of listCopies(dataDir)) hashes.push(...some)
  return hashes
}

it('a file is uploaded as soon as it is there, and every page hears how far it is', async () => {
  const test = createTest()
  const id = await test.createConversation()
  await test.add(id, 'report.pdf')
  const [upload] = test.uploads
  upload?.progress('uploading', 0.5)
  upload?.progress('parsing', 0)
  await upload?.finish()
  const states = test.events.flatMap((event) =>
    event.name === 'attachments.changed' ? event.payload.attachments.map(({ state }) => state) : [],
  )
  expect([upload?.file, states]).toEqual([
    {
      name: 'report.pdf',
      fileType: 'pdf',
      kind: 'document',
      sizeBytes: 8,
      conversationId: id,
      isParsed: true,
      path: expect.stringContaining(test.dataDir),
    },
    [
      { type: 'waiting' },
      { type: 'uploading', share: 0.5 },
      { type: 'parsing', share: 0 },
      { type: 'ready' },
    ],
  ])
})

it('a question takes its files along, names them to the service and keeps them', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  const image = await test.add(conversationId, 'a.png', png)
  const document = await test.add(conversationId, 'b.pdf')
  for (const upload of test.uploads) await upload.finish()
  await test.engine.handlers['question.ask']({
    conversationId,
    text: 'What is this?',
    attachmentIds: [image.id, document.id],
  })
  await waitFor(() => test.dictations.length === 1)
  const [question] = await test.open(conversationId)
  const [first, second] = question?.parts.slice(1) ?? []
  const url = first?.type === 'image' ? first.url : ''
  expect([
    question?.parts.map(({ type }) => type),
    first?.type === 'image' && first.description,
    second?.type === 'file' && [second.name, second.fileType, second.sizeBytes],
    test.dictations[0]?.question.files?.map(({ name, url: sent, documentId }) => [name, sent, documentId]),
    await test.list(conversationId),
    listShownFiles(test.db, conversationId).length,
    (await test.engine.handlers['image.findKept']({ conversationId, url })).image?.base64,
  ]).toEqual([
    ['text', 'image', 'file'],
    'a.png',
    ['b.pdf', 'pdf', 8],
    [
      ['a.png', 'https://store/1', undefined],
      ['b.pdf', 'https://store/2', 'document-2'],
    ],
    [],
    2,
    png.toString('base64'),
  ])
})

it('a question that is asked before its file is there waits for it, and the file is sent once', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  await test.engine.handlers['question.ask']({ conversationId, text: '', attachmentIds: [id] })
  await settle()
  const before = test.dictations.length
  await test.uploads[0]?.finish()
  await waitFor(() => test.dictations.length === 1)
  const { title } = (await test.engine.handlers['conversation.open']({ conversationId })).conversation
  expect([before, test.uploads.length, test.dictations[0]?.question.text, title]).toEqual([0, 1, '', 'b.pdf'])
})

it('stopping a question whose file is on its way ends the upload', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  await test.engine.handlers['question.ask']({ conversationId, text: 'Read.', attachmentIds: [id] })
  await settle()
  await test.engine.handlers['answer.stop']({ conversationId })
  await settle()
  expect([
    test.uploads[0]?.signal.aborted,
    (await test.open(conversationId)).map(({ status }) => status),
  ]).toEqual([true, ['stopped', 'stopped']])
})

it('a question whose file is refused fails with the reason, and sends the file again when it is asked again', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  await test.engine.handlers['question.ask']({ conversationId, text: 'Read.', attachmentIds: [id] })
  await settle()
  await test.uploads[0]?.refuse(createFailure('document-not-parsed'))
  test.clock.advance(100)
  const failed = (await test.open(conversationId)).at(-1)?.failure?.code
  await test.engine.handlers['question.retry']({ conversationId })
  await waitFor(() => test.uploads.length === 2)
  await test.uploads[1]?.finish()
  await waitFor(() => test.dictations.length === 1)
  expect([failed, test.dictations[0]?.question.files?.[0]?.documentId]).toEqual([
    'document-not-parsed',
    'document-2',
  ])
})

it('asking again uses what the service has, and sends the copy again when that is long ago', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  await test.uploads[0]?.finish()
  const { handlers } = test.engine
  await handlers['question.ask']({ conversationId, text: 'Read.', attachmentIds: [id] })
  for (let asked = 1; asked <= 3; asked += 1) {
    await waitFor(() => test.dictations.length === asked)
    await test.dictations.at(-1)?.send(start, complete)
    test.clock.advance(100)
    if (asked === 2) test.clock.advance(31 * 60_000)
    if (asked < 3) await handlers['question.retry']({ conversationId })
    if (asked === 2) {
      await waitFor(() => test.uploads.length === 2)
      await test.uploads[1]?.finish()
    }
  }
  expect(test.dictations.map(({ question }) => question.files?.[0]?.documentId)).toEqual([
    'document-1',
    'document-1',
    'document-2',
  ])
})

it('files for a conversation that is still to be made are parsed for it and go along to it', async () => {
  const test = createTest()
  const { id: profileId } = await test.addProfile()
  await test.add(profileId, 'b.pdf')
  await test.uploads[0]?.finish()
  const { id } = await test.engine.handlers['conversation.create']({ profileId })
  expect([test.uploads[0]?.file.conversationId, await test.list(profileId), await test.list(id)]).toEqual([
    id,
    [],
    ['b.pdf ready'],
  ])
})

it('what is uploaded for one conversation is not taken for another', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  const other = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  const ask = () =>
    test.engine.handlers['question.ask']({ conversationId: other, text: 'x', attachmentIds: [id] })
  expect([await failureCode(ask), await test.open(other)]).toEqual(['not-found', []])
})

it('a file that is removed is uploaded no more and leaves the disk', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  await test.engine.handlers['attachment.remove']({ attachmentId: id })
  await settle()
  expect([
    test.uploads[0]?.signal.aborted,
    await test.list(conversationId),
    await listKept(test.dataDir),
  ]).toEqual([true, [], []])
})

it('a copy that a question shows stays when an attachment of the same bytes is removed', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  const asked = await test.add(conversationId, 'b.pdf')
  await test.uploads[0]?.finish()
  await test.engine.handlers['question.ask']({ conversationId, text: 'Read.', attachmentIds: [asked.id] })
  const again = await test.add(conversationId, 'c.pdf')
  await test.engine.handlers['attachment.remove']({ attachmentId: again.id })
  expect(await listKept(test.dataDir)).toHaveLength(1)
})

it('attachments go with their conversation', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  await test.add(conversationId, 'b.pdf')
  await test.engine.handlers['conversation.delete']({ conversationIds: [conversationId] })
  await test.engine.handlers['conversation.deleteForever']({ conversationIds: [conversationId] })
  await settle()
  expect([test.uploads[0]?.signal.aborted, await listKept(test.dataDir)]).toEqual([true, []])
})

it('attachments go with their profile', async () => {
  const test = createTest()
  const { id: profileId } = await test.addProfile()
  await test.add(profileId, 'b.pdf')
  await test.engine.handlers['profile.delete']({ profileId, history: 'delete' })
  await settle()
  expect([test.uploads[0]?.signal.aborted, await listKept(test.dataDir)]).toEqual([true, []])
})

it('one that has failed says why, and is tried again when a person wants that', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  const { id } = await test.add(conversationId, 'b.pdf')
  await test.uploads[0]?.refuse(createFailure('attachments-need-credentials'))
  const failed = await test.engine.handlers['attachment.list']({ owner: conversationId })
  await test.engine.handlers['attachment.retry']({ attachmentId: id })
  await waitFor(() => test.uploads.length === 2)
  await test.uploads[1]?.finish()
  expect([failed[0]?.state, await test.list(conversationId)]).toEqual([
    { type: 'failed', failure: createFailure('attachments-need-credentials') },
    ['b.pdf ready'],
  ])
})

it('files are there after a restart, and what the service has of them is not sent again', async () => {
  const test = createTest()
  const conversationId = await test.createConversation()
  await test.add(conversationId, 'b.pdf')
  await test.uploads[0]?.finish()
  const later = createTestEngine({ db: test.db, dataDir: test.dataDir })
  const list = await later.engine.handlers['attachment.list']({ owner: conversationId })
  expect(list.map(({ name, state }) => [name, state.type])).toEqual([['b.pdf', 'ready']])
})

it.each<[string, string, Uint8Array, string]>([
  ['a program', 'a.exe', png, 'attachment-unsupported'],
  ['a name without an extension', 'png', png, 'attachment-unsupported'],
  ['a text that is called an image', 'a.png', Buffer.from('hello'), 'attachment-unsupported'],
  ['a drawing with scripts', 'a.svg', Buffer.from('<svg/>'), 'attachment-unsupported'],
  ['nothing', 'a.txt', Buffer.alloc(0), 'attachment-empty'],
])('is not taken: %s', async (_what, name, bytes, code) => {
  const test = createTest()
  const id = await test.createConversation()
  expect([await failureCode(() => test.add(id, name, bytes)), await listKept(test.dataDir)]).toEqual([
    code,
    [],
  ])
})

it.each([
  ['a.png', 10],
  ['a.pdf', 15],
])('takes %s up to %i MiB and no byte more', async (name, mebibytes) => {
  const test = createTest()
  const owner = await test.createConversation()
  const { handlers } = test.engine
  const size = mebibytes * 1024 * 1024 + 1
  const { uploadId } = await handlers['upload.begin']({ name, size })
  for (let left = size; left > 0; left -= 600_000) {
    const base64 = Buffer.alloc(Math.min(600_000, left)).toString('base64')
    await handlers['upload.append']({ uploadId, base64 })
  }
  expect(await failureCode(() => handlers['attachment.add']({ owner, uploadId }))).toBe(
    'attachment-too-large',
  )
})

it('takes no more than a question can have', async () => {
  const test = createTest()
  const id = await test.createConversation()
  for (let number = 0; number < maxAttachments; number += 1) {
    const { uploadId } = await test.engine.handlers['upload.begin']({ name: `${number}.txt`, size: 1 })
    await test.engine.handlers['upload.append']({ uploadId, base64: Buffer.from('x').toString('base64') })
    await test.engine.handlers['attachment.add']({ owner: id, uploadId })
  }
  expect([
    await failureCode(() => test.add(id, 'one more.txt', Buffer.from('x'))),
    (await test.list(id)).length,
  ]).toEqual(['too-many-attachments', maxAttachments])
})

it('a name loses its folders and what turns the text around, and keeps its extension', async () => {
  const test = createTest()
  const id = await test.createConversation()
  const names = [
    (await test.add(id, '../../etc/fdp\u202etxt.pdf')).name,
    (await test.add(id, `${'长'.repeat(400)}.pdf`)).name,
  ]
  expect([names[0], names[1]?.length, names[1]?.endsWith('长.pdf')]).toEqual(['fdptxt.pdf', 255, true])
})
