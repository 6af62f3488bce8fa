import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { closeStore, openStore } from './open.ts'
import { insertProfile, listProfiles } from './profiles.ts'
import { createProfile } from './test-rows.ts'
import { createFolder, hashFolder, openGoodStore } from './test-store.ts'

const isWindows = process.platform === 'win32'

/** A folder with a closed history of one profile in it. */
function createUsedFolder(): { folder: string; file: string; profile: ReturnType<typeof createProfile> } {
  const folder = createFolder()
  const file = join(folder, 'history.db')
  const db = openGoodStore(file)
  const profile = createProfile()
  insertProfile(db, profile)
  closeStore(db)
  return { folder, file, profile }
}

/** The same with the log of a program that was killed. */
function createLeftFolder(): { folder: string; file: string } {
  const { folder: other, file: source } = createUsedFolder()
  const folder = createFolder()
  const file = join(folder, 'history.db')
  const db = new Sqlite(source)
  db.exec('CREATE TABLE later (x); PRAGMA user_version = 99')
  copyFileSync(source, file)
  copyFileSync(`${source}-wal`, `${file}-wal`)
  db.close()
  rmSync(other, { recursive: true })
  return { folder, file }
}

function openAndClose(file: string): ReturnType<typeof openStore> | 'opened' {
  const opened = openStore(file)
  if (!opened.ok) return opened
  closeStore(opened.db)
  return 'opened'
}

describe('opening a history', () => {
  it('makes an empty one in a folder of its own that nobody else can read', () => {
    const folder = join(createFolder(), 'new', 'data')
    const db = openGoodStore(join(folder, 'history.db'))
    insertProfile(db, createProfile())

    const modes = ['.', ...readdirSync(folder)].map((name) => [
      name,
      isWindows ? '' : (statSync(join(folder, name)).mode & 0o777).toString(8),
    ])

    expect(Object.fromEntries(modes)).toEqual(
      isWindows
        ? { '.': '', 'history.db': '', 'history.db-shm': '', 'history.db-wal': '', 'history.lock': '' }
        : {
            '.': '700',
            'history.db': '600',
            'history.db-shm': '600',
            'history.db-wal': '600',
            'history.lock': '600',
          },
    )
  })

  it('finds what was stored before, and leaves no log behind', () => {
    const { folder, file, profile } = createUsedFolder()
    const names = readdirSync(folder).sort()

    const profiles = listProfiles(openGoodStore(file))

    expect({ names, profiles }).toEqual({ names: ['history.db', 'history.lock'], profiles: [profile] })
  })

  it('sets up the connection so that damage is met, deleted words are overwritten and commits survive a crash', () => {
    const db = openGoodStore(join(createFolder(), 'history.db'))
    const names = [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'secure_delete',
      'cell_size_check',
      'trusted_schema',
      'busy_timeout',
      'temp_store',
      'mmap_size',
      'wal_autocheckpoint',
    ]

    const values = names.map((name) => [name, db.pragma(name, { simple: true })])

    expect(Object.fromEntries(values)).toEqual({
      journal_mode: 'wal',
      synchronous: 1,
      foreign_keys: 1,
      secure_delete: 1,
      cell_size_check: 1,
      trusted_schema: 0,
      busy_timeout: 200,
      temp_store: 2,
      mmap_size: 0,
      wal_autocheckpoint: 1000,
    })
  })

  it('takes an empty file for a new history, and the rest of an interrupted start away', () => {
    const folder = createFolder()
    const file = join(folder, 'history.db')
    writeFileSync(file, '')
    writeFileSync(`${file}.new`, 'half of a history')

    const profiles = listProfiles(openGoodStore(file))

    expect({ profiles, names: readdirSync(folder).filter((name) => name.endsWith('.new')) }).toEqual({
      profiles: [],
      names: [],
    })
  })

  it('takes back permissions that a copied file gives to others', () => {
    const { file } = createUsedFolder()
    chmodSync(file, 0o644)

    openGoodStore(file)

    expect(statSync(file).mode & 0o077).toEqual(isWindows ? 0o066 : 0)
  })
})

