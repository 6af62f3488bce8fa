import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { explainDownloadFailure, findElectron, recallFailure } from './ensure-electron.mjs'

describe('recallFailure', () => {
  const minute = 60_000
  const stamp = JSON.stringify({ failedAt: 100 * minute, reason: 'no connection' })

  it.each([
    ['an hour has not passed', stamp, 159 * minute, 'no connection'],
    ['an hour has passed', stamp, 160 * minute, undefined],
    ['the clock was set back', stamp, 99 * minute, undefined],
    ['nothing was tried', undefined, 0, undefined],
  ])('recalls what it should when %s', (_situation, text, now, expected) => {
    expect(recallFailure(text, now)).toEqual(expected)
  })
})

describe('explainDownloadFailure', () => {
  it.each([
    ['TypeError: fetch failed', 'no connection to the download server'],
    ['TypeError: terminated', 'no connection to the download server'],
    [
      'HTTPError: Response code 404 (Not Found) for http://host/electron.zip',
      'the download server answered 404',
    ],
    ['Error: ENOSPC: no space left on device, write', 'the disk is full'],
    ["Error: EACCES: permission denied, mkdir '/x'", 'the folder cannot be written to'],
    ['ChecksumMismatchError: Generated checksum for "x"', 'what was received is damaged'],
    ['Error: surprise', 'details: .cache/electron-download.log'],
  ])('puts "%s" in words', (output, reason) => {
    expect(explainDownloadFailure(output)).toEqual(reason)
  })
})

describe('findElectron', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'adp-electron-'))
    mkdirSync(join(root, 'node_modules/electron/dist'), { recursive: true })
    writeFileSync(join(root, 'node_modules/electron/package.json'), '{"version":"45.4.1"}')
    writeFileSync(join(root, 'node_modules/electron/dist/electron'), '')
    writeFileSync(join(root, 'node_modules/electron/path.txt'), 'electron')
  })
  afterEach(() => rmSync(root, { recursive: true }))

  it('finds a runtime of the wanted version', () => {
    writeFileSync(join(root, 'node_modules/electron/dist/version'), '45.4.1')
    expect(findElectron(root, {})).toEqual(join(root, 'node_modules/electron/dist/electron'))
  })

  it('does not take a runtime of another version', () => {
    writeFileSync(join(root, 'node_modules/electron/dist/version'), '44.0.0')
    expect(findElectron(root, {})).toEqual(undefined)
  })

  it('does not take a runtime that was not unpacked to its end', () => {
    writeFileSync(join(root, 'node_modules/electron/dist/version'), '45.4.1')
    rmSync(join(root, 'node_modules/electron/path.txt'))
    expect(findElectron(root, {})).toEqual(undefined)
  })
})
