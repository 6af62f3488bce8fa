import { describe, expect, it } from 'vitest'
import { folderIdSchema } from '#shared/ids.ts'
import { decodeDropTarget, encodeDropTarget, toArrangement, type DropTarget } from './drop-target.ts'

const folderId = folderIdSchema.parse('00000004-0000-4000-8000-000000000001')
const targets: DropTarget[] = [
  { type: 'pinned' },
  { type: 'folder', folderId },
  { type: 'dates' },
  { type: 'open' },
  { type: 'archive' },
]

describe('a place to drop something', () => {
  it('is found again by what it is called on the page', () => {
    expect([...targets.map(encodeDropTarget), undefined, 'folder:x', 'trash'].map(decodeDropTarget)).toEqual([
      ...targets,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('is where conversations stand from then on', () => {
    expect(targets.map(toArrangement)).toEqual([
      { isPinned: true },
      { isPinned: false, folderId },
      { isPinned: false, folderId: null },
      { isArchived: false },
      { isArchived: true },
    ])
  })
})
