import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openReader } from '#core/store/connection.ts'
import { setSecret } from '#core/store/secrets.ts'
import { listProfiles } from '#core/store/profiles.ts'
import { readBackupFacts } from './backup-facts.ts'
import { listSnapshots } from './list-backups.ts'
import { makeSnapshot, verifyCopy } from './make-snapshot.ts'
import { noonOf, openDataFolder, readTexts, steps, type DataFolder } from './test-backups.ts'

function readSnapshot({ dataDir }: DataFolder, name: string): string[] {
  const db = openReader(join(dataDir, 'backups', name))
  const texts = readTexts(db)
  db.close()
  return texts
}

function listNamesOf({ dataDir }: DataFolder): string[] {
  return readdirSync(join(dataDir, 'backups')).sort()
}

describe('a snapshot', () => {
  it('has everything, in a file that nobody else can read', async () => {
    const folder = openDataFolder()
    folder.write('When do you open?')

    const outcome = await folder.snapshot()

    const file = join(folder.dataDir, 'backups', 'history-2026-01-01.db')
    expect({
      outcome,
      names: listNamesOf(folder),
      texts: readSnapshot(folder, 'history-2026-01-01.db'),
      mode: statSync(file).mode & 0o077,
      facts: readBackupFacts(file),
    }).toEqual({
      outcome: { type: 'made', name: 'history-2026-01-01.db' },
      names: ['history-2026-01-01.db'],
      texts: ['When do you open?'],
      mode: process.platform === 'win32' ? 0o066 : 0,
      facts: {
        sequence: 1,
        createdAt: noonOf(1),
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        conversations: 1,
        messages: 1,
      },
    })
  })

  it('is of one moment, although the history is written to at every step', async () => {
    const folder = openDataFolder()
    for (let number = 1; number <= 400; number += 1) folder.write(`${number} `.repeat(800))
    let last = 400

    await makeSnapshot(
      folder.file,
      folder.dataDir,
      { now: noonOf(1), isAsked: true, reserveBytes: 0 },
      {
        ...steps,
        report() {
          last += 1
          folder.write(`${last} `.repeat(800))
        },
      },
    )

    const numbers = readSnapshot(folder, 'history-2026-01-01.db').map((text) => Number.parseInt(text))
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1))
    expect(numbers.length).toBeGreaterThanOrEqual(400)
    expect(numbers.length).toBeLessThan(last)
  })

  it('holds no AppKey, not even a sealed one', async () => {
    const folder = openDataFolder()
    for (const { id } of listProfiles(folder.db)) {
      setSecret(folder.db, id, 'app-key', Buffer.from('canary-sealed-key'))
    }

    await folder.snapshot()

    const bytes = readFileSync(join(folder.dataDir, 'backups', 'history-2026-01-01.db'))
    expect([
      bytes.includes('canary-sealed-key'),
      readFileSync(`${folder.file}-wal`).includes('canary-sealed-key'),
    ]).toEqual([false, true])
  })

  it('is not made again on the same day, nor while nothing has changed', async () => {
    const folder = openDataFolder()
    folder.write('One')
    await folder.snapshot({ now: noonOf(1) })
    const unchanged = await folder.snapshot({ now: noonOf(2) })
    folder.write('Two')
    const sameDay = await folder.snapshot({ now: noonOf(1) + 1000 })
    const nextDay = await folder.snapshot({ now: noonOf(2) })

    expect([unchanged, sameDay, nextDay]).toEqual([
      { type: 'unchanged' },
      { type: 'unchanged' },
      { type: 'made', name: 'history-2026-01-02.db' },
    ])
  })

  it.each([
    ['a renamed conversation', "UPDATE conversations SET title = 'Other'"],
    ['a draft', "INSERT INTO drafts (owner, text, updated_at) VALUES ('x', 'text', 1)"],
    ['a setting', "INSERT INTO settings (name, value) VALUES ('theme', '\"dark\"')"],
  ])('is due again after %s', async (_what, sql) => {
    const folder = openDataFolder()
    await folder.snapshot({ now: noonOf(1) })
    folder.db.exec(sql)

    expect(await folder.snapshot({ now: noonOf(2) })).toEqual({ type: 'made', name: 'history-2026-01-02.db' })
  })

  it('that was asked for takes the place of the one of the same day', async () => {
    const folder = openDataFolder()
    await folder.snapshot()
    folder.write('Later')
    await folder.snapshot({ isAsked: true })

    expect([listNamesOf(folder), readSnapshot(folder, 'history-2026-01-01.db')]).toEqual([
      ['history-2026-01-01.db'],
      ['Later'],
    ])
  })

  it('is kept with the six before it', async () => {
    const folder = openDataFolder()
    for (let day = 1; day <= 9; day += 1) {
      folder.write(`Day ${day}`)
      await folder.snapshot({ now: noonOf(day) })
    }

    expect(listNamesOf(folder)).toEqual([3, 4, 5, 6, 7, 8, 9].map((day) => `history-2026-01-0${day}.db`))
  })

  it('is not made without room, and none is removed', async () => {
    const folder = openDataFolder()
    await folder.snapshot()
    folder.write('More')

    const outcome = await folder.snapshot({ now: noonOf(2), reserveBytes: Number.MAX_SAFE_INTEGER })

    expect([outcome, listNamesOf(folder)]).toEqual([{ type: 'no-space' }, ['history-2026-01-01.db']])
  })

  it('that is broken off leaves nothing', async () => {
    const folder = openDataFolder()
    const abort = new AbortController()
    const broken = makeSnapshot(
      folder.file,
      folder.dataDir,
      { now: noonOf(1), isAsked: true, reserveBytes: 0 },
      { ...steps, signal: abort.signal, report: () => abort.abort() },
    )

    await expect(broken).rejects.toThrow('aborted')
    expect(listNamesOf(folder)).toEqual([])
  })
})

