import { expect, it } from 'vitest'
import { outlineQuestion } from '#shared/outline.ts'
import { useOutlineStore } from './outline.ts'
import { conversationId, createMessage, messageId, settle, startTestHost } from './test-host.ts'

function ask(number: number, text: string) {
  const parts = [{ type: 'text' as const, key: 'question', text, quotes: [], references: [] }]
  return createMessage(number, { role: 'user', parts })
}

it('follows what happens to the questions while it is looked at', async () => {
  const [first, second] = [ask(1, 'One?'), ask(3, 'Two?')]
  const host = startTestHost({ 'conversation.listQuestions': () => [first, second].map(outlineQuestion) })
  const store = useOutlineStore()
  await store.load(conversationId(1))
  const change = { conversationId: conversationId(1), revision: 1 }
  host.emit({ name: 'message.added', payload: { ...change, message: ask(5, 'Three?') } })
  host.emit({ name: 'message.added', payload: { ...change, message: createMessage(6) } })
  host.emit({ name: 'message.changed', payload: { ...change, message: ask(1, 'Once more?') } })
  host.emit({ name: 'message.removed', payload: { ...change, messageId: messageId(3) } })
  const followed = store.questions.map(({ words }) => words)
  store.close()
  host.emit({ name: 'message.added', payload: { ...change, message: ask(7, 'Four?') } })
  await settle()
  expect([followed, store.questions]).toEqual([['Once more?', 'Three?'], []])
})

it('has what was asked while the list was on its way', async () => {
  const list = Promise.withResolvers<ReturnType<typeof outlineQuestion>[]>()
  const host = startTestHost({ 'conversation.listQuestions': () => list.promise })
  const store = useOutlineStore()
  const isLoading = store.load(conversationId(1))
  const change = { conversationId: conversationId(1), revision: 1 }
  host.emit({ name: 'message.added', payload: { ...change, message: ask(3, 'Two?') } })
  list.resolve([outlineQuestion(ask(1, 'One?'))])
  await isLoading
  expect([store.questions.map(({ words }) => words), store.isLoaded]).toEqual([['One?', 'Two?'], true])
})
