import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listMessages } from './messages.ts'
import { fillHistory, readsAsWritten } from './faults/test-damage.ts'
import { closeStore, openStore } from './open.ts'
import { insertProfile } from './profiles.ts'
import { createProfile } from './test-rows.ts'
import { createFolder, hashFolder, openGoodStore } from './test-store.ts'

const isRoot = process.geteuid?.() === 0

/** A small file system of its own, where this machine lets us have one; else a folder that only looks like it. */
function mountSmallDisk(kibibytes: number): string | undefined {
  const folder = createFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k,mode=700`, 'tmpfs', folder])
  if (mounted.status !== 0) return undefined
  onTestFinished(() => void spawnSync('umount', ['-l', folder]))
  return folder
}

/** Takes all the room that is left. */
function fillDisk(folder: string): string {
  const file = join(folder, 'other.bin')
  for (const size of [65_536, 4096, 512]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // Full for pieces of this size.
    }
  }
  return file
}

function errorCode(act: () => void): string {
  try {
    act()
    return 'none'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

describe('a disk that is really full', () => {
  it('refuses what is written, keeps what was, and goes on when there is room', ({ skip }) => {
    const folder = mountSmallDisk(4096)
    if (folder === undefined) return skip('no file system can be mounted here')
    const file = join(folder, 'history.db')
    const expected = fillHistory(file)
    const db = openGoodStore(file)
    insertProfile(db, createProfile())
    const other = fillDisk(folder)
    const writeMuch = (): void => {
      for (let count = 0; count < 200; count += 1)
        insertProfile(db, createProfile({ note: 'x'.repeat(20_000) }))
    }

    const whileFull = [errorCode(writeMuch), readsAsWritten(db, expected)]
    unlinkSync(other)
    const after = [errorCode(() => insertProfile(db, createProfile())), readsAsWritten(db, expected)]

    expect([whileFull, after]).toEqual([
      ['SQLITE_FULL', true],
      ['none', true],
    ])
  })

  it('lets the history be read when the program starts on it', ({ skip }) => {
    const folder = mountSmallDisk(4096)
    if (folder === undefined) return skip('no file system can be mounted here')
    const file = join(folder, 'history.db')
    const expected = fillHistory(file)
    const before = readFileSync(file)
    fillDisk(folder)

    const opened = openStore(file)
    const isRead = opened.ok && readsAsWritten(opened.db, expected)
    if (opened.ok) closeStore(opened.db)

    expect([opened.ok && opened.isReadOnly, isRead, readFileSync(file).equals(before)]).toEqual([
      true,
      true,
      true,
    ])
  })

  it('is told when there is no history yet, and nothing half-made is left that counts', ({ skip }) => {
    const folder = mountSmallDisk(64)
    if (folder === undefined) return skip('no file system can be mounted here')
    fillDisk(folder)

    const opened = openStore(join(folder, 'history.db'))

    expect([opened.ok ? 'opened' : opened.problem.type, existsSync(join(folder, 'history.db'))]).toEqual([
      'disk-full',
      false,
    ])
  })
})

describe('a folder that takes no writes', () => {
  it('opens a history for reading, and leaves every byte as it is', ({ skip }) => {
    const folder = mountSmallDisk(4096)
    if (folder === undefined) return skip('no file system can be mounted here')
    const file = join(folder, 'history.db')
    const expected = fillHistory(file)
    const before = hashFolder(folder)
    spawnSync('mount', ['-o', 'remount,ro', folder])

    const opened = openStore(file)
    if (!opened.ok) throw new Error(opened.problem.reason)
    const { db, isReadOnly } = opened
    const code = errorCode(() => insertProfile(db, createProfile()))
    const isRead = readsAsWritten(db, expected)
    closeStore(db)

    expect({ isReadOnly, code, isRead, after: hashFolder(folder), copies: leftCopies() }).toEqual({
      isReadOnly: true,
      code: 'SQLITE_READONLY',
      isRead: true,
      after: before,
      copies: [],
    })
  })

  it('opens a history that only this account may not write', ({ skip }) => {
    if (process.platform === 'win32') return skip('permissions of this kind are not known there')
    const folder = createFolder()
    const file = join(folder, 'history.db')
    const expected = fillHistory(file)
    chmodSync(file, 0o444)
    chmodSync(join(folder, 'history.lock'), 0o444)
    chmodSync(folder, 0o555)

    const outcome = asNobody(() => {
      const opened = openStore(file)
      if (!opened.ok) return opened.problem
      const isRead = readsAsWritten(opened.db, expected)
      closeStore(opened.db)
      return { isReadOnly: opened.isReadOnly, isRead }
    })
    chmodSync(folder, 0o700)

    expect([outcome, statSync(file).mode & 0o777]).toEqual([{ isReadOnly: true, isRead: true }, 0o444])
  })
})

describe('a program that was killed', () => {
  it('leaves a lock that holds nobody up, and the next one knows that it was killed', async () => {
    const file = join(createFolder(), 'history.db')
    const writer = spawn(
      process.execPath,
      [fileURLToPath(new URL('./test-writer.ts', import.meta.url)), file, 'Killed'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(writer.stdout, 'data')
    const during = openStore(file)
    writer.kill('SIGKILL')
    await once(writer, 'exit')

    const states = [1, 2].map(() => {
      const opened = openStore(file)
      if (!opened.ok) return opened.problem.type
      closeStore(opened.db)
      return opened.endedUncleanly
    })

    expect([during.ok ? 'opened' : during.problem.type, states]).toEqual(['history-locked', [true, false]])
  })
})

describe('a file that is exchanged while the program runs', () => {
  it.each([
    ['deleted', (file: string) => rmSync(file)],
    ['replaced', (file: string) => void (rmSync(file), writeFileSync(file, 'another'))],
  ])('because it was %s refuses writes with an error of its own', (_how, act) => {
    const file = join(createFolder(), 'history.db')
    const expected = fillHistory(file)
    const db = openGoodStore(file)
    const [id] = expected.keys()
    act(file)

    const code = errorCode(() => insertProfile(db, createProfile()))

    expect([code, id && listMessages(db, id, { limit: 50 }).messages.length]).toEqual([
      process.platform === 'win32' ? 'none' : 'SQLITE_READONLY_DBMOVED',
      16,
    ])
  })
})

function leftCopies(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`adp-desk-read-only-${process.pid}-`))
}

/** Permissions do not stop root: then `act` runs as a user without any. */
function asNobody<Result>(act: () => Result): Result {
  const nobody = 65534
  if (isRoot) process.seteuid?.(nobody)
  try {
    return act()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}
