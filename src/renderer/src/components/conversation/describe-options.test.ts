import { expect, it } from 'vitest'
import { describeOptions, withoutOption } from './describe-options.ts'

const options = {
  customVariables: [{ name: 'city', value: '北京' }],
  systemRole: 'Be terse.',
  workflow: 'off',
  webSearch: 'on',
  model: 'm-1',
} as const

it('the options of a question are named in one order, without those that the profile says anyway', () => {
  const variables = [...options.customVariables]
  expect(
    describeOptions({ ...options, customVariables: variables }, { webSearch: 'on', workflow: 'on' }),
  ).toEqual([
    { name: 'model', words: 'model', value: 'm-1', detail: 'm-1' },
    { name: 'workflow', words: 'workflowOff', value: '', detail: '' },
    { name: 'systemRole', words: 'systemRole', value: '', detail: 'Be terse.' },
    { name: 'customVariables', words: 'customVariables', value: '1', detail: 'city = 北京' },
  ])
})

it('without the last of them there are none', () => {
  expect([
    withoutOption({ model: 'm', webSearch: 'on' }, 'model'),
    withoutOption({ model: 'm' }, 'model'),
  ]).toEqual([{ webSearch: 'on' }, undefined])
})
