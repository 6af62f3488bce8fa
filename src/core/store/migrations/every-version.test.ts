import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { conversationIdSchema } from '#shared/ids.ts'
import { openConnection } from '../connection.ts'
import { listAllConversations } from '../conversations.ts'
import { createHistory } from '../create-history.ts'
import type { Database } from '../database.ts'
import { listMessages } from '../messages.ts'
import { bringUpToDate } from '../migrate.ts'
import { listProfiles } from '../profiles.ts'
import { applicationId } from '../probe.ts'
import { readSettings } from '../settings.ts'
import { createFolder, openGoodStore } from '../test-store.ts'
import { checkStore } from '../check.ts'
import { migrations } from './index.ts'
import type { Migration } from './migration.ts'
import { fillOldHistory, oldConversationId, oldProfileId, unicodeText } from './test-versions.ts'

const olderVersions = migrations.slice(0, 4).map(({ version }) => version)

/** A closed file as a program of this version left it. */
function createOldFile(version: number, options?: { isEmpty: boolean }): { folder: string; file: string } {
  const folder = createFolder()
  const file = join(folder, 'history.db')
  new Sqlite(file).close()
  const db = openConnection(file)
  db.pragma(`application_id = ${applicationId}`)
  fillOldHistory(db, version, options)
  db.close()
  return { folder, file }
}

/** What the program shows of it. */
function describeHistory(db: Database) {
  return {
    profiles: listProfiles(db).map(({ name, appKeyHint, tokenEndpointUrl, secretIdHint, note }) => ({
      name,
      appKeyHint,
      tokenEndpointUrl,
      secretIdHint,
      note,
    })),
    conversations: listAllConversations(db).map(({ title, updatedAt }) => [title, updatedAt]),
    messages: listMessages(db, conversationIdSchema.parse(oldConversationId), { limit: 9 }).messages.map(
      ({ status, isDamaged, parts, remote, endedAt }) => ({
        status,
        isDamaged,
        endedAt,
        remote,
        text: parts.map((part) => (part.type === 'text' ? part.text : part.type)).join('|'),
      }),
    ),
    secrets: db.prepare('SELECT profile_id, name, hex(sealed) AS sealed FROM secrets').all(),
    theme: readSettings(db).theme,
    cards: db.prepare('SELECT card FROM app_cards').pluck().all(),
    faults: checkStore(db, 'full'),
  }
}

describe.each(olderVersions)('a history of version %i', (version) => {
  it('says the same after it was brought up to date', () => {
    const { folder, file } = createOldFile(version)

    const described = describeHistory(openGoodStore(file))

    const none = { isDamaged: undefined, endedAt: undefined }
    const ways = version >= 2 ? { tokenEndpointUrl: 'https://tokens.example.com/', secretIdHint: 'AKID' } : {}
    const work = {
      name: '工作',
      appKeyHint: 'k3y4',
      tokenEndpointUrl: undefined,
      secretIdHint: null,
      note: version >= 4 ? 'Für später' : undefined,
      ...ways,
    }
    const demo = {
      ...work,
      name: 'Demo',
      appKeyHint: '',
      tokenEndpointUrl: undefined,
      secretIdHint: null,
      note: undefined,
    }
    expect(described).toEqual({
      profiles: [work, demo],
      conversations: [
        ['营业时间 👋🏽', 5000],
        ['', 2001],
      ],
      messages: [
        { ...none, status: 'complete', remote: { requestId: 'r1' }, text: unicodeText },
        {
          ...none,
          status: 'complete',
          endedAt: 5000,
          remote: { recordId: '9007199254740993' },
          text: '九点开门。'.repeat(3000),
        },
        { ...none, status: 'sending', remote: {}, text: 'And on Sundays?' },
        { ...none, status: 'streaming', remote: {}, text: '九点' },
      ],
      secrets: [{ profile_id: oldProfileId, name: 'appKey', sealed: '00FF10' }],
      theme: 'dark',
      cards: version >= 4 ? ['{"name":"Shop"}'] : [],
      faults: [],
    })
    expect(readdirSync(folder)).toContain(`history.before-${version + 1}.db`)
  })

  it('without any rows has the shape of a new one', () => {
    const shape = (db: Database): unknown[] =>
      db.prepare('SELECT type, name, tbl_name FROM sqlite_schema ORDER BY type, name').all()
    const fresh = join(createFolder(), 'history.db')
    createHistory(fresh)

    const { file } = createOldFile(version, { isEmpty: true })

    expect(shape(openGoodStore(file))).toEqual(shape(openGoodStore(fresh)))
  })

  it('is the same, byte for byte, after any statement of its migrations has failed', () => {
    const { file } = createOldFile(version)
    const bytes = readFileSync(file)
    const failed: string[] = []
    const steps = migrations.slice(version).flatMap(breakEverywhere)
    for (const broken of steps) {
      writeFileSync(file, bytes)
      const db = openConnection(file)
      try {
        bringUpToDate(db, [...migrations.slice(0, broken.version - 1), broken])
      } catch (error) {
        failed.push(String(error))
      }
      db.close()
      expect(readFileSync(file).equals(bytes)).toBe(true)
    }
    expect([steps.length > 4, failed]).toEqual([true, steps.map(() => 'SqliteError: no such table: nowhere')])
  })
})

/** The same migration, failing before its first statement, after it, and so on. */
function breakEverywhere({ version, sql }: Migration): Migration[] {
  const statements = splitStatements(sql)
  return [...statements, ''].map((_, index) => ({
    version,
    sql: `${statements.slice(0, index).join('\n')}\nINSERT INTO nowhere VALUES (1);`,
  }))
}

/** At semicolons, but not at those inside of a trigger. */
function splitStatements(sql: string): string[] {
  const statements: string[] = []
  let open = ''
  for (const piece of sql.replace(/--.*$/gm, '').split(';')) {
    open += `${piece};`
    if (/CREATE\s+TRIGGER/i.test(open) && !/END\s*;$/i.test(open)) continue
    if (open.trim() !== ';') statements.push(open)
    open = ''
  }
  return statements
}
