import { describe, expect, it } from 'vitest'
import { fingerprintDependencies } from './ensure-dependencies.mjs'
import { makeTestFolder, writeTestFile } from './test-folder.ts'

const manifest = { name: 'x', version: '1.0.0', scripts: { a: 'b' }, dependencies: { vue: '3.5.0' } }
const files = { 'package.json': JSON.stringify(manifest), 'package-lock.json': '{}' }
const fingerprint = (folder: string) => fingerprintDependencies(folder, 'linux', 'x64')

describe('fingerprintDependencies', () => {
  it('does not change with a script or the version of the program', () => {
    const folder = makeTestFolder(files)
    const before = fingerprint(folder)
    writeTestFile(folder, 'package.json', JSON.stringify({ ...manifest, version: '2.0.0', scripts: {} }))
    expect(fingerprint(folder)).toEqual(before)
  })

  it.each([
    ['dependency', 'package.json', JSON.stringify({ ...manifest, dependencies: { vue: '3.5.1' } })],
    ['override', 'package.json', JSON.stringify({ ...manifest, overrides: { vue: '3.5.1' } })],
    ['lock file', 'package-lock.json', '{ }'],
  ])('changes with the %s', (_part, path, text) => {
    const folder = makeTestFolder(files)
    const before = fingerprint(folder)
    writeTestFile(folder, path, text)
    expect(fingerprint(folder)).not.toEqual(before)
  })

  it('changes with the system', () => {
    const folder = makeTestFolder(files)
    expect(fingerprintDependencies(folder, 'linux', 'arm64')).not.toEqual(fingerprint(folder))
  })
})
