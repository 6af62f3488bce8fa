import { describe, expect, it } from 'vitest'
import { createTimeFormat } from './format-time.ts'

const friday = new Date(2026, 2, 6, 9, 5).getTime()

/** Intl separates hour and AM by a narrow space that no reader can tell from another. */
function plain(text: string): string {
  return text.replace(/\s/g, ' ')
}

describe('createTimeFormat', () => {
  it.each([
    ['en', ['9:05 AM', '9:05 AM', 'Fri 9:05 AM', 'Mar 6']],
    ['zh-CN', ['09:05', '09:05', '周五 09:05', '3月6日']],
  ])('says the hour, the weekday or the date in %s', (locale, expected) => {
    const format = createTimeFormat(locale)
    const groups = ['today', 'yesterday', 'week', '2026-03'] as const
    expect(groups.map((group) => plain(format.formatTime(friday, group)))).toEqual(expected)
  })

  it('names the year of a month unless it is the present one', () => {
    const format = createTimeFormat('en')
    const nextYear = new Date(2027, 0, 1).getTime()
    expect([format.formatMonth(friday, friday), format.formatMonth(friday, nextYear)]).toEqual([
      'March',
      'March 2026',
    ])
  })
})
