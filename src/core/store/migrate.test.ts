import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openConnection } from './connection.ts'
import { bringUpToDate, migrate, readVersion } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { createFolder } from './test-store.ts'

const first: Migration = { version: 1, sql: 'CREATE TABLE a (x); INSERT INTO a VALUES (1)' }
const second: Migration = { version: 2, sql: 'ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1' }
const broken: Migration = { version: 2, sql: 'DELETE FROM a; INSERT INTO nowhere VALUES (1)' }

/** A history after the first migration. */
function createOldHistory(): { folder: string; file: string } {
  const folder = createFolder()
  const file = join(folder, 'history.db')
  new Sqlite(file).close()
  const db = openConnection(file)
  migrate(db, [first])
  db.close()
  return { folder, file }
}

describe('migrations', () => {
  it('are counted from 1 without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
  })

  it('make the shape that the tables modules know', () => {
    const db = openConnection(':memory:')

    migrate(db, migrations)

    const names = db
      .prepare("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all()
    expect([readVersion(db), names]).toEqual([
      6,
      [
        'app_cards',
        'attachments',
        'attachments_by_hash',
        'attachments_by_owner',
        'cited_slices',
        'conversation_files',
        'conversation_files_by_hash',
        'conversation_tags',
        'conversation_tags_by_tag',
        'conversations',
        'conversations_by_folder',
        'conversations_by_time',
        'conversations_by_update',
        'drafts',
        'files',
        'folders',
        'history_facts',
        'image_consents',
        'message_added',
        'message_changed',
        'message_changes',
        'message_deleted',
        'messages',
        'messages_by_position',
        'messages_unfinished',
        'parts',
        'pieces',
        'profiles',
        'prompt_templates',
        'queued_questions',
        'queued_questions_by_conversation',
        'ratings',
        'raw_events',
        'secrets',
        'settings',
        'shown_answers',
        'shown_answers_by_answer',
        'tags',
      ],
    ])
  })

  it('change an older history after a copy of it is made that nobody else can read', () => {
    const { folder, file } = createOldHistory()
    const db = openConnection(file)

    bringUpToDate(db, [first, second])

    const copyFile = join(folder, 'history.before-2.db')
    const copy = new Sqlite(copyFile, { readonly: true })
    expect({
      now: [readVersion(db), db.prepare('SELECT * FROM a').all()],
      copy: [readVersion(copy), copy.prepare('SELECT * FROM a').all()],
      mode: statSync(copyFile).mode & 0o077,
    }).toEqual({
      now: [2, [{ x: 1, y: 2 }]],
      copy: [1, [{ x: 1 }]],
      mode: process.platform === 'win32' ? 0o066 : 0,
    })
    copy.close()
    db.close()
  })

  it('leave a history that is up to date alone', () => {
    const { folder, file } = createOldHistory()
    const db = openConnection(file)

    bringUpToDate(db, [first])

    db.close()
    expect(readdirSync(folder)).toEqual(['history.db'])
  })

  it('that fail change nothing, and can be tried again', () => {
    const { folder, file } = createOldHistory()
    const db = openConnection(file)
    expect(() => bringUpToDate(db, [first, broken])).toThrow('no such table: nowhere')
    const afterFailure = [readVersion(db), db.prepare('SELECT * FROM a').all()]

    bringUpToDate(db, [first, second])

    expect([afterFailure, db.prepare('SELECT * FROM a').all(), readdirSync(folder).sort()]).toEqual([
      [1, [{ x: 1 }]],
      [{ x: 1, y: 2 }],
      ['history.before-2.db', 'history.db', 'history.db-shm', 'history.db-wal'],
    ])
    db.close()
  })

  it('out of their order are a mistake', () => {
    const db = openConnection(':memory:')

    expect(() => migrate(db, [second])).toThrow('Migration 2 is not in its place.')
  })
})
