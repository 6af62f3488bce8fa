import { expect, it } from 'vitest'
import { findProfileNamed } from './launch.ts'

const profiles = ['Work', 'work', 'Travel desk', 'TRAVEL', 'Caf\u00e9'].map((name) => ({ name }))

it.each([
  ['exactly one', 'work', { type: 'found', profile: { name: 'work' } }],
  ['one but for case', 'travel DESK', { type: 'found', profile: { name: 'Travel desk' } }],
  ['one with spaces around it', ' Work ', { type: 'found', profile: { name: 'Work' } }],
  ['one that is written otherwise', 'cafe\u0301', { type: 'found', profile: { name: 'Caf\u00e9' } }],
  ['several but for case', 'WORK', { type: 'several' }],
  ['a part of one', 'Trav', { type: 'none' }],
  ['nothing', '', { type: 'none' }],
])('a name that means %s', (_what, name, found) => {
  expect(findProfileNamed(profiles, name)).toEqual(found)
})

it('two profiles of the same name cannot be told apart', () => {
  expect(findProfileNamed([{ name: 'Work' }, { name: 'Work' }], 'Work')).toEqual({ type: 'several' })
})
