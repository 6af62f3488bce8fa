import { describe, expect, it } from 'vitest'
import { formatDuration } from './format-duration.ts'

const spell = (key: string, values: Record<string, number>) => `${key} ${Object.values(values).join(' ')}`

describe('formatDuration', () => {
  it('uses the unit that says enough', () => {
    expect(
      [0, 999, 1000, 1240, 9949, 9950, 59_400, 60_000, 125_400].map((ms) => formatDuration(ms, spell)),
    ).toEqual([
      'conversation.milliseconds 0',
      'conversation.milliseconds 999',
      'conversation.seconds 1',
      'conversation.seconds 1.2',
      'conversation.seconds 9.9',
      'conversation.seconds 10',
      'conversation.seconds 59',
      'conversation.minutes 1 0',
      'conversation.minutes 2 5',
    ])
  })
})
