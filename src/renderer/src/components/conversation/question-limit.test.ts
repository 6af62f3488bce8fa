import { describe, expect, it } from 'vitest'
import { maxQuestionLength } from '#shared/contract/contract.ts'
import { createCard } from '../../stores/test-host.ts'
import { countCharacters, findQuestionLimit } from './question-limit.ts'

const card = createCard(1, {
  maxQuestionLength: 3000,
  models: [
    { name: 'long', title: 'Long', maxQuestionLength: 30_000 },
    { name: 'silent', title: 'Silent' },
  ],
})
const chosen = (model: string) => ({ requestDefaults: { model } })

describe('the longest question', () => {
  it.each([
    ['of a profile whose application is not known', {}, undefined, maxQuestionLength],
    ['is what the application says', {}, card, 3000],
    ['is what the chosen model says', chosen('long'), card, 30_000],
    ['is what the application says when the model does not', chosen('silent'), card, 3000],
    ['is what the application says of a model that nobody knows', chosen('other'), card, 3000],
    ['is not that of a model in another mode', chosen('long'), { ...card, mode: 'agent' as const }, 3000],
    ['is never more than the program takes', {}, { ...card, maxQuestionLength: 10 ** 9 }, maxQuestionLength],
  ])('%s', (_situation, profile, known, limit) => {
    expect(findQuestionLimit(profile, known)).toBe(limit)
  })
})

it('a character that takes two units counts as one', () => {
  expect(countCharacters('a中🌴')).toBe(3)
})
