import { describe, expect, it } from 'vitest'
import { createSummary } from '../../stores/test-host.ts'
import type { ConversationGroup } from './group-conversations.ts'
import { createListRows, findNextConversation } from './list-rows.ts'

const today: ConversationGroup = { key: 'today', conversations: [createSummary(3), createSummary(2)] }
const week: ConversationGroup = { key: 'week', conversations: [createSummary(1)] }
const rows = createListRows([today, week])

describe('the rows of the list', () => {
  it('are each heading and what stands below it', () => {
    expect(rows).toEqual([
      { type: 'heading', group: today },
      { type: 'conversation', group: today, conversation: createSummary(3), position: 1 },
      { type: 'conversation', group: today, conversation: createSummary(2), position: 2 },
      { type: 'heading', group: week },
      { type: 'conversation', group: week, conversation: createSummary(1), position: 1 },
    ])
  })

  it('are walked from conversation to conversation, over headings, to both ends', () => {
    expect([
      findNextConversation(rows, 2, 1),
      findNextConversation(rows, 4, -1),
      findNextConversation(rows, 4, 1),
      findNextConversation(rows, 1, -1),
      findNextConversation(rows, -1, 1),
      findNextConversation(rows, rows.length, -1),
    ]).toEqual([rows[4], rows[2], undefined, undefined, rows[1], rows[4]])
  })
})
