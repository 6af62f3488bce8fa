import { expect, it } from 'vitest'
import { createUniqueNames, makeSafeName } from './safe-name.ts'

it.each([
  ['开放时间', '开放时间'],
  ['../../etc/passwd', 'etc passwd'],
  ['C:\\Windows\\x', 'C Windows x'],
  ['a/b: c?', 'a b c'],
  ['CON', '_CON'],
  ['lpt1.txt', '_lpt1.txt'],
  ['.hidden', 'hidden'],
  ['ends with dots. . .', 'ends with dots'],
  ['in\u202Egpj.exe', 'in gpj.exe'],
  ['line\nbreak\u0000', 'line break'],
  ['e\u0301', '\u00e9'],
  ['   ', 'Untitled'],
  ['...', 'Untitled'],
])('%j is called %j in a folder', (title, name) => {
  expect(makeSafeName(title, 'Untitled')).toBe(name)
})

it('a long title is cut between characters, at what file systems take', () => {
  expect(makeSafeName('界'.repeat(200), 'Untitled')).toBe('界'.repeat(50))
})

it('names that a file system takes for the same get numbers', () => {
  const unique = createUniqueNames()
  expect(['Plan', 'plan', 'Plan', 'Plan 2', '\uff30lan', 'Other'].map(unique)).toEqual([
    'Plan',
    'plan 2',
    'Plan 3',
    'Plan 2 2',
    '\uff30lan 4',
    'Other',
  ])
})
