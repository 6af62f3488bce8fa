import { expect, it } from 'vitest'
import { findChosenOptions, joinOptions } from './chosen-options.ts'

const options = ['Leave, paid', 'Travel\nabroad', '报销']

it('chosen options are asked one a line, and found again in the question', () => {
  const chosen = ['Leave, paid', 'Travel\nabroad']
  expect([joinOptions(chosen), findChosenOptions(options, joinOptions(chosen))]).toEqual([
    'Leave, paid\nTravel abroad',
    chosen,
  ])
})

it('a question in own words has chosen none, even when it names one of them', () => {
  expect([findChosenOptions(options, '报销\nand something else'), findChosenOptions(options, '')]).toEqual([
    [],
    [],
  ])
})
