import { describe, expect, it } from 'vitest'
import { folderIdSchema, tagIdSchema } from '#shared/ids.ts'
import { countChosen, createFilters, wholeHistory, type SearchChoice } from './search-choice.ts'
import { profileId } from './test-host.ts'

const now = new Date(2026, 2, 10, 15, 30).getTime()
const day = (month: number, date: number): number => new Date(2026, month - 1, date).getTime()
const folderId = folderIdSchema.parse(crypto.randomUUID())
const tagId = tagIdSchema.parse(crypto.randomUUID())

describe('what is chosen beside the words', () => {
  it.each<[string, Partial<SearchChoice>, object, number]>([
    ['nothing', {}, {}, 0],
    ['an AppKey', { profileId: profileId(1) }, { profileIds: [profileId(1)] }, 1],
    ['today', { period: 'today' }, { from: day(3, 10) }, 1],
    ['seven days', { period: 'week' }, { from: day(3, 3) }, 1],
    ['thirty days', { period: 'month' }, { from: day(2, 8) }, 1],
    ['this year', { period: 'year' }, { from: day(1, 1) }, 1],
    [
      'a range, its last day included',
      { period: 'own', firstDay: '2026-02-01', lastDay: '2026-02-28' },
      { from: day(2, 1), until: day(3, 1) },
      1,
    ],
    ['a range with one border', { period: 'own', lastDay: '2026-02-28' }, { until: day(3, 1) }, 1],
    ['a range that is not written yet', { period: 'own' }, {}, 0],
    ['days of a range that is not chosen', { firstDay: '2026-02-01' }, {}, 0],
    [
      'all the rest',
      { kinds: ['answer', 'file'], hasFile: true, withArchive: false, folderId, tagIds: [tagId] },
      { kinds: ['answer', 'file'], hasFile: true, skipsArchive: true, folderId, tagIds: [tagId] },
      5,
    ],
  ])('means %s', (_situation, changes, filters, count) => {
    const choice = { ...wholeHistory, ...changes }
    expect([createFilters(choice, now), countChosen(choice)]).toEqual([filters, count])
  })
})
