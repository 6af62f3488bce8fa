import { expect, it } from 'vitest'
import { codeExtensions, getCodeFileName } from './code-file-name.ts'
import { isRunByItself } from './run-by-itself.ts'

it('names code by its language, and as text what would run by itself or is not known', () => {
  const languages = ['Python', 'ts', 'html', 'SVG', 'bat', 'vbscript', 'js', '', 'constructor', '../x']
  expect(languages.map(getCodeFileName)).toEqual([
    'code.py',
    'code.ts',
    'code.html.txt',
    'code.svg.txt',
    'code.bat.txt',
    'code.vbs.txt',
    'code.mjs',
    'code.txt',
    'code.txt',
    'code.txt',
  ])
})

it('has no kind of code that would run by itself', () => {
  expect(codeExtensions.filter(isRunByItself)).toEqual([])
})
