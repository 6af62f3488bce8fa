import { expect, it } from 'vitest'
import { countCopies } from './copy-number.ts'

it.each([
  ['a name of its own', 'Orders', { bare: 'Orders', number: 1 }],
  ['a copy', 'Orders (copy)', { bare: 'Orders', number: 2 }],
  ['a copy of a copy', 'Orders (copy 2)', { bare: 'Orders', number: 3 }],
  ['a copy that was made in Chinese', '订单（副本 9）', { bare: '订单', number: 10 }],
  ['a name that is nothing but the mark', '(copy)', { bare: '(copy)', number: 1 }],
  ['a mark in the middle', 'The (copy) machine', { bare: 'The (copy) machine', number: 1 }],
])('%s', (_situation, name, counted) => {
  expect(countCopies(name)).toEqual(counted)
})
