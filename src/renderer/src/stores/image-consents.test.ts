import { expect, it } from 'vitest'
import { useImageConsentsStore } from './image-consents.ts'
import { conversationId, settle, startTestHost } from './test-host.ts'

it('holds for the exact host and for the conversation, as the engine last said', async () => {
  const { emit } = startTestHost({
    'imageConsent.list': () => [{ kind: 'conversation', name: conversationId(1), givenAt: 1 }],
  })
  const consents = useImageConsentsStore()
  await consents.load()
  const first = [consents.has(conversationId(1), 'a.example'), consents.has(conversationId(2), 'a.example')]
  emit({
    name: 'imageConsents.changed',
    payload: { consents: [{ kind: 'host', name: 'a.example', givenAt: 2 }] },
  })
  await settle()
  expect([
    first,
    ['a.example', 'b.a.example', 'example'].map((host) => consents.has(conversationId(2), host)),
  ]).toEqual([
    [true, false],
    [true, false, false],
  ])
})

it('forgets what was allowed for a conversation that is gone', async () => {
  const host = { kind: 'host' as const, name: 'a.example', givenAt: 1 }
  const { emit } = startTestHost({
    'imageConsent.list': () => [host, { kind: 'conversation', name: conversationId(1), givenAt: 1 }],
  })
  const consents = useImageConsentsStore()
  await consents.load()
  emit({ name: 'conversation.removed', payload: { conversationId: conversationId(1) } })
  await settle()
  expect(consents.list).toEqual([host])
})
