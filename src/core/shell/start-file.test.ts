import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BridgeEvent } from '#shared/contract/contract.ts'
import { defaultSettings } from '#shared/settings.ts'
import { keepStartFile, readStartFile } from './start-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adp-desk-start-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const nothingSaid = { language: 'system', theme: 'system', textSize: 'medium' }
const chosen = { ...defaultSettings, language: 'zh-CN', theme: 'dark', textSize: 'large' } as const

/** Keeps the file as a program does, and hands back its events and what it complains of. */
function keep() {
  const listeners: ((event: BridgeEvent) => void)[] = []
  const complaints: string[] = []
  keepStartFile(folder, chosen, (listener) => listeners.push(listener), {
    warn: (event) => void complaints.push(event),
  })
  const change = (settings: typeof defaultSettings) =>
    listeners.forEach((listener) => listener({ name: 'settings.changed', payload: { settings } }))
  return { change, complaints }
}

describe('the start file', () => {
  it.each<[string, string | undefined, object]>([
    ['is not there', undefined, nothingSaid],
    ['is empty', '', nothingSaid],
    ['is cut off', '{"language":"zh-', nothingSaid],
    ['holds something else', '[1, 2]', nothingSaid],
    ['holds nothing', 'null', nothingSaid],
    [
      'has a value that is none',
      '{"language":"zh-CN","theme":7,"textSize":"large"}',
      { language: 'zh-CN', theme: 'system', textSize: 'large' },
    ],
    [
      'is of a newer version, with a theme and a setting that this one does not know',
      '{"language":"en","theme":"sepia","textSize":"small","motion":"none"}',
      { language: 'en', theme: 'system', textSize: 'small' },
    ],
  ])('is read as far as it goes when it %s', (_situation, text, expected) => {
    if (text !== undefined) writeFileSync(join(folder, 'start.json'), text)
    expect(readStartFile(folder)).toEqual(expected)
  })

  it('holds what was chosen, for its owner alone, and nothing else lies beside it', () => {
    keep()
    expect([
      readStartFile(folder),
      readdirSync(folder),
      (statSync(join(folder, 'start.json')).mode & 0o777).toString(8),
    ]).toEqual([{ language: 'zh-CN', theme: 'dark', textSize: 'large' }, ['start.json'], '600'])
  })

  it('follows the settings, and is left alone while nothing in it changes', () => {
    const { change } = keep()
    change({ ...chosen, theme: 'light' })
    writeFileSync(join(folder, 'start.json'), 'untouched')
    change({ ...chosen, theme: 'light', sendKey: 'command-enter' })
    expect(readFileSync(join(folder, 'start.json'), 'utf8')).toBe('untouched')
  })

  it('that cannot be written is tried again at the next change, and nothing is left behind', () => {
    mkdirSync(join(folder, 'start.json'))
    const { change, complaints } = keep()
    const left = readdirSync(folder)
    rmSync(join(folder, 'start.json'), { recursive: true })
    change(chosen)
    expect([complaints, left, readStartFile(folder).theme]).toEqual([
      ['start-file.not-written'],
      ['start.json'],
      'dark',
    ])
  })
})
