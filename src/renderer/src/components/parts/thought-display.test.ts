import { describe, expect, it } from 'vitest'
import { isThoughtOpen, type ThoughtSituation } from './thought-display.ts'

const running: ThoughtSituation = {
  display: 'automatic',
  isRunning: true,
  choice: undefined,
  isUnwanted: false,
}

describe('a thought', () => {
  it.each<[string, Partial<ThoughtSituation>, boolean]>([
    ['is open while it runs', {}, true],
    ['is folded when it has ended', { isRunning: false }, false],
    ['stays closed when another one of the answer was closed by hand', { isUnwanted: true }, false],
    ['stays as a person has put it: closed', { choice: false }, false],
    ['stays as a person has put it: open', { choice: true, isRunning: false }, true],
    ['is folded where the profile wants that', { display: 'folded' }, false],
    ['is open where the profile wants that', { display: 'open', isRunning: false }, true],
    ['is what the person wants before what the profile wants', { display: 'open', choice: false }, false],
  ])('%s', (_title, changes, expected) => {
    expect(isThoughtOpen({ ...running, ...changes })).toBe(expected)
  })
})