describe('a clock that jumps', () => {
  it('removes no snapshot because it is of a day long ago or far ahead', async () => {
    const folder = openDataFolder()
    const days = [10, 11, 4000, 12, 13, -9000, 14, 11, 15]
    for (const [index, day] of days.entries()) {
      folder.write(`Write ${index}`)
      await folder.snapshot({ now: noonOf(day) })
    }

    expect(listSnapshots(folder.dataDir).map(({ messages, sequence }) => [sequence, messages])).toEqual(
      [9, 8, 7, 6, 5, 4, 3].map((count) => [count, count]),
    )
  })

  it('keeps the snapshot of a day that comes a second time', async () => {
    const folder = openDataFolder()
    for (const day of [1, 2, 1]) {
      folder.write(`Day ${day}`)
      await folder.snapshot({ now: noonOf(day) })
    }

    expect(listNamesOf(folder)).toEqual([
      'history-2026-01-01-2.db',
      'history-2026-01-01.db',
      'history-2026-01-02.db',
    ])
  })
})

describe('the check of a copy', () => {
  it('finds one wrong byte in a text, which SQLite does not', async () => {
    const folder = openDataFolder()
    folder.write('The bakery opens at seven.')
    await folder.snapshot()
    const copy = join(folder.dataDir, 'backups', 'history-2026-01-01.db')
    const at = readFileSync(copy).indexOf('bakery')
    const descriptor = openSync(copy, 'r+')
    writeSync(descriptor, 'B', at)
    closeSync(descriptor)

    await expect(verifyCopy(copy, folder.file, steps)).rejects.toMatchObject({
      failure: { code: 'backup-damaged' },
    })
  })

  it('lets pass what is damaged in the history itself: the rest is worth a backup all the more', async () => {
    const folder = openDataFolder()
    folder.write('Whole')
    folder.write('Damaged')
    folder.db.prepare("UPDATE parts SET body = replace(body, 'Damaged', 'damagED')").run()

    expect(await folder.snapshot()).toEqual({ type: 'made', name: 'history-2026-01-01.db' })
  })
})

it('a file that is no snapshot is neither listed nor removed', async () => {
  const folder = openDataFolder()
  await folder.snapshot()
  writeFileSync(join(folder.dataDir, 'backups', 'history-2020-01-01.db'), 'not a database')
  for (let day = 2; day <= 9; day += 1) {
    folder.write(`Day ${day}`)
    await folder.snapshot({ now: noonOf(day) })
  }

  expect([listSnapshots(folder.dataDir).length, listNamesOf(folder)[0]]).toEqual([7, 'history-2020-01-01.db'])
})
