import { describe, expect, it } from 'vitest'
import { watch } from 'vue'
import type { AnswerEvent } from '#shared/answer.ts'
import { createFailure } from '#shared/failure.ts'
import { useConversationsStore } from '../stores/conversations.ts'
import { useProfilesStore } from '../stores/profiles.ts'
import {
  conversationId,
  createMessage,
  createProfile,
  createSummary,
  messageId,
  settle,
  startTestHost,
} from '../stores/test-host.ts'
import { mountSetup } from './test-component.ts'
import { useAnnouncer } from './use-announcer.ts'
import { useAnswerAnnouncements } from './use-answer-announcements.ts'

/** What is said of an answer that runs, to which one event after another happens. */
async function listen(events: readonly AnswerEvent[]): Promise<string[]> {
  const host = startTestHost({
    'profile.list': () => [createProfile(1)],
    'conversation.list': () => [createSummary(1)],
    'conversation.open': () => ({
      conversation: createSummary(1),
      messages: [createMessage(2, { status: 'streaming' })],
      hasEarlier: false,
      hasLater: false,
      earlier: 0,
      later: 0,
      firstUnread: null,
      revision: 0,
    }),
  })
  await useProfilesStore().load()
  const conversations = useConversationsStore()
  await settle()
  conversations.select(conversationId(1))
  const said: string[] = []
  const page = mountSetup(() => {
    useAnswerAnnouncements()
    const { current } = useAnnouncer()
    watch(current, ({ text }) => said.push(text), { flush: 'sync' })
  })
  await settle()
  said.length = 0
  for (const [index, event] of events.entries()) {
    host.emit({
      name: 'answer.progressed',
      payload: {
        conversationId: conversationId(1),
        revision: index + 1,
        messageId: messageId(2),
        events: [event],
      },
    })
    await settle()
  }
  page.unmount()
  return said
}

function wait(retry: number): AnswerEvent {
  return {
    type: 'answer-wait',
    wait: { failure: createFailure('busy'), retry, maxRetries: 3, resumesAt: 1000 },
  }
}

describe('an answer', () => {
  it('that has to wait is announced once, however often it has to', async () => {
    const delta: AnswerEvent = { type: 'text-delta', part: 'text', text: 'Words' }
    expect(await listen([wait(1), wait(2), { type: 'answer-start' }, delta])).toEqual([
      'The application is busy. It is asked again by itself.',
    ])
  })

  it('is announced when it ends, and not for its pieces', async () => {
    const delta: AnswerEvent = { type: 'text-delta', part: 'text', text: 'Words' }
    expect(await listen([delta, delta, { type: 'answer-end', status: 'complete' }])).toEqual([
      'The answer is finished.',
    ])
  })
})