describe('a history that cannot be used is left as it is, byte for byte', () => {
  it('when it is of a newer version', () => {
    const { folder, file } = createUsedFolder()
    const db = new Sqlite(file)
    db.pragma('user_version = 99')
    db.close()
    const before = hashFolder(folder)

    const opened = openStore(file)

    expect({ opened, after: hashFolder(folder) }).toEqual({
      opened: {
        ok: false,
        problem: {
          type: 'history-newer',
          file,
          reason: 'Its version is 99; this program knows versions up to 6.',
        },
      },
      after: before,
    })
  })

  it('when it is of a newer version that only its log knows of', () => {
    const { folder, file } = createLeftFolder()
    const before = hashFolder(folder)

    const opened = openStore(file)

    expect({ opened, after: hashFolder(folder) }).toEqual({
      opened: { ok: false, problem: expect.objectContaining({ type: 'history-newer', file }) as unknown },
      // The index of the log holds nothing of its own.
      after: { ...before, ...pick(hashFolder(folder), ['history.db-shm', 'history.lock']) },
    })
  })

  it('when it is no database, whatever it is', () => {
    const contents = [
      'My own notes.',
      'x'.repeat(10_000),
      'SQLite format 3\0',
      `SQLite format 3\0${'\xff'.repeat(5000)}`,
      '\0'.repeat(8192),
    ]
    const problems = contents.map((content) => {
      const folder = createFolder()
      const file = join(folder, 'history.db')
      writeFileSync(file, content, 'latin1')
      const opened = openStore(file)
      return {
        type: opened.ok ? 'opened' : opened.problem.type,
        isUntouched: readFileSync(file, 'latin1') === content,
      }
    })

    expect(problems).toEqual(contents.map(() => ({ type: 'history-unreadable', isUntouched: true })))
  })

  it('when it is a database of another program', () => {
    const folder = createFolder()
    const file = join(folder, 'history.db')
    const other = new Sqlite(file)
    other.exec('CREATE TABLE notes (text); PRAGMA user_version = 1')
    other.close()
    const before = hashFolder(folder)

    const opened = openStore(file)

    expect({ opened, after: hashFolder(folder) }).toEqual({
      opened: {
        ok: false,
        problem: { type: 'history-unreadable', file, reason: 'It is a database of another program.' },
      },
      after: { ...before, ...pick(hashFolder(folder), ['history.lock']) },
    })
  })

  it('when its header or its schema is damaged', () => {
    const { folder, file } = createUsedFolder()
    const whole = readFileSync(file)
    // Page size, user version, and the first page of the schema.
    const outcomes = [16, 60, 100, 105].map((offset) => {
      const damaged = Buffer.from(whole)
      damaged.fill(0xee, offset, offset + 4)
      writeFileSync(file, damaged)
      const opened = openAndClose(file)
      return {
        type: opened === 'opened' || opened.ok ? 'opened' : opened.problem.type,
        isUntouched: readFileSync(file).equals(damaged),
        names: readdirSync(folder).sort(),
      }
    })

    expect(outcomes).toEqual(
      outcomes.map(() => ({
        type: 'history-unreadable',
        isUntouched: true,
        names: ['history.db', 'history.lock'],
      })),
    )
  })

  it('when it is cut short to a part of its pages', () => {
    const { file } = createUsedFolder()
    truncateSync(file, 4096)
    const before = readFileSync(file)

    const opened = openStore(file)

    expect({ opened, isUntouched: readFileSync(file).equals(before) }).toEqual({
      opened: {
        ok: false,
        problem: { type: 'history-unreadable', file, reason: 'database disk image is malformed' },
      },
      isUntouched: true,
    })
  })

  it('when it is gone or empty but its log is not', () => {
    const { folder, file } = createLeftFolder()
    rmSync(file)
    const before = hashFolder(folder)
    const whenGone = openAndClose(file)
    const afterGone = hashFolder(folder)
    writeFileSync(file, '')
    const whenEmpty = openAndClose(file)

    const reason = 'The database is empty or gone, but its write-ahead log is not.'
    const problem = { ok: false, problem: { type: 'history-unreadable', file, reason } }
    expect([whenGone, whenEmpty, afterGone['history.db-wal'], statSync(file).size]).toEqual([
      problem,
      problem,
      before['history.db-wal'],
      0,
    ])
  })

  it('when it is a folder, or its folder is a file, or it leads nowhere', () => {
    const folder = createFolder()
    const asFolder = join(folder, 'history.db')
    mkdirSync(asFolder)
    writeFileSync(join(folder, 'notes'), 'My own notes.')
    const other = createFolder()
    symlinkSync(join(other, 'unmounted'), join(other, 'history.db'))

    const types = [asFolder, join(folder, 'notes', 'history.db'), join(other, 'history.db')].map((file) => {
      const opened = openStore(file)
      return opened.ok ? 'opened' : opened.problem.type
    })

    expect([types, readdirSync(asFolder), readFileSync(join(folder, 'notes'), 'utf8')]).toEqual([
      ['history-unreadable', 'history-unreadable', 'history-unreadable'],
      [],
      'My own notes.',
    ])
  })

  it('when the system does not let us write it', () => {
    const { folder, file } = createUsedFolder()
    const before = hashFolder(folder)
    chmodSync(folder, 0o777)
    chmodSync(join(folder, 'history.lock'), 0o666)
    chmodSync(file, 0o400)

    const opened = asNobody(() => openStore(file))

    expect({ opened, after: hashFolder(folder) }).toEqual({
      opened: {
        ok: false,
        problem: {
          type: 'history-unreadable',
          file,
          reason: expect.stringMatching(/permission denied|not permitted/) as unknown,
        },
      },
      after: before,
    })
  })

  it('when another program holds it', () => {
    const { file } = createUsedFolder()
    const before = readFileSync(file)
    const rival = new Sqlite(file)
    rival.pragma('locking_mode = EXCLUSIVE')
    rival.exec('BEGIN EXCLUSIVE')

    const opened = openStore(file)

    rival.close()
    expect({ opened, isUntouched: readFileSync(file).equals(before) }).toEqual({
      opened: { ok: false, problem: { type: 'history-locked', file, reason: 'database is locked' } },
      isUntouched: true,
    })
  })

  it('when this program has it open already', () => {
    const file = join(createFolder(), 'history.db')
    const db = openGoodStore(file)
    const profile = createProfile()
    insertProfile(db, profile)

    const second = openStore(file)

    expect({ second, profiles: listProfiles(db) }).toEqual({
      second: {
        ok: false,
        problem: {
          type: 'history-locked',
          file: file.replace('history.db', 'history.lock'),
          reason: 'database is locked',
        },
      },
      profiles: [profile],
    })
  })
})

describe('the lock of a data folder', () => {
  it('holds as long as the process that took it lives, and no longer', async () => {
    const file = join(createFolder(), 'history.db')
    const holder = spawn(
      process.execPath,
      [fileURLToPath(new URL('./test-holder.ts', import.meta.url)), file],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await once(holder.stdout, 'data')
    const whileAlive = openAndClose(file)
    holder.kill('SIGKILL')
    await once(holder, 'exit')

    expect([whileAlive, openAndClose(file)]).toEqual([
      { ok: false, problem: expect.objectContaining({ type: 'history-locked' }) as unknown },
      'opened',
    ])
  })
})

function pick(hashes: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(hashes).filter(([name]) => names.includes(name)))
}

/** Permissions do not stop root: then `act` runs as a user without any. */
function asNobody<Result>(act: () => Result): Result {
  const nobody = 65534
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(nobody)
  try {
    return act()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}
