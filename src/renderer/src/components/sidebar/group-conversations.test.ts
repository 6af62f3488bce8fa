import { describe, expect, it } from 'vitest'
import type { ConversationSummary } from '#shared/conversation.ts'
import { conversationIdSchema, folderIdSchema, profileIdSchema } from '#shared/ids.ts'
import { groupConversations } from './group-conversations.ts'

function summaryAt(title: string, ...date: [number, number, number, number?, number?]): ConversationSummary {
  const [year, month, day, hour = 12, minute = 0] = date
  return {
    id: conversationIdSchema.parse('6f1c1f0e-4f7a-4a43-9d3e-0c5f0a0a0001'),
    profileId: profileIdSchema.parse('6f1c1f0e-4f7a-4a43-9d3e-0c5f0a0a0002'),
    title,
    createdAt: 0,
    updatedAt: new Date(year, month - 1, day, hour, minute).getTime(),
    isPinned: false,
    shelf: 'open',
    deletedAt: null,
    folderId: null,
    tagIds: [],
    isUnread: false,
    isRunning: false,
  }
}

describe('groupConversations', () => {
  it('cuts at midnights, after seven days and at months', () => {
    const now = new Date(2026, 2, 10, 0, 30).getTime()
    const groups = groupConversations(
      [
        summaryAt('a minute ago', 2026, 3, 10, 0, 29),
        summaryAt('midnight', 2026, 3, 10, 0, 0),
        summaryAt('before midnight', 2026, 3, 9, 23, 59),
        summaryAt('start of yesterday', 2026, 3, 9, 0, 0),
        summaryAt('two days', 2026, 3, 8, 23, 59),
        summaryAt('seven days', 2026, 3, 3, 0, 0),
        summaryAt('eight days', 2026, 3, 2, 23, 59),
        summaryAt('february', 2026, 2, 28),
        summaryAt('february of last year', 2025, 2, 28),
      ],
      now,
    )
    expect(groups.map(({ key, conversations }) => [key, ...conversations.map(({ title }) => title)])).toEqual(
      [
        ['today', 'a minute ago', 'midnight'],
        ['yesterday', 'before midnight', 'start of yesterday'],
        ['week', 'two days', 'seven days'],
        ['2026-03', 'eight days'],
        ['2026-02', 'february'],
        ['2025-02', 'february of last year'],
      ],
    )
  })

  it('puts a conversation of the future, written under a wrong clock, under today', () => {
    const now = new Date(2026, 2, 10).getTime()
    const groups = groupConversations([summaryAt('tomorrow', 2026, 3, 11)], now)
    expect(groups.map(({ key }) => key)).toEqual(['today'])
  })

  it('puts each under one heading: pinned ones, then those of folders, also empty ones, then dates', () => {
    const now = new Date(2026, 2, 10).getTime()
    const folders = [1, 2].map((number) => ({
      id: folderIdSchema.parse(`00000004-0000-4000-8000-00000000000${number}`),
      name: `Folder ${number}`,
    }))
    const gone = folderIdSchema.parse('00000004-0000-4000-8000-000000000003')
    const folderId = folders[1]?.id ?? null
    const groups = groupConversations(
      [
        { ...summaryAt('pinned in a folder', 2025, 3, 1), isPinned: true, folderId },
        { ...summaryAt('new in a folder', 2026, 3, 10), folderId },
        { ...summaryAt('in a folder that is gone', 2026, 3, 10), folderId: gone },
        { ...summaryAt('old in a folder', 2025, 3, 1), folderId },
      ],
      now,
      folders,
    )
    expect(groups.map(({ key, conversations }) => [key, ...conversations.map(({ title }) => title)])).toEqual(
      [
        ['pinned', 'pinned in a folder'],
        [`folder:${folders[0]?.id}`],
        [`folder:${folders[1]?.id}`, 'new in a folder', 'old in a folder'],
        ['today', 'in a folder that is gone'],
      ],
    )
  })

  it('has no headings without conversations', () => {
    expect(groupConversations([], 0)).toEqual([])
  })
})
