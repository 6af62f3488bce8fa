import { expect, it } from 'vitest'
import { maxAttachments, type Attachment } from '#shared/attachment.ts'
import { attachmentIdSchema } from '#shared/ids.ts'
import { useAttachmentsStore } from './attachments.ts'
import { conversationId, startTestHost, type TestHost } from './test-host.ts'

const owner = conversationId(1)
const uploadId = '00000000-0000-4000-8000-000000000001'

function attachment(number: number, name = `${number}.txt`): Attachment {
  const id = attachmentIdSchema.parse(`00000004-0000-4000-8000-${String(number).padStart(12, '0')}`)
  return { id, owner, name, kind: 'document', sizeBytes: 1, state: { type: 'ready' } }
}

function open(attachments: readonly Attachment[] = []) {
  const host = startTestHost({
    'attachment.list': () => [...attachments],
    'upload.begin': () => ({ uploadId }),
    'upload.append': () => ({ received: 1 }),
    'upload.drop': () => ({}),
    'attachment.add': () => attachment(1),
    'attachment.remove': () => ({}),
  })
  return { host, store: useAttachmentsStore() }
}

function namesOf(host: TestHost, name: string): unknown[] {
  return host.calls.filter(([called]) => called === name).map(([, input]) => input)
}

const file = (name: string, text = 'x') => new File([text], name)

it('files go to the engine one behind the other, and those that cannot be sent do not', async () => {
  const { host, store } = open()
  await store.add(owner, [file('a.txt'), file('b.exe'), file('c.txt', ''), file('d.md')])
  expect([
    host.calls.map(([name]) => name),
    store.problems.get(owner)?.map(({ name, failure }) => [name, failure.code]),
    store.listArriving(owner),
  ]).toEqual([
    ['upload.begin', 'upload.append', 'attachment.add', 'upload.begin', 'upload.append', 'attachment.add'],
    [
      ['b.exe', 'attachment-unsupported'],
      ['c.txt', 'attachment-empty'],
    ],
    [],
  ])
})

it('no more than a question can have, or than the application asks for, are taken', async () => {
  const { host, store } = open(Array.from({ length: maxAttachments - 2 }, (_, number) => attachment(number)))
  await store.load(owner)
  await store.add(owner, [file('a.txt'), file('b.txt'), file('c.txt')])
  const tooMany = store.problems.get(owner)?.map(({ name, failure }) => [name, failure.code])
  await store.add(owner, [file('d.pdf'), file('e.pdf'), file('f.txt')], { maxFiles: 1, fileTypes: ['pdf'] })
  expect([
    tooMany,
    store.problems.get(owner)?.map(({ name, failure }) => [name, failure.code]),
    namesOf(host, 'upload.begin').length,
  ]).toEqual([
    [['c.txt', 'too-many-attachments']],
    [
      ['e.pdf', 'too-many-attachments'],
      ['f.txt', 'attachment-unsupported'],
    ],
    3,
  ])
})

it('a file that is removed before it has arrived is not attached', async () => {
  const { host, store } = open()
  const adding = store.add(owner, [file('a.txt')])
  for (const { key } of store.listArriving(owner)) store.cancel(key)
  await adding
  expect([namesOf(host, 'attachment.add'), store.problems.get(owner)]).toEqual([[], undefined])
})

it('what the engine says of the files of an owner is shown, whoever has changed them', async () => {
  const { host, store } = open([attachment(1)])
  await store.load(owner)
  const attachments = [attachment(1), attachment(2)]
  host.emit({ name: 'attachments.changed', payload: { owner, attachments } })
  const both = store.list(owner).length
  await store.remove(attachment(1))
  expect([both, store.list(owner).map(({ name }) => name), namesOf(host, 'attachment.remove')]).toEqual([
    2,
    ['2.txt'],
    [{ attachmentId: attachment(1).id }],
  ])
})

it('files that went along with a question do not come back with an answer that is older than that', async () => {
  const { host, store } = open([attachment(1)])
  const loading = store.load(owner)
  host.emit({ name: 'attachments.changed', payload: { owner, attachments: [] } })
  await loading
  expect(store.list(owner)).toEqual([])
})
