import { expect, it } from 'vitest'
import type { SearchHit } from '#shared/search.ts'
import { createSummary, messageId } from '../../stores/test-host.ts'
import { createHitRows } from './hit-rows.ts'

function createHit(message: number, conversation: number): SearchHit {
  return {
    conversation: createSummary(conversation),
    messageId: messageId(message),
    kind: 'answer',
    createdAt: 100 - message,
    snippet: [{ text: 'word', isHit: true }],
  }
}

it('hits stand under their conversation, which keeps the place of its newest one, stretch by stretch', () => {
  const hits = [createHit(1, 1), createHit(2, 2), createHit(3, 1), createHit(4, 1), createHit(5, 2)]
  expect(
    createHitRows(hits, 3).map(({ key, hit, isFirst }) => [
      hit.conversation.title,
      Number(key.slice(30, 36)),
      isFirst,
    ]),
  ).toEqual([
    ['Conversation 1', 1, true],
    ['Conversation 1', 3, false],
    ['Conversation 2', 2, true],
    ['Conversation 1', 4, true],
    ['Conversation 2', 5, true],
  ])
})
