import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDataDesk } from './data-desk.ts'
import { failureCode } from './test-engine.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adp-desk-data-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function fill(path: string, bytes: number): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), 'x'.repeat(bytes))
}

describe('the data folder', () => {
  it('is measured by what lies in it, without what links lead to', async () => {
    fill('history.db', 1000)
    fill('history.db-wal', 100)
    fill('history.lock', 10)
    fill('logs/adp-desk-2026-03-14.log', 5)
    fill('browser/Cache/deep/file', 7)
    fill('start.json', 3)
    const elsewhere = mkdtempSync(join(tmpdir(), 'adp-desk-elsewhere-'))
    writeFileSync(join(elsewhere, 'file'), 'x'.repeat(9999))
    symlinkSync(elsewhere, join(folder, 'link'))
    const { otherBytes, totalBytes, ...rest } = await createDataDesk({
      dataDir: folder,
      openFolder: undefined,
    }).describe()
    rmSync(elsewhere, { recursive: true })
    // The link itself is as long as what it says.
    const link = elsewhere.length
    expect([rest, otherBytes, totalBytes]).toEqual([
      { dataDir: folder, historyBytes: 1110, logBytes: 5 },
      10 + link,
      1125 + link,
    ])
  })

  it('that is not there holds nothing', async () => {
    const dataDir = join(folder, 'gone')
    expect(await createDataDesk({ dataDir, openFolder: undefined }).describe()).toEqual({
      dataDir,
      historyBytes: 0,
      logBytes: 0,
      otherBytes: 0,
      totalBytes: 0,
    })
  })

  it.each<[string, ((folder: string) => Promise<boolean>) | undefined, string]>([
    ['is opened where the shell can do that', () => Promise.resolve(true), 'none'],
    ['says so when the system does not open it', () => Promise.resolve(false), 'folder-not-opened'],
    ['says so where the shell cannot', undefined, 'folder-not-opened'],
  ])('%s', async (_situation, openFolder, code) => {
    expect(await failureCode(() => createDataDesk({ dataDir: folder, openFolder }).open())).toBe(code)
  })
})
