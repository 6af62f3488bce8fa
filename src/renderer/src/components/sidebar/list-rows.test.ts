import { describe, expect, it } from 'vitest'
import { folderIdSchema } from '#shared/ids.ts'
import { createSummary } from '../../stores/test-host.ts'
import type { ConversationGroup } from './group-conversations.ts'
import { createListRows, findNextConversation, findNextStop, keyOfRow } from './list-rows.ts'

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

  it('are walked by the keyboard over folders, too, and into those that are not folded up', () => {
    const folders = [1, 2].map((number): ConversationGroup => {
      const id = folderIdSchema.parse(`00000004-0000-4000-8000-00000000000${number}`)
      return { key: `folder:${id}`, folder: { id, name: 'F' }, conversations: [createSummary(10 + number)] }
    })
    const all = createListRows([...folders, today], (group) => group === folders[0])
    const walked: string[] = []
    for (let row = findNextStop(all, -1, 1); row; row = findNextStop(all, all.indexOf(row), 1))
      walked.push(keyOfRow(row))
    expect(walked).toEqual([
      folders[0]?.folder?.id,
      folders[1]?.folder?.id,
      ...[12, 3, 2].map((number) => createSummary(number).id),
    ])
  })
})
