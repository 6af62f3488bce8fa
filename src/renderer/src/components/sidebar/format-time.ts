// Owns how the conversation list says when: the hour today and yesterday, the weekday in the last week, then the date.
import type { DateKey } from './group-conversations.ts'

export interface TimeFormat {
  formatTime(at: number, group: DateKey): string
  /** The heading of a month; the year is said unless it is the present one. */
  formatMonth(at: number, now: number): string
}

export function createTimeFormat(locale: string): TimeFormat {
  const hour = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' })
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long' })
  const monthOfYear = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' })
  return {
    formatTime: (at, group) => {
      if (group === 'today' || group === 'yesterday') return hour.format(at)
      // Put together here, because Chinese formats leave no space between the two.
      return group === 'week' ? `${weekday.format(at)} ${hour.format(at)}` : day.format(at)
    },
    formatMonth: (at, now) => {
      const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
      return (isThisYear ? month : monthOfYear).format(at)
    },
  }
}
