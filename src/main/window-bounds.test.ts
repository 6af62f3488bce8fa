import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseBounds, readWindowState, writeWindowState } from './window-bounds.ts'

const left = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: 0, width: 1280, height: 1000 }
const place = { x: 100, y: 80, width: 1000, height: 700 }
const state = { ...place, isMaximized: false }

describe('where the window opens', () => {
  it.each([
    ['the first time', null, [left], { width: 1280, height: 800 }],
    ['as it was', state, [left], place],
    ['on the other display', { ...state, x: 2000 }, [left, right], { ...place, x: 2000 }],
    ['when that display is gone', { ...state, x: 2000 }, [left], { width: 1000, height: 700 }],
    ['half outside, within reach', { ...state, x: -800 }, [left], { ...place, x: -800 }],
    ['out of reach to the left', { ...state, x: -900 }, [left], { width: 1000, height: 700 }],
    ['with its bar above the display', { ...state, y: -50 }, [left], { width: 1000, height: 700 }],
    ['with its bar below the display', { ...state, y: 1020 }, [left], { width: 1000, height: 700 }],
    [
      'smaller than can be used',
      { ...state, width: 10, height: 10 },
      [left],
      { ...place, width: 480, height: 400 },
    ],
    ['without any display', state, [], { width: 1000, height: 700 }],
  ])('%s', (_situation, remembered, areas, bounds) => {
    expect(chooseBounds(remembered, areas)).toEqual(bounds)
  })
})

describe('the place of the window on the disk', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'adp-desk-window-'))
    file = join(folder, 'window.json')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is read as it was written, by its owner alone', () => {
    writeWindowState(file, { ...state, isMaximized: true })
    expect([readWindowState(file), statSync(file).mode & 0o777]).toEqual([
      { ...state, isMaximized: true },
      0o600,
    ])
  })

  it.each([
    '',
    'null',
    '{',
    '[]',
    '{"x":1}',
    JSON.stringify({ ...state, width: 'wide' }),
    JSON.stringify({ ...state, x: 1e300 }),
    JSON.stringify({ ...state, width: -5 }),
    JSON.stringify({ ...state, more: 1 }),
  ])('is forgotten when it reads %j', (text) => {
    writeFileSync(file, text)
    expect(readWindowState(file)).toBeNull()
  })

  it('is not there the first time', () => {
    expect(readWindowState(file)).toBeNull()
  })

  it('is no reason to fail when it cannot be written', () => {
    expect(() => writeWindowState(join(folder, 'missing', 'window.json'), state)).not.toThrow()
  })
})
