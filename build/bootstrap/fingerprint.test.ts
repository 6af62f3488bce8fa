import { rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fingerprintFiles, fingerprintTexts } from './fingerprint.mjs'
import { makeTestFolder, writeTestFile } from './test-folder.ts'

const files = { 'src/a.ts': 'a', 'src/deep/b.ts': 'b', 'package.json': '{}' }
const paths = ['src', 'package.json', 'not-there']

describe('fingerprintFiles', () => {
  it('is the same for the same files in another folder, whenever they were written', () => {
    const folder = makeTestFolder(files)
    utimesSync(join(folder, 'src/a.ts'), 1, 1)
    expect(fingerprintFiles(folder, paths)).toEqual(fingerprintFiles(makeTestFolder(files), paths))
  })

  it.each<[string, (folder: string) => void]>([
    ['a changed letter of the same length', (folder) => writeTestFile(folder, 'src/deep/b.ts', 'c')],
    ['a new file', (folder) => writeTestFile(folder, 'src/c.ts', '')],
    ['a missing file', (folder) => rmSync(join(folder, 'src/a.ts'))],
    [
      'text that moved to the next file',
      (folder) => {
        writeTestFile(folder, 'src/a.ts', '')
        writeTestFile(folder, 'src/deep/b.ts', 'ab')
      },
    ],
    ['a file that appeared at a path that was not there', (folder) => writeTestFile(folder, 'not-there', '')],
  ])('differs after %s', (_change, change) => {
    const folder = makeTestFolder(files)
    const before = fingerprintFiles(folder, paths)
    change(folder)
    expect(fingerprintFiles(folder, paths)).not.toEqual(before)
  })
})

describe('fingerprintTexts', () => {
  it('tells where one text ends and the next begins', () => {
    expect(fingerprintTexts(['ab', 'c'])).not.toEqual(fingerprintTexts(['a', 'bc']))
  })
})
