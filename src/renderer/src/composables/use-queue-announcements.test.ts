import { expect, it } from 'vitest'
import type { QuestionQueue } from '#shared/contract/contract.ts'
import { queuedQuestionIdSchema, type QueuedQuestionId } from '#shared/ids.ts'
import { useConversationsStore } from '../stores/conversations.ts'
import { useProfilesStore } from '../stores/profiles.ts'
import { conversationId, createProfile, createSummary, settle, startTestHost } from '../stores/test-host.ts'
import { mountSetup } from './test-component.ts'
import { useAnnouncer } from './use-announcer.ts'
import { useQueueAnnouncements } from './use-queue-announcements.ts'

const [first, second] = ['1', '2'].map((digit) =>
  queuedQuestionIdSchema.parse(`00000005-0000-4000-8000-00000000000${digit}`),
)

function queue(place: number, ...ids: (QueuedQuestionId | undefined)[]): QuestionQueue {
  const id = conversationId(place)
  const questions = ids.flatMap((queuedId) =>
    queuedId === undefined ? [] : [{ id: queuedId, question: { conversationId: id, text: 'x' } }],
  )
  return { conversationId: id, questions, isPaused: false, failure: null }
}

it('a person hears of the questions that wait in the open conversation, and of no others', async () => {
  const host = startTestHost({
    'profile.list': () => [createProfile(1)],
    'conversation.list': () => [createSummary(1)],
    'conversation.open': () => ({
      conversation: createSummary(1),
      messages: [],
      hasEarlier: false,
      hasLater: false,
      earlier: 0,
      later: 0,
      firstUnread: null,
      revision: 0,
    }),
  })
  await useProfilesStore().load()
  await settle()
  useConversationsStore().select(conversationId(1))
  const { current } = useAnnouncer()
  const page = mountSetup(useQueueAnnouncements)
  await settle()
  const said: string[] = []
  async function tell(changed: QuestionQueue, asked: QueuedQuestionId | null = null): Promise<void> {
    const { id } = current.value
    host.emit({ name: 'queue.changed', payload: { ...changed, asked } })
    await settle()
    said.push(current.value.id === id ? '' : current.value.text)
  }
  await tell(queue(1, first))
  await tell(queue(2, second))
  await tell(queue(1, first, second))
  await tell({ ...queue(1, first, second), isPaused: true })
  await tell(queue(1, second), first ?? null)
  await tell(queue(1))
  page.unmount()
  expect(said).toEqual([
    'The question waits as number 1.',
    '',
    'The question waits as number 2.',
    'Waiting questions are paused: they go on when you say so.',
    'The next waiting question is asked now, 1 more waits.',
    'Taken out. No question waits any more.',
  ])
})
