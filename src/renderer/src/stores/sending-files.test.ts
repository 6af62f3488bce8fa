import { expect, it } from 'vitest'
import type { SendingFiles } from '#shared/attachment.ts'
import { useSendingFilesStore } from './sending-files.ts'
import { conversationId, messageId, startTestHost } from './test-host.ts'

function sending(share: number): SendingFiles {
  return {
    conversationId: conversationId(1),
    questionId: messageId(1),
    files: [{ key: 'file:1', state: { type: 'uploading', share } }],
  }
}

it('how far a file is, is what was told last, and nothing once all of them are there', async () => {
  const reply = Promise.withResolvers<{ sending: SendingFiles | null }>()
  const host = startTestHost({ 'question.findSendingFiles': () => reply.promise })
  const store = useSendingFilesStore()
  const looking = store.look(conversationId(1))
  host.emit({ name: 'question.filesProgressed', payload: sending(0.6) })
  reply.resolve({ sending: sending(0.5) })
  await looking
  const newest = store.find(messageId(1), 'file:1')
  host.emit({ name: 'question.filesProgressed', payload: { ...sending(1), files: [] } })
  expect([newest, store.find(messageId(1), 'file:1')]).toEqual([{ type: 'uploading', share: 0.6 }, undefined])
})

it('a page that comes later finds how far the files are', async () => {
  startTestHost({ 'question.findSendingFiles': () => ({ sending: sending(0.5) }) })
  const store = useSendingFilesStore()
  await store.look(conversationId(1))
  expect(store.find(messageId(1), 'file:1')).toEqual({ type: 'uploading', share: 0.5 })
})
