import { expect, it } from 'vitest'
import type { AnswerEvent } from '#shared/answer.ts'
import { createPartLimit } from './part-limit.ts'

function createFlood(prefix: string): AnswerEvent[] {
  return Array.from({ length: 5000 }, (_, number) => ({
    type: 'part-set',
    part: { type: 'notice', key: `${prefix}${number}`, text: '' },
  }))
}

it('an answer has no more than a thousand parts, and those go on', () => {
  const isWithinLimit = createPartLimit()
  const events: AnswerEvent[] = [
    { type: 'text-delta', part: 'text', text: 'a' },
    ...createFlood('first'),
    { type: 'text-delta', part: 'text', text: 'b' },
    { type: 'text-delta', part: 'other', text: 'c' },
    { type: 'answer-end', status: 'complete' },
  ]
  const passed = events.filter(isWithinLimit)
  expect([passed.length, passed.at(0), ...passed.slice(-2)]).toEqual([
    1002,
    { type: 'text-delta', part: 'text', text: 'a' },
    { type: 'text-delta', part: 'text', text: 'b' },
    { type: 'answer-end', status: 'complete' },
  ])
})

it('an answer has no more than a thousand marks', () => {
  const isWithinLimit = createPartLimit()
  const marks = Array.from({ length: 5000 }, (_, position): AnswerEvent => ({
    type: 'quote-add',
    part: 'text',
    quote: { index: '1', position },
  }))
  expect(marks.filter(isWithinLimit)).toEqual(marks.slice(0, 1000))
})
