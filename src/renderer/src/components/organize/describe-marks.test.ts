import { describe, expect, it } from 'vitest'
import { folderIdSchema, tagIdSchema } from '#shared/ids.ts'
import { createSummary } from '../../stores/test-host.ts'
import { describeMarks } from './describe-marks.ts'

const folderId = folderIdSchema.parse('00000004-0000-4000-8000-000000000001')
const tagId = tagIdSchema.parse('00000005-0000-4000-8000-000000000001')

function describeAll(...conversations: Parameters<typeof createSummary>[1][]) {
  const marks = describeMarks(conversations.map((changes, index) => createSummary(index, changes)))
  return [marks.isPinned, marks.isArchived, marks.folderId, marks.hasTag(tagId)]
}

describe('what conversations have in common', () => {
  it('is what all of them have', () => {
    const marked = { isPinned: true, shelf: 'archive', folderId, tagIds: [tagId] } as const
    expect([
      describeAll({}),
      describeAll({ ...marked, tagIds: [tagId] }, { ...marked, tagIds: [tagId] }),
      describeAll({ ...marked, tagIds: [tagId] }, {}),
    ]).toEqual([
      [false, false, null, false],
      [true, true, folderId, true],
      [false, false, undefined, 'indeterminate'],
    ])
  })
})
