import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openConnection, openReader } from '#core/store/connection.ts'
import { findCopyPath } from '#core/store/file-copies.ts'
import { migrate } from '#core/store/migrate.ts'
import { migrations } from '#core/store/migrations/index.ts'
import { closeStore, openStore } from '#core/store/open.ts'
import { applicationId } from '#core/store/probe.ts'
import { createFolder, hashFolder, openGoodStore } from '#core/store/test-store.ts'
import { exchangeHistory } from './exchange-history.ts'
import { prepareRestore } from './prepare-restore.ts'
import { openDataFolder, readTexts, steps, type DataFolder } from './test-backups.ts'
import { writeBackupFile } from './write-backup-file.ts'

const restoreId = 'restore-2026-01-02T00-00-00-000Z'
const setAside = 'before-restore-2026-01-02T00-00-00-000Z'

function readId(file: string): unknown {
  const db = openReader(file)
  const id = db.prepare("SELECT value FROM history_facts WHERE name = 'id'").pluck().get()
  db.close()
  return id
}

async function snapshotOf(folder: DataFolder): Promise<string> {
  await folder.snapshot({ isAsked: true })
  return join(folder.dataDir, 'backups', 'history-2026-01-01.db')
}

/** Puts a file into the data folder as one that was shown in a conversation. */
function keepFile({ db, dataDir }: DataFolder, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex')
  const file = findCopyPath(dataDir, hash)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  db.prepare('INSERT INTO files (hash, media_type, bytes, added_at) VALUES (?, ?, ?, 1)').run(
    hash,
    'text/plain',
    content.length,
  )
  return hash
}

describe('a backup that is prepared', () => {
  it('says what is in it, and the history made of it is another one', async () => {
    const folder = openDataFolder()
    folder.write('When do you open?', 5000)
    const backup = await snapshotOf(folder)
    const target = join(folder.dataDir, restoreId)

    const prepared = await prepareRestore(backup, target, steps)

    expect({
      ...prepared,
      bytes: prepared.bytes > 0,
      isAnother: readId(backup) !== readId(join(target, 'history.db')),
    }).toEqual({
      version: migrations.length,
      isOlder: false,
      bytes: true,
      conversations: 1,
      messages: 1,
      damagedMessages: 0,
      files: 0,
      newestAt: 5000,
      isAnother: true,
    })
  })

  it('of an older version is brought up to date, and stays what it was', async () => {
    const dataDir = createFolder()
    const backup = join(dataDir, 'history.before-3.db')
    new Sqlite(backup).close()
    const db = openConnection(backup)
    db.pragma(`application_id = ${applicationId}`)
    migrate(db, migrations.slice(0, 2))
    db.close()
    const before = hashFolder(dataDir)

    const { version, isOlder } = await prepareRestore(backup, join(createFolder(), restoreId), steps)

    expect([version, isOlder, hashFolder(dataDir)]).toEqual([2, true, before])
  })

  it('tells of messages that are damaged in it', async () => {
    const folder = openDataFolder()
    for (const text of ['Whole', 'Damaged']) folder.write(text)
    folder.db.prepare("UPDATE parts SET body = replace(body, 'Damaged', 'damagED')").run()

    const backup = await snapshotOf(folder)

    expect(await prepareRestore(backup, join(folder.dataDir, restoreId), steps)).toMatchObject({
      messages: 2,
      damagedMessages: 1,
    })
  })
})

describe('what is no backup to be restored', () => {
  const cases: readonly [string, string, (file: string) => void][] = [
    ['a text', 'backup-unreadable', (file) => writeFileSync(file, 'My thesis. '.repeat(500))],
    ['an empty file', 'backup-unreadable', (file) => truncateSync(file)],
    ['the beginning of one', 'backup-damaged', (file) => truncateSync(file, 20_000)],
    [
      'a database of another program',
      'backup-unreadable',
      (file) => change(file, 'PRAGMA application_id = 7'),
    ],
    ['one of a newer version', 'backup-newer', (file) => change(file, 'PRAGMA user_version = 9999')],
    [
      'one with a trigger of its own',
      'backup-unreadable',
      (file) => change(file, 'CREATE TRIGGER spy AFTER INSERT ON messages BEGIN DELETE FROM messages; END'),
    ],
    ['one with a page of noise', 'backup-damaged', (file) => scribble(file)],
  ]

  it.each(cases)('%s is refused, and leaves nothing behind', async (_what, code, spoil) => {
    const folder = openDataFolder()
    for (let number = 0; number < 50; number += 1) folder.write(`Question ${number} `.repeat(50))
    const backup = await snapshotOf(folder)
    spoil(backup)
    const before = hashFolder(dirname(backup))

    await expect(prepareRestore(backup, join(folder.dataDir, restoreId), steps)).rejects.toMatchObject({
      failure: { code },
    })

    expect([existsSync(join(folder.dataDir, restoreId)), hashFolder(dirname(backup))]).toEqual([
      false,
      before,
    ])
  })

  function change(file: string, sql: string): void {
    const db = new Sqlite(file)
    db.exec(sql)
    db.close()
  }

  function scribble(file: string): void {
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xa5, bytes.length - 3 * 4096, bytes.length - 2 * 4096))
  }
})

