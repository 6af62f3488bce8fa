import { describe, expect, it } from 'vitest'
import { createFailure, FailureError } from '#shared/failure.ts'
import type { Rating } from '#shared/rating.ts'
import { useAnswerMarksStore } from './answer-marks.ts'
import { useConversationsStore } from './conversations.ts'
import { useOpenConversationStore } from './open-conversation.ts'
import { useProfilesStore } from './profiles.ts'
import {
  conversationId,
  createMessage,
  createProfile,
  createSummary,
  messageId,
  settle,
  startTestHost,
} from './test-host.ts'

const good: Rating = { score: 'good', reasons: [], comment: '' }
const shown = { questionId: messageId(1), answerId: messageId(2) }

/** A question with three answers, of which the person has chosen the first. */
async function start(rate: () => Promise<Record<string, never>> = () => Promise.resolve({})) {
  const host = startTestHost({
    'profile.list': () => [createProfile(1)],
    'conversation.list': () => [createSummary(1)],
    'conversation.open': () => ({
      conversation: createSummary(1),
      messages: [createMessage(1, { role: 'user' }), createMessage(2), createMessage(3), createMessage(4)],
      hasEarlier: false,
      earlier: 0,
      later: 0,
      firstUnread: null,
      hasLater: false,
      revision: 1,
    }),
    'answer.listShown': () => [shown],
    'answer.show': () => ({}),
    'rating.list': () => [],
    'rating.set': rate,
    'conversation.findOrigin': () => ({ isFork: false, original: null }),
  })
  await useProfilesStore().load()
  const open = useOpenConversationStore()
  const marks = useAnswerMarksStore()
  useConversationsStore().select(conversationId(1))
  await settle()
  const list = () => marks.shownMessages.map(({ id }) => id)
  return { host, open, marks, list }
}

describe('the answers of a conversation', () => {
  it('are shown as they were chosen, until another page chooses', async () => {
    const { host, list } = await start()
    const before = list()
    host.emit({
      name: 'answer.shown',
      payload: { conversationId: conversationId(1), ...shown, answerId: messageId(3) },
    })
    expect([before, list()]).toEqual([
      [messageId(1), messageId(2)],
      [messageId(1), messageId(3)],
    ])
  })

  it('stay as they are shown while they are read anew after a break in the connection', async () => {
    const { host, list } = await start()
    host.answers['answer.listShown'] = () => Promise.withResolvers<(typeof shown)[]>().promise
    host.reconnect()
    await settle()
    expect(list()).toEqual([messageId(1), messageId(2)])
  })

  it('are shown by the one that was found, and the choice is not lost by that', async () => {
    const { open, list, marks } = await start()
    await open.showMessage(createSummary(1), messageId(4))
    const found = list()
    await marks.show(messageId(1), messageId(3))
    expect([found, list()]).toEqual([
      [messageId(1), messageId(4)],
      [messageId(1), messageId(3)],
    ])
  })
})

describe('a rating', () => {
  it('is shown at once, and taken back with the reason when it is not taken', async () => {
    const refused = Promise.withResolvers<Record<string, never>>()
    const { marks } = await start(() => refused.promise)
    const rating = marks.rate(messageId(2), good)
    const atOnce = marks.ratings.get(messageId(2))
    refused.reject(new FailureError(createFailure('cloud-failed')))
    await rating
    expect([atOnce, marks.ratings.get(messageId(2)), marks.failures.get(messageId(2))?.code]).toEqual([
      good,
      undefined,
      'cloud-failed',
    ])
  })

  it('is not taken back by an earlier one that was not taken', async () => {
    const refused = Promise.withResolvers<Record<string, never>>()
    const replies = [refused.promise, Promise.resolve({})]
    const { marks } = await start(() => replies.shift() ?? Promise.resolve({}))
    const bad: Rating = { score: 'bad', reasons: [], comment: '' }
    const first = marks.rate(messageId(2), good)
    await marks.rate(messageId(2), bad)
    refused.reject(new FailureError(createFailure('cloud-failed')))
    await first
    expect([marks.ratings.get(messageId(2)), marks.failures.size]).toEqual([bad, 0])
  })

  it('stays when it was taken', async () => {
    const { marks } = await start()
    await marks.rate(messageId(2), good)
    expect([marks.ratings.get(messageId(2)), marks.failures.size]).toEqual([good, 0])
  })
})
