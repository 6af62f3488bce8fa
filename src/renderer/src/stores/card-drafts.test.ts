import { createPinia, setActivePinia } from 'pinia'
import { expect, it } from 'vitest'
import { useCardDraftsStore } from './card-drafts.ts'

it('keeps the fields of each card apart, until its draft is dropped', () => {
  setActivePinia(createPinia())
  const drafts = useCardDraftsStore()
  drafts.set('one', 'a', ['x'])
  drafts.set('one', 'b', ['y', 'z'])
  drafts.set('two', 'a', ['w'])
  drafts.drop('two')
  expect([drafts.get('one'), drafts.get('two')]).toEqual([{ a: ['x'], b: ['y', 'z'] }, {}])
})

it('keeps the drafts of two hundred cards', () => {
  setActivePinia(createPinia())
  const drafts = useCardDraftsStore()
  for (let card = 0; card < 201; card += 1) drafts.set(`${card}`, 'a', ['x'])
  expect([drafts.get('0'), drafts.get('1')]).toEqual([{}, { a: ['x'] }])
})
