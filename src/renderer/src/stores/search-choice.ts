// Owns what a person chooses beside the words of a search, and the filters that it means. Days are days of the calendar
// where the person is.
import type { FolderId, ProfileId, TagId } from '#shared/ids.ts'
import type { SearchFilters, SearchKind } from '#shared/search.ts'

export const searchPeriods = ['any', 'today', 'week', 'month', 'year', 'own'] as const
export type SearchPeriod = (typeof searchPeriods)[number]

export interface SearchChoice {
  /** Null: all of them; the same for the folder. */
  readonly profileId: ProfileId | null
  readonly period: SearchPeriod
  /** Days as `2026-03-31`, both included; empty for no border. They count for the period `own`. */
  readonly firstDay: string
  readonly lastDay: string
  /** None: all kinds. */
  readonly kinds: readonly SearchKind[]
  readonly hasFile: boolean
  readonly withArchive: boolean
  readonly folderId: FolderId | null
  readonly tagIds: readonly TagId[]
}

export const wholeHistory: SearchChoice = {
  profileId: null,
  period: 'any',
  firstDay: '',
  lastDay: '',
  kinds: [],
  hasFile: false,
  withArchive: true,
  folderId: null,
  tagIds: [],
}

/** How many filters are set. */
export function countChosen(choice: SearchChoice): number {
  const { profileId, period, firstDay, lastDay, kinds, hasFile, withArchive, folderId, tagIds } = choice
  const hasPeriod = period === 'own' ? firstDay !== '' || lastDay !== '' : period !== 'any'
  return [profileId, hasPeriod, kinds.length > 0, hasFile, !withArchive, folderId, tagIds.length > 0].filter(
    Boolean,
  ).length
}

export function createFilters(choice: SearchChoice, now: number): SearchFilters {
  const { profileId, kinds, hasFile, withArchive, folderId, tagIds } = choice
  return {
    ...(profileId === null ? {} : { profileIds: [profileId] }),
    ...createPeriod(choice, now),
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
    ...(hasFile ? { hasFile } : {}),
    ...(folderId === null ? {} : { folderId }),
    ...(tagIds.length === 0 ? {} : { tagIds: [...tagIds] }),
    ...(withArchive ? {} : { skipsArchive: true }),
  }
}

function createPeriod(choice: SearchChoice, now: number): Pick<SearchFilters, 'from' | 'until'> {
  switch (choice.period) {
    case 'any':
      return {}
    case 'today':
      return { from: startOfDay(now, 0) }
    case 'week':
      return { from: startOfDay(now, -7) }
    case 'month':
      return { from: startOfDay(now, -30) }
    case 'year':
      return { from: new Date(new Date(now).getFullYear(), 0, 1).getTime() }
    case 'own': {
      const from = readDay(choice.firstDay)
      const last = readDay(choice.lastDay)
      return {
        ...(from === undefined ? {} : { from }),
        ...(last === undefined ? {} : { until: startOfDay(last, 1) }),
      }
    }
  }
}

function readDay(day: string): number | undefined {
  const [year, month, date] = day.split('-').map(Number)
  const at = new Date(year ?? NaN, (month ?? NaN) - 1, date ?? NaN).getTime()
  return Number.isNaN(at) ? undefined : at
}

/** Midnight so many days later. By the calendar, because a day with a clock change has not 24 hours. */
function startOfDay(at: number, days: number): number {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}
