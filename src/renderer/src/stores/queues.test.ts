import { expect, it } from 'vitest'
import type { QuestionQueue } from '#shared/contract/contract.ts'
import { queuedQuestionIdSchema } from '#shared/ids.ts'
import { useQueuesStore } from './queues.ts'
import { conversationId, startTestHost } from './test-host.ts'

function createQueue(number: number, ...texts: readonly string[]): QuestionQueue {
  const id = conversationId(number)
  const questions = texts.map((text) => ({
    id: queuedQuestionIdSchema.parse(crypto.randomUUID()),
    question: { conversationId: id, text },
  }))
  return { conversationId: id, questions, isPaused: false, failure: null }
}

it('questions that wait are those of the list and of what was told since, until none wait', async () => {
  const reply = Promise.withResolvers<QuestionQueue[]>()
  const host = startTestHost({ 'queue.list': () => reply.promise })
  const store = useQueuesStore()
  const [older, kept, newer] = [createQueue(1, 'old'), createQueue(2, 'kept'), createQueue(1, 'new')]
  const loading = store.load()
  host.emit({ name: 'queue.changed', payload: { ...newer, asked: null } })
  reply.resolve([older, kept])
  await loading
  const loaded = new Map(store.byConversation)
  host.emit({ name: 'queue.changed', payload: { ...createQueue(1), asked: null } })
  host.emit({ name: 'conversation.removed', payload: { conversationId: conversationId(2) } })
  expect([loaded, store.byConversation]).toEqual([
    new Map([
      [conversationId(1), newer],
      [conversationId(2), kept],
    ]),
    new Map(),
  ])
})
