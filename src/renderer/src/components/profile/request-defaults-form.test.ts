import { describe, expect, it } from 'vitest'
import { requestDefaultsSchema, type RequestDefaults } from '#shared/profile.ts'
import {
  createRequestDefaultsForm,
  createVariableRow,
  findRequestDefaultsProblems,
  hasDefaults,
  hasProblems,
  readRequestDefaults,
  type RequestDefaultsForm,
} from './request-defaults-form.ts'

const saved: RequestDefaults = {
  systemRole: 'You are terse.',
  model: 'lke-deepseek-v3',
  webSearch: 'off',
  workflow: 'on',
  streamingThrottle: 50,
  customVariables: [{ name: 'UserID', value: ' 10220022 ' }],
}
const empty = createRequestDefaultsForm()

function withRows(...rows: [string, string][]): RequestDefaultsForm {
  return { ...empty, customVariables: rows.map(([name, value], id) => ({ id, name, value })) }
}

describe('the defaults of a profile', () => {
  it('come back from their form as they were, and the contract takes them', () => {
    const read = readRequestDefaults(createRequestDefaultsForm(saved))
    expect([read, requestDefaultsSchema.safeParse(read).success]).toEqual([saved, true])
  })

  it('are none when everything is left to the application', () => {
    const unused = { ...withRows(['', ''], [' ', '']), systemRole: ' ', model: '\n', streamingThrottle: ' ' }
    expect([
      readRequestDefaults(unused),
      hasDefaults(unused),
      hasDefaults(createRequestDefaultsForm(saved)),
    ]).toEqual([undefined, false, true])
  })

  it('are trimmed, but for the value of a variable', () => {
    const form = { ...withRows([' a ', ' b ']), model: ' m ', streamingThrottle: ' 7 ' }
    expect(readRequestDefaults(form)).toEqual({
      model: 'm',
      streamingThrottle: 7,
      customVariables: [{ name: 'a', value: ' b ' }],
    })
  })
})

describe('what is wrong with them', () => {
  it('is nothing in an empty form', () => {
    expect(hasProblems(findRequestDefaultsProblems(empty))).toBe(false)
  })

  it('is said of each field', () => {
    const form = {
      ...empty,
      systemRole: 'x'.repeat(10_001),
      model: 'x'.repeat(201),
      streamingThrottle: '101',
    }
    const problems = findRequestDefaultsProblems(form)
    expect([hasProblems(problems), problems]).toEqual([
      true,
      {
        systemRole: { sentence: 'tooLong', max: 10_000 },
        model: { sentence: 'tooLong', max: 200 },
        streamingThrottle: { sentence: 'throttle', max: 100 },
        customVariables: new Map(),
      },
    ])
  })

  it.each(['0', '-1', '1.5', '1e1', 'many', '１０'])('is said of a throttle of %j', (streamingThrottle) => {
    expect(findRequestDefaultsProblems({ ...empty, streamingThrottle }).streamingThrottle).toEqual({
      sentence: 'throttle',
      max: 100,
    })
  })

  it('is said of the row of a variable, and of the later one of two', () => {
    const form = withRows(
      ['UserID', '1'],
      [' UserID', '2'],
      ['', 'value'],
      ['', ''],
      ['x'.repeat(101), ''],
      ['long', 'x'.repeat(10_001)],
    )
    expect(findRequestDefaultsProblems(form)).toEqual({
      customVariables: new Map([
        [1, { sentence: 'variableTwice' }],
        [2, { sentence: 'variableNameMissing' }],
        [4, { sentence: 'variableNameTooLong', max: 100 }],
        [5, { sentence: 'variableValueTooLong', max: 10_000 }],
      ]),
    })
  })
})

it('a new row is told from those that are there', () => {
  const { customVariables } = withRows(['a', ''], ['b', ''])
  expect([createVariableRow([]), createVariableRow(customVariables)]).toEqual([
    { id: 0, name: '', value: '' },
    { id: 2, name: '', value: '' },
  ])
})