describe('a restore', () => {
  it('brings back what was there, with the AppKeys of now, and sets the rest aside', async () => {
    const folder = openDataFolder()
    folder.write('Before')
    const backup = await snapshotOf(folder)
    folder.write('After')
    folder.db.exec(
      "INSERT INTO secrets SELECT id, 'app-key', x'abcd' FROM profiles; UPDATE profiles SET app_key_hint = 'new4'",
    )
    await prepareRestore(backup, join(folder.dataDir, restoreId), steps)
    folder.close()

    exchangeHistory(folder.dataDir, { from: restoreId, to: setAside })

    const present = openGoodStore(folder.file)
    const before = openReader(join(folder.dataDir, setAside, 'history.db'))
    expect({
      present: readTexts(present),
      secrets: present.prepare('SELECT hex(sealed), app_key_hint FROM secrets, profiles').raw().all(),
      before: readTexts(before),
      names: readdirSync(folder.dataDir).filter((name) => name.startsWith('restore')),
    }).toEqual({ present: ['Before'], secrets: [['ABCD', 'new4']], before: ['Before', 'After'], names: [] })
    before.close()
  })

  it('can be taken back, and that as well', async () => {
    const folder = openDataFolder()
    folder.write('Before')
    const backup = await snapshotOf(folder)
    folder.write('After')
    await prepareRestore(backup, join(folder.dataDir, restoreId), steps)
    folder.close()
    const other = 'before-restore-2026-01-03T00-00-00-000Z'

    exchangeHistory(folder.dataDir, { from: restoreId, to: setAside })
    exchangeHistory(folder.dataDir, { from: setAside, to: other })
    const takenBack = openReader(folder.file)
    const texts = readTexts(takenBack)
    takenBack.close()
    exchangeHistory(folder.dataDir, { from: other, to: setAside })

    const present = openReader(folder.file)
    expect([texts, readTexts(present)]).toEqual([['Before', 'After'], ['Before']])
    present.close()
  })

  it('takes the place of a history that cannot be opened, which can be had back', async () => {
    const folder = openDataFolder()
    folder.write('Before')
    const backup = await snapshotOf(folder)
    folder.close()
    writeFileSync(folder.file, 'noise')
    await prepareRestore(backup, join(folder.dataDir, restoreId), steps)

    exchangeHistory(folder.dataDir, { from: restoreId, to: setAside })

    const present = openGoodStore(folder.file)
    expect([readTexts(present), readFileSync(join(folder.dataDir, setAside, 'history.db'), 'utf8')]).toEqual([
      ['Before'],
      'noise',
    ])
  })

  it('is refused while another program has the data folder', async () => {
    const folder = openDataFolder()
    const backup = await snapshotOf(folder)
    await prepareRestore(backup, join(folder.dataDir, restoreId), steps)

    expect(() => exchangeHistory(folder.dataDir, { from: restoreId, to: setAside })).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ code: 'backup-failed' }) as unknown,
      }) as Error,
    )
    expect(existsSync(join(folder.dataDir, setAside))).toBe(false)
  })
})

describe('a backup file', () => {
  it('takes the kept files along to another data folder', async () => {
    const folder = openDataFolder()
    folder.write('With a picture')
    const hash = keepFile(folder, 'the bytes of a picture')
    const lost = keepFile(folder, 'a file that is gone')
    writeFileSync(findCopyPath(folder.dataDir, lost), 'other bytes')
    const backup = join(createFolder(), 'ADP Desk.adpdesk-backup')
    const { files } = await writeBackupFile(folder.file, folder.dataDir, backup, steps)
    const elsewhere = createFolder()
    const opened = openStore(join(elsewhere, 'history.db'))
    if (opened.ok) closeStore(opened.db)

    const prepared = await prepareRestore(backup, join(elsewhere, restoreId), steps)
    exchangeHistory(elsewhere, { from: restoreId, to: setAside })

    const present = openGoodStore(join(elsewhere, 'history.db'))
    expect({
      files: [files, prepared.files],
      texts: readTexts(present),
      content: readFileSync(findCopyPath(elsewhere, hash), 'utf8'),
      tables: present.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'backup_files'").all(),
    }).toEqual({ files: [1, 1], texts: ['With a picture'], content: 'the bytes of a picture', tables: [] })
  })

  it('whose files are not what their names say leaves those out', async () => {
    const folder = openDataFolder()
    keepFile(folder, 'the bytes of a picture')
    const backup = join(createFolder(), 'x.adpdesk-backup')
    await writeBackupFile(folder.file, folder.dataDir, backup, steps)
    const db = new Sqlite(backup)
    db.exec(
      "UPDATE backup_files SET content = x'00'; INSERT INTO backup_files VALUES ('../../outside', x'00')",
    )
    db.close()
    const target = join(folder.dataDir, restoreId)

    const { files } = await prepareRestore(backup, target, steps)

    expect([files, readdirSync(target)]).toEqual([0, ['history.db']])
  })
})
