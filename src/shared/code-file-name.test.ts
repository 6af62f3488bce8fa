import { expect, it } from 'vitest'
import { getCodeFileName, isCodeFileName } from './code-file-name.ts'

it('names code by its language, and what a system would run as text', () => {
  const names = ['Python', 'ts', 'html', 'js', '', 'constructor', '../x'].map(getCodeFileName)
  expect([names, names.every(isCodeFileName), isCodeFileName('code.bat')]).toEqual([
    ['code.py', 'code.ts', 'code.html.txt', 'code.mjs', 'code.txt', 'code.txt', 'code.txt'],
    true,
    false,
  ])
})
