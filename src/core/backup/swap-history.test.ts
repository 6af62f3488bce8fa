import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder } from '#core/store/test-store.ts'
import { finishSwap, isSwapUnfinished, swapHistory } from './swap-history.ts'

const swap = {
  from: 'restore-2026-01-02T00-00-00-000Z',
  to: 'before-restore-2026-01-02T00-00-00-000Z',
} as const

function fill(dataDir: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dataDir, name)), { recursive: true })
    writeFileSync(join(dataDir, name), text)
  }
}

/** Every file below a folder with its text. */
function readAll(dataDir: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(dataDir.length + 1).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  )
}

const present = {
  'history.db': 'present',
  'history.db-wal': 'log of present',
  'search.db': 'index of present',
  'files/ab/abcd': 'file',
}
const coming = {
  'history.db': 'coming',
  'files/ab/abcd': 'file',
  'files/cd/cdef': 'new file',
}

function openFolder(comingFiles: Record<string, string> = coming): string {
  const dataDir = createFolder()
  fill(dataDir, present)
  for (const [name, text] of Object.entries(comingFiles)) fill(dataDir, { [`${swap.from}/${name}`]: text })
  return dataDir
}

const exchanged = {
  'history.db': 'coming',
  'files/ab/abcd': 'file',
  'files/cd/cdef': 'new file',
  [`${swap.to}/history.db`]: 'present',
  [`${swap.to}/history.db-wal`]: 'log of present',
  [`${swap.to}/search.db`]: 'index of present',
}

/**
 * What every start finds that follows an exchange which was broken off after one of its steps, the first of which only makes
 * a folder.
 */
function breakOffEverywhere(comingFiles?: Record<string, string>): Record<string, string>[] {
  const found: Record<string, string>[] = []
  for (let last = 2; ; last += 1) {
    const dataDir = openFolder(comingFiles)
    const broken = swapHistory(dataDir, swap)
    let isDone = false
    for (let step = 0; step < last; step += 1) isDone = broken.next().done === true
    if (isDone) return found
    finishSwap(dataDir)
    found.push(readAll(dataDir))
  }
}

describe('the exchange of a history', () => {
  it('sets aside what was there', () => {
    const dataDir = openFolder()

    Array.from(swapHistory(dataDir, swap))

    expect([readAll(dataDir), isSwapUnfinished(dataDir)]).toEqual([exchanged, false])
  })

  it('that is broken off before it is decided changes nothing', () => {
    const dataDir = openFolder()

    swapHistory(dataDir, swap).next()

    expect([isSwapUnfinished(dataDir), readFileSync(join(dataDir, 'history.db'), 'utf8')]).toEqual([
      false,
      'present',
    ])
  })

  it('is ended by the next start after whichever step it was broken off', () => {
    const found = breakOffEverywhere()

    expect(found).toEqual(Array.from({ length: found.length }, () => exchanged))
    expect(found.length).toBe(7)
  })

  it('is ended as well when a log and an index come along', () => {
    const found = breakOffEverywhere({
      'history.db': 'old',
      'history.db-wal': 'log of old',
      'search.db': 'index of old',
    })

    const ended = {
      'history.db': 'old',
      'history.db-wal': 'log of old',
      'search.db': 'index of old',
      'files/ab/abcd': 'file',
      [`${swap.to}/history.db`]: 'present',
      [`${swap.to}/history.db-wal`]: 'log of present',
      [`${swap.to}/search.db`]: 'index of present',
    }
    expect(found).toEqual(Array.from({ length: found.length }, () => ended))
    expect(found.length).toBe(8)
  })

  it('whose other history has vanished meanwhile brings back the one before', () => {
    const dataDir = createFolder()
    fill(dataDir, {
      'restore.json': JSON.stringify(swap),
      [`${swap.to}/history.db`]: 'present',
      [`${swap.to}/history.db-wal`]: 'log of present',
    })

    finishSwap(dataDir)

    expect(readAll(dataDir)).toEqual({ 'history.db': 'present', 'history.db-wal': 'log of present' })
  })

  it('is not guessed at when it cannot be told', () => {
    const dataDir = createFolder()
    fill(dataDir, { 'restore.json': '{"from": "../elsewhere", "to": "history.db"}' })

    expect(() => finishSwap(dataDir)).toThrow()
    expect(existsSync(join(dataDir, 'restore.json'))).toBe(true)
  })
})
